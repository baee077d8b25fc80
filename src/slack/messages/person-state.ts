import type { Call } from '../../domain/call.ts';
import { holds } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import { isTakenForMachine } from '../../domain/call.ts';
import { waitsForCompany } from '../../domain/held.ts';
import type { HeldPerson } from '../../domain/held-person.ts';
import type { Participant, ParticipantState } from '../../domain/participant.ts';
import { everJoined, hasExtension, latestCall } from '../../domain/participant.ts';
import { callState } from '../../domain/call-state.ts';
import { isPending, latestAskedFor, nextAttemptAt } from '../../domain/ring-plan.ts';

/** How a state is shown: a mark to see, and words to read. */
interface Shown {
  readonly mark: string;
  readonly words: string;
}

const SHOWN: Readonly<Record<ParticipantState, Shown>> = {
  joined: { mark: '🟢', words: 'in the room' },
  answered: { mark: '🔵', words: 'picked up, hears the welcome' },
  ringing: { mark: '📞', words: 'ringing' },
  held: { mark: '🌙', words: 'not rung yet' },
  waiting: { mark: '⏳', words: 'about to be rung' },
  'no-answer': { mark: '🔕', words: 'did not answer' },
  busy: { mark: '🔴', words: 'line busy' },
  declined: { mark: '🔴', words: 'declined' },
  unreachable: { mark: '⚠️', words: 'could not be reached' },
  voicemail: { mark: '📼', words: 'voicemail' },
  left: { mark: '⚪', words: 'left' },
  removed: { mark: '⚪', words: 'removed' },
  cancelled: { mark: '⚪', words: 'not rung, the conference ended first' },
  'not-called': { mark: '🚫', words: 'not rung' },
};

/** The order that matters: who is there, who may come, who is missing, who is gone. */
export const STATE_ORDER: readonly ParticipantState[] = [
  'joined', 'answered', 'ringing', 'waiting', 'held', 'busy', 'declined', 'no-answer', 'voicemail', 'unreachable', 'not-called', 'left', 'removed', 'cancelled',
];

/** Where people press 1 to join: picking up is not yet coming in, and who hung up on whom does not matter. */
const UNTIL_1_IS_PRESSED: Readonly<Partial<Record<ParticipantState, string>>> = {
  answered: 'picked up, is asked to press 1',
  left: 'picked up, but did not join (nobody pressed 1, so it may have been voicemail)',
};

/** Where an extension is dialled it depends on a setting whether they are asked to press 1: what is said is true of both. */
const BEHIND_AN_EXTENSION: Readonly<Partial<Record<ParticipantState, string>>> = { answered: 'picked up', left: 'picked up, but did not join' };

/** "🔴 Bob Berg: line busy", plain text, with the reason for whoever is missing. */
export function stateLine(conference: OfConference, participant: Participant): string {
  return `${SHOWN[participant.state].mark} ${participant.name}: ${wordsFor(conference, participant)}${reasonOf(participant)}`;
}

/** What of a conference somebody's state is worded by. */
type OfConference = Pick<Conference, 'confirmJoin' | 'endedRooms' | 'ringPlan'>;

/** What somebody's state is called on the card of their conference. */
export function wordsFor(conference: OfConference, participant: Participant): string {
  const { confirmJoin } = conference;
  const call = latestCall(participant);
  if (participant.state === 'waiting' && call !== undefined) return waitingWords(conference, participant, call);
  if (participant.state === 'ringing' && call?.toSecond === true) return 'ringing, at their second number';
  if (participant.state === 'answered' && call !== undefined && isTakenForMachine(call)) return 'sounds like voicemail, is asked to press 1';
  if (participant.state === 'cancelled') return cancelledWords(participant);
  const notIn = confirmJoin ? UNTIL_1_IS_PRESSED : hasExtension(participant, call) ? BEHIND_AN_EXTENSION : {};
  const untilThen = everJoined(participant) ? undefined : notIn[participant.state];
  return (untilThen ?? stateWords(participant.state)) + marksOf(participant);
}

/** The end found them on the way in: whether their phone had rung by then is what they will ask about. */
export function cancelledWords(participant: Pick<Participant, 'calls'>): string {
  return (latestCall(participant)?.status ?? null) === null ? stateWords('cancelled') : 'rang until the conference ended';
}

/** What they wait for, without the time: the card stands there while it goes by. */
function waitingWords(conference: OfConference, participant: Participant, call: Call): string {
  if (waitsForCompany(participant)) return 'rung as soon as somebody else is';
  const failed = latestAskedFor(participant);
  const before = isPending(call) && failed !== undefined ? `${stateWords(callState(conference, failed))}, ` : '';
  if (call.notBefore !== null) return `${before}rung too often of late, rings a while later`;
  if (!isPending(call)) return stateWords('waiting');
  return `${before}${nextAttemptAt(conference, participant) === undefined ? 'trying the second number' : 'is tried again'}`;
}

/** ", muted", ", on hold": what the others have to know of somebody in the room. */
function marksOf(participant: Participant): string {
  const call = participant.state === 'joined' ? latestCall(participant) : undefined;
  if (call === undefined) return '';
  return `${holds(call.muted, call) ? ', muted' : ''}${holds(call.onHold, call) ? ', on hold' : ''}`;
}

/** The mark somebody's state is seen by; its words always stand beside it. */
export function stateMark(state: ParticipantState): string {
  return SHOWN[state].mark;
}

/** What the state is called in a sentence. */
export function stateWords(state: ParticipantState): string {
  return SHOWN[state].words;
}

/** Without the time: the card stands there while theirs goes on. */
const HELD_WORDS: Readonly<Record<HeldPerson['reason'], string>> = {
  night: 'it is night for them', 'own-quiet-hours': 'these are their quiet hours', 'do-not-disturb': 'Do Not Disturb is on in Slack',
};

/** " (…)" with why somebody is missing; empty when there is nothing to explain. */
export function reasonOf(participant: Participant): string {
  const { state, notCalled } = participant;
  if (state === 'held' && participant.held !== null) return ` (${HELD_WORDS[participant.held.reason]})`;
  if (notCalled !== null) return ` (${withoutStop(notCalled.sentence)})`;
  const call = latestCall(participant);
  if (state === 'voicemail') return call?.machine?.kind === 'fax' ? ' (a fax machine answered)' : '';
  if (state !== 'unreachable' && state !== 'not-called') return '';
  const sentence = call?.refusal?.sentence ?? sipSentence(call?.sipResponseCode ?? null);
  return sentence === null ? '' : ` (${withoutStop(sentence)})`;
}

/** What the network says of a phone it cannot reach, by SIP code (RFC 3261 §21; Twilio passes it on as SipResponseCode). */
function sipSentence(code: number | null): string | null {
  switch (code) {
    case null: return null;
    case 404: case 484: case 604: return 'There is no phone with this number.';
    case 480: return 'The phone is switched off or out of coverage.';
    case 403: return 'The network does not put the call through.';
    case 408: case 504: return 'The network did not answer in time.';
    case 500: case 502: case 503: return 'The network is out of order.';
    default: return `The network says ${code}.`;
  }
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
