import type { KnownBlock } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import { liveFor } from '../../domain/conference.ts';
import { costOf, costWords } from '../../domain/cost.ts';
import { waitsForTheHost } from '../../domain/held.ts';
import { everJoined, isOnThePhone } from '../../domain/participant.ts';
import { listNames } from '../../domain/people-names.ts';
import { isPausing } from '../../domain/ring-plan.ts';
import { whyEnded } from './end-words.ts';
import { STATE_ORDER, wordsFor } from './person-state.ts';
import { cut, duration, hostMention } from './text.ts';

/** Names listed of one kind; more are counted. */
const LISTED = 12;
const CONTEXT_LIMIT = 2_000;
/** What a button is called for those who hear it (docs reference/block-kit/block-elements/button-element: accessibility_label). */
const LABEL_LIMIT = 75;

/** A conference that runs: its name with a way in, since when, and who is where. */
export function runningEntry(conference: Conference, userId: string): KnownBlock[] {
  const { id, liveAt, requestedAt } = conference;
  const name = nameOf(conference);
  const isIn = conference.participants.some((participant) => participant.slackUserId === userId && isOnThePhone(participant) && !isPausing(participant));
  const section: KnownBlock = { type: 'section', text: { type: 'plain_text', text: name, emoji: false } };
  const join: KnownBlock = {
    ...section,
    accessory: {
      type: 'button', action_id: 'join', value: id, text: { type: 'plain_text', text: 'Join', emoji: false },
      accessibility_label: cut(`Join ${name}: your phone rings`, LABEL_LIMIT),
    },
  };
  const since = liveAt !== null ? `Live since ${time(liveAt)}` : waitsForTheHost(conference) ? 'Not rung yet' : `Ringing since ${time(requestedAt)}`;
  return [isIn ? section : join, context(`${since}, started by ${hostMention(conference)}`, standing(conference))];
}

/** One that is over: when, how long, who was in, and what it cost. @param more another sentence about its people. */
export function overEntry(conference: Conference, more = ''): KnownBlock[] {
  const { liveAt, requestedAt, end, participants } = conference;
  const at = end?.at ?? requestedAt;
  const joined = participants.filter(everJoined).map(({ name }) => name);
  const whatBecame = liveAt === null ? `${capital(whyEnded(conference, end?.reason ?? 'nobody-answered'))}.` : `Lasted ${duration(liveFor(conference, at))}.`;
  const wereIn = joined.length === 0 ? '' : ` Was in: ${listNames(joined, { max: LISTED })}.`;
  return [
    { type: 'section', text: { type: 'plain_text', text: nameOf(conference), emoji: false } },
    context(`${day(requestedAt)}, started by ${hostMention(conference)}`, `${whatBecame}${wereIn}${more === '' ? '' : ` ${more}`} Cost: ${costWords(costOf(conference, at))}.`),
  ];
}

/** One of a history, whether it is over or goes on: who was in, who was not, when, how long, and what it cost. */
export function conferenceEntry(conference: Conference): KnownBlock[] {
  const missing = conference.participants.filter((participant) => !everJoined(participant)).map(({ name }) => name);
  const notIn = missing.length === 0 ? '' : `${conference.state === 'ended' ? 'Never in' : 'Not in so far'}: ${listNames(missing, { max: LISTED })}.`;
  if (conference.state === 'ended') return overEntry(conference, notIn);
  const joined = conference.participants.filter(everJoined).map(({ name }) => name);
  const wereIn = joined.length === 0 ? '' : ` In, now or before: ${listNames(joined, { max: LISTED })}.`;
  return [
    { type: 'section', text: { type: 'plain_text', text: nameOf(conference), emoji: false } },
    context(`${day(conference.requestedAt)}, started by ${hostMention(conference)}`, `Goes on.${wereIn} ${notIn}`.trim()),
  ];
}

/** Everybody by state, in the order that matters, in the words of the card. */
function standing(conference: Conference): string {
  return STATE_ORDER.flatMap((state) => {
    const there = Map.groupBy(conference.participants.filter((participant) => participant.state === state), (participant) => wordsFor(conference, participant));
    return [...there].map(([words, people]) => `${capital(words)}: ${listNames(people.map(({ name }) => name), { max: LISTED })}.`);
  }).join(' ');
}

/** Markup of ours, and plain text with what people named themselves. */
function context(markup: string, names: string): KnownBlock {
  const plain = names === '' ? [] : [{ type: 'plain_text' as const, text: cut(names, CONTEXT_LIMIT), emoji: false }];
  return { type: 'context', elements: [{ type: 'mrkdwn', text: markup }, ...plain] };
}

function nameOf({ name }: Conference): string {
  return cut(name ?? 'Conference', CONTEXT_LIMIT);
}

/** In the time of whoever reads it, which Slack writes (docs messaging/formatting-message-text, "date formatting"). */
function time(at: number): string {
  return `<!date^${Math.floor(at / 1_000)}^{time}|${new Date(at).toISOString().slice(11, 16)} UTC>`;
}

function day(at: number): string {
  return `<!date^${Math.floor(at / 1_000)}^{date_short_pretty} at {time}|${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC>`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
