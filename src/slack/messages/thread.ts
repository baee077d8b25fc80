import { callState } from '../../domain/call-state.ts';
import type { Conference, ConferenceEnd } from '../../domain/conference.ts';
import { findCall, liveFor } from '../../domain/conference.ts';
import type { Participant } from '../../domain/participant.ts';
import { JOIN_PAGE } from '../../domain/join-page.ts';
import { everJoined, hasExtension, hasJoined, latestCall } from '../../domain/participant.ts';
import { timeInRoom } from '../../domain/participant-state.ts';
import { listNames } from '../../domain/people-names.ts';
import type { PersonLine, ThreadLine } from '../../domain/thread-line.ts';
import { isCrowd, NAMED } from './crowd.ts';
import { whyEnded } from './end-words.ts';
import { cancelledWords, reasonOf, stateWords } from './person-state.ts';
import { duration, escapeText } from './text.ts';

/** Missing people an end line of a crowd names, with why; as many and their names at their longest are still one message. */
const MISSING_NAMED = 25;

/**
 * The lines as words, in their order; people who did the same one after the other share a line.
 * @param among all lines that wait to be told, with these: what is told of somebody later needs no second line.
 */
export function threadText(conference: Conference, written: readonly ThreadLine[], among: readonly ThreadLine[] = written): string {
  const lines = written.map((line) => asKnownNow(conference, line)).filter((line, index) => (line === written[index] || !among.some(isSame(line))) && !isWithdrawn(conference, line));
  const told: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    if (!isAboutPerson(line)) {
      told.push(...roomLine(conference, line));
      continue;
    }
    const same = [line];
    for (let next = lines[index + 1]; next !== undefined && isAboutPerson(next) && next.kind === line.kind && next.by === line.by; next = lines[index + 1]) {
      same.push(next);
      index += 1;
    }
    told.push(...(line.kind === 'held-back' ? same.flatMap((one) => heldBackLine(conference, one)) : personLines(conference, { kind: line.kind, by: line.by }, peopleOf(conference, same))));
  }
  return withMentions(conference, escapeText(told.join('\n')), written);
}

type AboutPerson = Extract<ThreadLine, { participantId: string }>;

function isAboutPerson(line: ThreadLine): line is AboutPerson {
  return 'participantId' in line;
}

/** What happened to all of them at once. */
function roomLine(conference: Conference, line: Exclude<ThreadLine, AboutPerson>): string[] {
  switch (line.kind) {
    case 'ended': return [endedLine(conference)];
    case 'ends-soon': return [`Ends in ${duration(line.endsAt - line.at)}, for the time limit is reached then${line.canExtend ? '. It can be extended on the card' : ''}`];
    case 'extended': return [`${nameOf(conference, line.by)} extended the conference by ${duration(line.extendMs)}`];
    case 'muted-everyone': return [`${nameOf(conference, line.by)} muted everyone`];
    // Slack takes no message without words, so one that was erased before it was posted has some too.
    case 'announced': return [`${nameOf(conference, line.by)} announced${line.text === undefined ? ' something' : `: “${line.text}”`}`];
  }
}

/** Twilio may tell of the end of a call before it tells that they joined, or how it ended before it tells that they declined: by now that may be known. */
function asKnownNow(conference: Conference, line: ThreadLine): ThreadLine {
  if (line.kind !== 'left-before-joining' && line.kind !== 'busy' && line.kind !== 'unreachable') return line;
  const [person] = peopleOf(conference, [line]);
  if (person === undefined) return line;
  if (line.kind === 'left-before-joining') return hasJoined(person) ? { ...line, kind: 'left' } : line;
  return person.state === 'declined' ? { ...line, kind: 'declined' } : line;
}

/** Whether another line tells the same of the same person: what was learnt since has a line of its own then. */
function isSame(one: ThreadLine): (other: ThreadLine) => boolean {
  return (other) => isAboutPerson(one) && isAboutPerson(other) && other.kind === one.kind && other.participantId === one.participantId;
}

/** Whether a try was told of that did not come to it: they had declined, or the conference ended. */
function isWithdrawn(conference: Conference, line: ThreadLine): boolean {
  return (line.kind === 'tries-again' || line.kind === 'tries-second-number') && findCall(conference, line.callId ?? '')?.call.placing === 'withdrawn';
}

/** Those whom lines are about, each once; as they were by the call the line is about, where another has followed it. */
function peopleOf(conference: Conference, lines: readonly AboutPerson[]): readonly Participant[] {
  const about = new Map(lines.map((line) => [line.participantId, line]));
  return [...about.values()].flatMap(({ participantId, callId }) => {
    const person = conference.participants.find(({ id }) => id === participantId);
    const index = person?.calls.findIndex(({ id }) => id === callId) ?? -1;
    const call = person?.calls[index];
    if (person === undefined) return [];
    return [call === undefined ? person : { ...person, calls: person.calls.slice(0, index + 1), state: callState(conference, call) }];
  });
}

