import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { answered } from '../calls/answer.ts';
import { end } from '../calls/end.ts';
import type { AnsweredBy, Behaviour } from './behaviour.ts';
import { MACHINE_PATIENCE_MS } from './behaviour.ts';
import type { Handset } from './phones.ts';

/** Who picks up, in the words of machine detection, when nothing else was said. */
const NATURE: Partial<Record<Behaviour['does'], AnsweredBy>> = { answer: 'human', voicemail: 'machine_start', fax: 'fax' };

/** Lets a ringing phone do what it intends, now or after its time. */
export function carryOut(world: World, call: Call, intention: Behaviour): void {
  const act = (): void => {
    if (call.status !== 'ringing') return;
    const nature = NATURE[intention.does];
    if (intention.does === 'decline') end(world, call, 'busy', 603);
    else if (nature !== undefined) pickUp(world, call, { ...intention, detectedAs: intention.detectedAs ?? nature });
  };
  if (intention.does === 'ring' || intention.does === 'no-answer') return;
  if (intention.afterMs === undefined || intention.afterMs <= 0) act();
  else call.timers.push(world.clock.setTimeout(act, intention.afterMs));
}

/** Picks up a ringing phone, and plans what the one who did will do later. */
export function pickUp(world: World, call: Call, intention: Behaviour): void {
  const { leg } = call;
  if (leg === undefined) return;
  const handset = world.phones.of(call.to);
  const by = intention.detectedAs ?? 'human';
  leg.state = 'talking';
  leg.answeredAs = by;
  answered(world, call, by);
  const machine = intention.does === 'voicemail' || intention.does === 'fax';
  const hangsUpAfterMs = intention.hangsUpAfterMs ?? (machine ? MACHINE_PATIENCE_MS : undefined);
  if (hangsUpAfterMs !== undefined) call.timers.push(world.clock.setTimeout(() => end(world, call, 'completed'), hangsUpAfterMs));
  if (intention.greeting !== undefined) world.journal.write({ direction: 'world', what: 'phone.greets', request: { number: call.to, greeting: intention.greeting } });
  if (intention.presses !== undefined) pressWhenHeard(handset, call, intention.presses);
  handset.changed();
}

function pressWhenHeard(handset: Handset, call: Call, digits: string): void {
  const stop = handset.on(() => {
    if (call.endedAt !== undefined) return stop();
    if (call.digits === undefined) return;
    stop();
    for (const digit of digits) call.digits?.press(digit);
  });
}
