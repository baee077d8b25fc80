import type { KnownBlock } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import type { RunningCost } from '../../domain/cost.ts';
import type { Participant } from '../../domain/participant.ts';
import { latestCall } from '../../domain/participant.ts';
import { standingWarning } from '../../domain/limit-warning.ts';
import { waitsForTheHost } from '../../domain/held.ts';
import { listNames } from '../../domain/people-names.ts';
import { inRoomSince, timeInRoom } from '../../domain/participant-state.ts';
import { nextAttemptAt } from '../../domain/ring-plan.ts';
import { cardActions } from './card-actions.ts';
import { endWords } from './end-words.ts';
import { reasonOf, STATE_ORDER, stateLine, wordsFor } from './person-state.ts';
import { costLine, runningLine } from './cost-line.ts';
import { crowdLines, isCrowd, nameWithTime, NAMED } from './crowd.ts';
import { capital, clockTime, cut, duration, escapeText, hostMention, nameOfUser, timeInUtc, userMention } from './text.ts';

/** A message as Slack takes it: `text` is what screen readers and notifications read instead of the blocks, so it carries all that matters. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The card, which can hold a call of Slack's own. */
interface CardMessage {
  readonly text: string;
  readonly blocks: (KnownBlock | CallBlock)[];
}

/** A call of Slack's own (docs apis/web-api/using-the-calls-api); Slack fills it in, and its types do not know it. */
interface CallBlock {
  readonly type: 'call';
  readonly call_id: string;
  readonly block_id?: string;
}

/** Slack's limits (docs reference/block-kit/blocks): a header 150 characters, a section's text 3,000, an edited message's text 4,000. */
const HEADER_LIMIT = 150;
const SECTION_LIMIT = 2_900;
const TEXT_LIMIT = 3_900;
const ANNOUNCED = 20;

/**
 * The card: a function of the conference and nothing else, so that it can always be written anew.
 * @param running what it costs so far, while it goes on; null when that is not told.
 * @param nativeCallId the call of Slack's own it shows, too; null when there is none.
 */
export function card(conference: Conference, running: RunningCost | null = null, nativeCallId: string | null = null): CardMessage {
  const money = running !== null && conference.end === null ? runningLine(running) : costLine(conference);
  const name = conference.name ?? 'Conference';
  return {
    text: cut(`${escapeText(name)}, started by ${hostMention(conference)}. ${escapeText(situation(conference, money))}`, TEXT_LIMIT),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(name, HEADER_LIMIT), emoji: false } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: `${status(conference)} · started by ${hostMention(conference)}` }] },
      ...(nativeCallId === null ? [] : [{ type: 'call' as const, call_id: nativeCallId }]),
      ...people(conference),
      ...cost(money),
      cardActions(conference),
    ],
  };
}

/** The card before anything is known of it: nothing it says can become untrue, for nobody may be able to rewrite it. */
export function announcement(conference: Conference): Message {
  const name = conference.name ?? 'Conference';
  const names = listNames(conference.participants.map((participant) => participant.name), { max: ANNOUNCED });
  return {
    text: cut(`${escapeText(name)}, started by ${hostMention(conference)}, for ${escapeText(names)}`, TEXT_LIMIT),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(name, HEADER_LIMIT), emoji: false } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: `started by ${hostMention(conference)}` }] },
      { type: 'section', text: { type: 'plain_text', text: cut(`For ${names}`, SECTION_LIMIT), emoji: false } },
    ],
  };
}

function status(conference: Conference): string {
  const { state, end, liveAt } = conference;
  if (state === 'ended' && end !== null) return endWords(conference, userMention(end.by), escapeText);
  const next = nextTryAt(conference);
  const warning = standingWarning(conference);
  return [
    liveAt === null ? (waitsForTheHost(conference) ? 'Not rung yet' : 'Ringing') : `Live since ${clockTime(liveAt)}`,
    ...(next === undefined ? [] : [`next try at ${clockTime(next)}`]),
    ...(warning === null ? [] : [`ends at ${clockTime(warning.endsAt)}`]),
  ].join(' · ');
}

/** When the first of those who wait between two tries is rung, epoch milliseconds. */
function nextTryAt(conference: Conference): number | undefined {
  const times = conference.participants.filter(({ state }) => state === 'waiting').flatMap((participant) => latestCall(participant)?.notBefore ?? nextAttemptAt(conference, participant) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function cost(text: string | null): KnownBlock[] {
  return text === null ? [] : [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
}

function people(conference: Conference): KnownBlock[] {
  const lineOf = (participant: Participant): string => stateLine(conference, participant) + roomTime(conference, participant);
  const lines = isCrowd(conference) ? crowdLines(conference, lineOf) : inOrder(conference.participants).map(lineOf);
  // Plain text: a name with asterisks, angle brackets or a mention in it stays what it is.
  return chunks(lines).map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
}

/** For how long they were in; and of whoever is in, since when: counted from the beginning, which stays true without being rewritten. */
function roomTime(conference: Conference, participant: Participant): string {
  const { liveAt } = conference;
  const joinedAt = inRoomSince(participant);
  if (participant.state === 'joined' && conference.state === 'live' && liveAt !== null && joinedAt !== undefined) {
    const minute = Math.floor((joinedAt - liveAt) / 60_000);
    return minute > 0 ? `, since minute ${minute}` : '';
  }
  if (participant.state !== 'left' && conference.state !== 'ended') return '';
  const time = conference.end === null && participant.state !== 'left' ? 0 : timeInRoom(conference, participant, conference.end?.at ?? 0);
  return time > 0 ? `, was in for ${duration(time)}` : '';
}

function inOrder(participants: readonly Participant[]): Participant[] {
  return participants.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state));
}

/** Lines gathered into texts of at most a section's length. */
function chunks(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= SECTION_LIMIT) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(cut(line, SECTION_LIMIT));
  }
  return texts;
}

/** The whole card in sentences. */
function situation(conference: Conference, money: string | null): string {
  const sentences = STATE_ORDER.flatMap((state) => {
    const there = Map.groupBy(conference.participants.filter((participant) => participant.state === state), (participant) => wordsFor(conference, participant));
    return [...there].map(([words, people]) => `${capital(words)}: ${listNames(people.map((participant) => nameWithTime(conference, participant) + reasonOf(participant)), isCrowd(conference) ? { max: NAMED } : {})}.`);
  });
  const { end } = conference;
  const warning = standingWarning(conference);
  const ending = warning === null ? [] : [`Ends at ${timeInUtc(warning.endsAt)}.`];
  if (end === null) return [...ending, ...sentences, ...(money === null ? [] : [`${money}.`])].join(' ');
  return [
    `${endWords(conference, nameOfUser(conference, end.by))}.`,
    ...(money === null ? [] : [`${money}.`]), ...sentences,
  ].join(' ');
}
