import type { World } from '../core/world.ts';
import { sleep } from '../core/world.ts';
import type { Line } from '../phones/leg.ts';
import type { Element } from './xml.ts';

/** Who hears what is played: a person on a call, or a whole room. */
export interface Audience {
  /** The call or conference an alert would be about. */
  readonly about: string;
  hear(line: Omit<Line, 'at'>): void;
}

export const SOUNDS = new Set(['Say', 'Play', 'Pause']);

/** How often Twilio repeats `loop="0"` at most; here it is enough to be heard. */
const ENDLESS = 1_000;

/**
 * Says, plays or pauses. Times are those of the emulator's clock.
 * @throws Interrupted when the listeners are gone.
 */
export async function sound(world: World, verb: Element, audience: Audience, signal: AbortSignal): Promise<void> {
  if (verb.name === 'Pause') return sleep(world, Number(verb.attributes['length'] ?? 1) * 1000, signal);
  const said = verb.name === 'Say';
  const text = said ? spokenText(verb) : verb.text;
  const ms = said ? text.length * world.settings.sayMsPerCharacter : world.settings.playMs;
  const asked = Number(verb.attributes['loop'] ?? 1);
  const times = asked === 0 ? ENDLESS : asked;
  for (let turn = 0; turn < times; turn += 1) {
    audience.hear(line(verb, text));
    await sleep(world, ms, signal);
    // Without a length, saying it a thousand times is the same as saying it once.
    if (ms === 0) return;
  }
}

function line(verb: Element, text: string): Omit<Line, 'at'> {
  if (verb.name === 'Play') return { kind: 'play', text };
  const { voice, language } = verb.attributes;
  return { kind: 'say', text, ...(voice === undefined ? {} : { voice }), ...(language === undefined ? {} : { language }) };
}

/** The words of a Say with those of its SSML children; children follow the text, so mixed content keeps its words but not their order. */
function spokenText(verb: Element): string {
  return [verb.text, ...verb.children.map(spokenText)].filter((part) => part !== '').join(' ');
}
