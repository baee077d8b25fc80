import { end } from '../calls/end.ts';
import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { AnsweredBy, Behaviour } from './behaviour.ts';
import { dialIn } from './dial-in.ts';
import { hear } from './hear.ts';
import { pickUp } from './intentions.ts';
import type { Line } from './leg.ts';
import type { Handset } from './phones.ts';
import { until } from './until.ts';

/** One word of a phone's story, as it also travels over HTTP (`POST /_emulator/phones/{number}/acts`). */
export type Act =
  | { readonly word: 'rings' | 'hangs-up' | 'is-busy' | 'does-not-answer' | 'declines' | 'is-unreachable' | 'hears-music' | 'has-call-waiting' }
  | { readonly word: 'answers'; readonly as?: AnsweredBy }
  | { readonly word: 'hears' | 'says'; readonly text: string }
  | { readonly word: 'presses'; readonly digits: string }
  | { readonly word: 'voicemail'; readonly greeting?: string }
  | { readonly word: 'dials'; readonly number: string }
  | { readonly word: 'will'; readonly plan: readonly Behaviour[] };

/**
 * Does one word, as soon as it can be done.
 * @throws Error saying what the phone lived through instead, when patience runs out.
 */
export async function act(world: World, handset: Handset, word: Act): Promise<void> {
  const ringing = (): Promise<Call> => until(world, handset, 'ring', () => ringingCall(world, handset));
  const talking = (what: string): Promise<Call> => until(world, handset, what, () => talkingCall(world, handset));
  switch (word.word) {
    case 'rings':
      return void (await ringing());
    case 'answers':
      return pickUp(world, await ringing(), { does: 'answer', detectedAs: word.as ?? 'human' });
    case 'voicemail':
      return pickUp(world, await ringing(), { does: 'voicemail', detectedAs: 'machine_start', ...(word.greeting === undefined ? {} : { greeting: word.greeting }) });
    case 'is-busy':
      return end(world, await ringing(), 'busy', 486);
    case 'declines':
      return end(world, await ringing(), 'busy', 603);
    case 'is-unreachable':
      return end(world, await ringing(), 'failed', 480);
    case 'does-not-answer':
      return ignore(await ringing(), handset);
    case 'hangs-up':
      return end(world, await talking('have a call to hang up'), 'completed');
    case 'hears':
      return void (await until(world, handset, `hear "${word.text}"`, () => heard(handset, (line) => WORDS.has(line.kind) && line.text.includes(word.text))));
    case 'hears-music':
      return void (await until(world, handset, 'hear music', () => heard(handset, (line) => line.kind === 'music' || line.kind === 'play')));
    case 'presses':
      return press(await until(world, handset, `be asked for digits, to press ${word.digits}`, () => listeningCall(world, handset)), word.digits);
    case 'says':
      return say(world, await talking('have a call to speak in'), word.text);
    case 'dials':
      return dialIn(world, handset, word.number);
    case 'will':
      handset.plan = [...word.plan];
      return;
    case 'has-call-waiting':
      handset.callWaiting = true;
  }
}

const WORDS = new Set<Line['kind']>(['say', 'person', 'digits']);

function callOf(world: World, handset: Handset, fits: (leg: Handset['legs'][number]) => boolean): Call | undefined {
  const leg = handset.legs.find(fits);
  return leg === undefined ? undefined : world.store.calls.get(leg.callSid);
}

const ringingCall = (world: World, handset: Handset): Call | undefined =>
  callOf(world, handset, (leg) => leg.state === 'ringing' && leg.direction === 'incoming' && !leg.ignored);

const talkingCall = (world: World, handset: Handset): Call | undefined => callOf(world, handset, (leg) => leg.state === 'talking');

function listeningCall(world: World, handset: Handset): Call | undefined {
  const call = talkingCall(world, handset);
  return call?.digits === undefined ? undefined : call;
}

const heard = (handset: Handset, fits: (line: Line) => boolean): Line | undefined => handset.current?.heard.find(fits);

function ignore(call: Call, handset: Handset): void {
  if (call.leg !== undefined) call.leg.ignored = true;
  handset.changed();
}

function press(call: Call, digits: string): void {
  for (const digit of digits) call.digits?.press(digit);
}

/** Carries a voice into the room: not from somebody muted or on hold, not to somebody on hold; a coach is heard by one alone. */
function say(world: World, call: Call, text: string): void {
  const { presence } = call;
  if (presence === undefined || presence.conference.status !== 'in-progress') return;
  const { conference, participant } = presence;
  if (participant.muted || participant.hold) return;
  for (const other of conference.participants) {
    if (other === participant || other.hold) continue;
    if (participant.coaching !== undefined && other.callSid !== participant.coaching) continue;
    hear(world, other.call, { kind: 'person', text });
  }
}