function personLines(conference: Conference, { kind, by }: { readonly kind: Exclude<PersonLine, 'held-back'>; readonly by: string | null | undefined }, people: readonly Participant[]): string[] {
  if (people.length === 0) return [];
  const names = listNames(people.map(({ shortName }) => shortName));
  const many = people.length > 1;
  // Whoever has the link of the join page: nobody asked who they are.
  if (by === JOIN_PAGE) return [`${names} asked to be rung on the join page`];
  switch (kind) {
    case 'joined': return [`${names} joined`];
    case 'left': return [`${names} left`];
    case 'left-before-joining': return neverInLines(conference, people);
    case 'no-answer': return [`${names} did not answer`];
    case 'busy': return people.map(({ shortName }) => `${possessive(shortName)} line was busy`);
    case 'tries-second-number': return people.map(({ shortName }) => `Trying ${possessive(shortName)} second number`);
    case 'tries-again': return [`Trying ${names} again in ${duration(conference.ringPlan.pauseMs)}`];
    case 'declined': return [`${names} declined`];
    case 'voicemail': return voicemailLines(people);
    case 'challenged': return people.map(({ shortName }) => `${possessive(shortName)} phone sounds like voicemail: whoever is there is asked to press 1`);
    case 'passed': return [`${names} pressed 1 and ${many ? 'are' : 'is'} in the room`];
    case 'unreachable': return people.map((person) => `${person.shortName} could not be reached${reasonOf(person)}`);
    case 'asked-to-be-rung': return [`${names} asked to be rung`];
    case 'added': return [`${nameOf(conference, by)} added ${names}`];
    case 'rung-again': return [`${nameOf(conference, by)} had ${names} rung again`];
    case 'rung-anyway': return [`${nameOf(conference, by)} had ${names} rung`];
    case 'muted': return [`${nameOf(conference, by)} muted ${namesFor(people, by)}`];
    case 'unmuted': return [`${nameOf(conference, by)} unmuted ${namesFor(people, by)}`];
    case 'put-on-hold': return [`${nameOf(conference, by)} put ${namesFor(people, by)} on hold`];
    case 'taken-off-hold': return [`${nameOf(conference, by)} took ${namesFor(people, by)} off hold`];
    case 'taken-out': return takenOutLines(conference, people, by);
    case 'left-out': return [by === null ? `Nobody said whether to ring ${names}` : `${nameOf(conference, by)} left ${names} out`];
  }
}

/** Whether it was about whoever wished it. */
function isOwn({ slackUserId }: Participant, by: string | null | undefined): boolean {
  return typeof by === 'string' && slackUserId === by;
}

/** Whom somebody did something to; they themselves come first, where "themselves" can be nobody else. */
function namesFor(people: readonly Participant[], by: string | null | undefined): string {
  const others = people.filter((person) => !isOwn(person, by)).map(({ shortName }) => shortName);
  return listNames(others.length < people.length ? ['themselves', ...others] : others);
}

function takenOutLines(conference: Conference, people: readonly Participant[], by: string | null | undefined): string[] {
  const others = people.filter((person) => !isOwn(person, by));
  return [
    ...people.filter((person) => isOwn(person, by)).map(({ shortName }) => `${shortName} does not want to be rung`),
    ...(others.length === 0 ? [] : [`${nameOf(conference, by)} took ${listNames(others.map(({ shortName }) => shortName))} out`]),
  ];
}

/** Where they were asked to press 1, or may have been, it may be we who hung up on them. */
function neverInLines({ confirmJoin }: Conference, people: readonly Participant[]): string[] {
  const { true: asked = [], false: others = [] } = Object.groupBy(people, (person) => `${confirmJoin || hasExtension(person, latestCall(person))}` as const);
  return [
    ...(asked.length === 0 ? [] : [`${listNames(asked.map(({ shortName }) => shortName))} picked up, but did not join`]),
    ...(others.length === 0 ? [] : [`${listNames(others.map(({ shortName }) => shortName))} picked up and hung up before joining`]),
  ];
}

