import { isTakenForMachine } from './call.ts';
import type { Conference } from './conference.ts';
import type { Participant } from './participant.ts';
import { everJoined, latestCall } from './participant.ts';
import { isUnnamed, listNames } from './people-names.ts';

/** Sentences that are read out to people on the phone. No number is ever among them: whoever has no name is somebody. */

/** More names than these nobody keeps in mind; the others are counted. */
const MOST_NAMES = 4;
const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** What the first one in a room hears before the music: whether anybody else is on the way. @param callId whose phone it is. @returns null when they are not alone any more. */
export function firstInSentence(conference: Pick<Conference, 'participants'>, callId: string): string | null {
  const others = conference.participants.filter(({ calls }) => calls.every(({ id }) => id !== callId));
  if (others.some(({ state }) => state === 'joined')) return null;
  const rung = others.filter(isOnTheWay);
  const before = others.some(everJoined) ? 'Nobody else is here now.' : rung.length > 0 ? 'You are the first.' : 'Nobody else is here yet.';
  return rung.length === 0 ? before : `${before} ${spokenNames(rung)} ${rung.length === 1 ? 'is' : 'are'} being rung.`;
}

/** What everybody hears some time before the end. @param leftMs until the end, in milliseconds. */
export function endsSoonSentence({ participants }: Pick<Conference, 'participants'>, leftMs: number, canExtend: boolean): string {
  const host = participants.find(({ isHost }) => isHost);
  const who = host === undefined || isUnnamed(host) ? 'The host' : host.shortName;
  return `This conference ends in ${spokenTime(leftMs)}.${canExtend ? ` ${who} can extend it in Slack.` : ''}`;
}

/** What whoever was alone for long hears before the line goes dead. */
export function aloneSentence(conferenceName: string): string {
  return `You are alone in ${conferenceName}. The conference ends now. Goodbye.`;
}

/** Whether their phone is rung, or a person picked it up. A machine that is asked to press 1 is nobody to wait for. */
function isOnTheWay(participant: Participant): boolean {
  const call = latestCall(participant);
  if (call === undefined || isTakenForMachine(call)) return false;
  return participant.state === 'ringing' || participant.state === 'answered' || (participant.state === 'waiting' && call.placing !== 'held');
}

/** "Bob and Carol", "Bob and somebody else", "Bob, Carol, Dora, Emil and 3 others", "3 people"; capital, for it begins a sentence. */
function spokenNames(people: readonly Participant[]): string {
  const named = people.filter((person) => !isUnnamed(person)).map(({ shortName }) => shortName);
  const unnamed = people.length - named.length;
  if (named.length === 0) return unnamed === 1 ? 'Somebody' : `${unnamed} people`;
  if (unnamed === 1 && named.length <= MOST_NAMES) return listNames([...named, 'somebody else']);
  // Those without a name stand at the end, where they are counted with the names that are too many.
  return listNames([...named, ...Array.from({ length: unnamed }, () => '')], { max: Math.min(MOST_NAMES, named.length) });
}

/** "five minutes", "30 seconds"; what is no whole number of minutes is rounded up and said to be less. */
function spokenTime(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  if (seconds < 60) return seconds === 1 ? 'one second' : `${seconds} seconds`;
  const whole = Math.round(seconds / 60);
  if (Math.abs(seconds - whole * 60) <= SAME_MINUTE_SECONDS) return spokenMinutes(whole);
  return `less than ${spokenMinutes(Math.ceil(seconds / 60))}`;
}

/** Nobody on the phone counts such few seconds. */
const SAME_MINUTE_SECONDS = 10;

function spokenMinutes(minutes: number): string {
  return minutes === 1 ? 'one minute' : `${NUMBER_WORDS[minutes] ?? minutes} minutes`;
}