/** A machine answered and nobody pressed 1. */
function voicemailLines(people: readonly Participant[]): string[] {
  const isFax = (person: Participant): boolean => latestCall(person)?.machine?.kind === 'fax';
  const boxes = people.filter((person) => !isFax(person)).map(({ shortName }) => shortName);
  return [
    ...(boxes.length === 0 ? [] : [`${listNames(boxes)} ${boxes.length > 1 ? 'have' : 'has'} voicemail on`]),
    ...people.filter(isFax).map(({ shortName }) => `A fax machine answered ${possessive(shortName)} phone`),
  ];
}

/** Carriers block a caller who rings a number too often. */
function heldBackLine({ participants }: Conference, { participantId, at }: AboutPerson): string[] {
  const person = participants.find(({ id }) => id === participantId);
  if (person === undefined) return [];
  const notBefore = latestCall(person)?.notBefore ?? null;
  return [`${possessive(person.shortName)} phone was rung too often of late: it rings ${notBefore === null ? 'now' : `in ${duration(notBefore - at)}`}`];
}

/** Whose wish something was; the host may have chosen not to be rung, and is then on no card by name. */
function nameOf({ participants, hostUserId }: Conference, userId: string | null | undefined): string {
  const name = participants.find(({ slackUserId }) => slackUserId !== null && slackUserId === userId)?.shortName;
  if (name !== undefined) return name;
  return userId === hostUserId ? 'The host' : userId ? `${MENTION}${userId}${MENTION}` : 'Somebody';
}

/** Around the id of a Slack user until everything else is escaped: whoever is not in the conference has no name in it, and Slack writes theirs. */
const MENTION = '\uE000';

/** Names may hold anything: only who did something of these lines is mentioned. */
function withMentions({ end }: Conference, text: string, lines: readonly ThreadLine[]): string {
  const known = new Set([end?.by, ...lines.flatMap((line) => ('by' in line && typeof line.by === 'string' ? [line.by] : []))]);
  return text.replaceAll(/\uE000(\w+)\uE000/gu, (whole, id: string) => (known.has(id) ? `<@${id}>` : whole));
}

function endedLine(conference: Conference): string {
  const { end, participants } = conference;
  if (end === null) return '';
  const joined = participants.filter(everJoined);
  const missing = participants.filter((participant) => !everJoined(participant));
  const head = end.reason === 'ended-by' ? endedBy(conference, end)
    : joined.length === 0 ? `Ended: ${whyEnded(conference, end.reason)}.` : `Ended after ${duration(liveFor(conference, end.at))}: ${whyEnded(conference, end.reason)}.`;
  const many = isCrowd(conference);
  const wasIn = joined.length === 0 ? [] : [`Was in: ${listNames(joined.map((person) => `${person.shortName} (${duration(timeInRoom(conference, person, end.at))})`), many ? { max: NAMED } : {})}.`];
  const neverJoined = missing.length === 0 ? [] : [`Never joined: ${listNames(missing.map((person) => missingName(conference, person)), many ? { max: MISSING_NAMED } : {})}.`];
  // The few who are missing are what the end of a crowd is looked at for; the details name everybody.
  return [head, ...(many ? [...neverJoined, ...wasIn] : [...wasIn, ...neverJoined])].join(' ');
}

function endedBy(conference: Conference, end: ConferenceEnd): string {
  const time = conference.liveAt === null ? ' before anybody was in it' : ` after ${duration(liveFor(conference, end.at))}`;
  return `${nameOf(conference, end.by)} ended the conference for everyone${time}.`;
}

function missingName(conference: Conference, participant: Participant): string {
  return `${participant.shortName} (${missingWords(conference, participant)})`;
}

function missingWords(conference: Conference, participant: Participant): string {
  switch (participant.state) {
    // Whoever is gone and never joined had picked up.
    case 'left': return conference.confirmJoin ? 'did not press 1' : hasExtension(participant, latestCall(participant)) ? 'did not join' : hungUp(conference, participant) ? 'hung up' : 'had picked up';
    // The end came first, and the line stands there for good.
    case 'waiting': return 'was about to be rung';
    case 'ringing': return 'was being rung';
    case 'answered': return 'had picked up';
    case 'cancelled': return cancelledWords(participant);
    default: return stateWords(participant.state);
  }
}

/** Whether it was them, and not we who hung up on them because it ended. Twilio tells times in whole seconds, so within the second of the end nobody can say. */
function hungUp({ end, decidedEnd }: Conference, participant: Participant): boolean {
  const endedAt = latestCall(participant)?.endedAt ?? null;
  if (end === null || endedAt === null) return false;
  // An end nobody decided on came because the last of them hung up.
  return decidedEnd?.at === end.at ? endedAt < Math.floor(end.at / 1_000) * 1_000 : endedAt <= end.at;
}

/** "Bob's", and "Ines's" as it is spoken. */
function possessive(name: string): string {
  return `${name}'s`;
}
