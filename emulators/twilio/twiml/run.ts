import { callParams } from '../calls/callbacks.ts';
import { change } from '../calls/change.ts';
import { end } from '../calls/end.ts';
import { limitDuration } from '../calls/limit.ts';
import type { Call, Instructions } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { Interrupted } from '../core/world.ts';
import { hear } from '../phones/hear.ts';
import type { Params } from '../webhooks/signature.ts';
import { dial } from './dial.ts';
import type { Source, TwimlDocument } from './fetch.ts';
import { DocumentFailure, fetchDocument } from './fetch.ts';
import { gather } from './gather.ts';
import type { Next, Performance } from './performance.ts';
import { goTo, NEXT } from './performance.ts';
import { sound, SOUNDS } from './sound.ts';
import { judgeDocument } from './vocabulary.ts';
import type { Element } from './xml.ts';

/** Documents one call may run through without time passing: more is a loop of redirects. */
const MOST_DOCUMENTS_AT_ONCE = 100;

const APOLOGY = "We're sorry, an application error has occurred. Goodbye.";

/** Lets a call follow instructions from now on; whatever it was doing stops. */
export function follow(world: World, call: Call, instructions: Instructions): void {
  call.run?.abort();
  const run = new AbortController();
  call.run = run;
  perform(world, call, instructions, run.signal).catch((error: unknown) => {
    if (error instanceof Interrupted || run.signal.aborted) return;
    if (!(error instanceof DocumentFailure)) world.surprises.note('crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
    pickUpInbound(world, call);
    hear(world, call, { kind: 'say', text: APOLOGY });
    end(world, call, 'completed');
  });
}

async function perform(world: World, call: Call, instructions: Instructions, signal: AbortSignal): Promise<void> {
  let document = instructions.kind === 'document' ? { root: instructions.root, url: '' } : await obtain(world, call, instructions, {});
  let began = world.clock.now();
  for (let documents = 0; ; documents += 1) {
    if (signal.aborted) throw new Interrupted();
    if (world.clock.now() !== began) [documents, began] = [0, world.clock.now()];
    if (documents > MOST_DOCUMENTS_AT_ONCE) {
      world.surprises.note('endless', `call ${call.sid} redirects without end at ${document.url}`);
      throw new DocumentFailure(11200, 'Redirects without end');
    }
    judgeDocument(world, document.root);
    const next = await execute(world, call, document, signal);
    if (next.turn !== 'fetch') break;
    document = await obtain(world, call, next.source, next.params);
  }
  end(world, call, 'completed');
}

async function execute(world: World, call: Call, document: TwimlDocument, signal: AbortSignal): Promise<Next> {
  const audience = { about: call.sid, hear: (line: Parameters<typeof hear>[2]) => hear(world, call, line) };
  const performance: Performance = { world, call, signal, url: document.url, audience };
  for (const [index, verb] of document.root.children.entries()) {
    if (verb.name === 'Reject') return reject(performance, verb, index);
    pickUpInbound(world, call);
    const next = await executeVerb(performance, verb);
    if (signal.aborted) throw new Interrupted();
    if (next.turn !== 'next') return next;
  }
  return { turn: 'hang-up' };
}

async function executeVerb(performance: Performance, verb: Element): Promise<Next> {
  if (SOUNDS.has(verb.name)) {
    await sound(performance.world, verb, performance.audience, performance.signal);
    return NEXT;
  }
  switch (verb.name) {
    case 'Gather':
      return gather(performance, verb);
    case 'Dial':
      return dial(performance, verb);
    case 'Redirect':
      return goTo(performance, verb, verb.text, {});
    case 'Hangup':
      return { turn: 'hang-up' };
    default:
      // Already noted by judgeDocument.
      return NEXT;
  }
}

/** Refuses an inbound call before it is answered; it must be the first verb (docs voice/twiml/reject). */
function reject({ world, call }: Performance, verb: Element, index: number): Next {
  if (index > 0 || call.status !== 'ringing') world.surprises.note('misplaced', '<Reject> after the call was answered');
  else end(world, call, verb.attributes['reason'] === 'busy' ? 'busy' : 'no-answer', verb.attributes['reason'] === 'busy' ? 486 : 603);
  return { turn: 'hang-up' };
}

/** An inbound call is answered by the first verb that says or does something. */
function pickUpInbound(world: World, call: Call): void {
  if (call.direction !== 'inbound' || call.status !== 'ringing' || call.leg === undefined) return;
  call.leg.state = 'talking';
  change(world, call, 'in-progress');
  limitDuration(world, call);
}

/** Fetches a document, and the fallback's when that fails, with what went wrong in ErrorCode and ErrorUrl (docs usage/webhooks/voice-webhooks). */
async function obtain(world: World, call: Call, source: Source, params: Params): Promise<TwimlDocument> {
  const all = { ...callParams(world, call), ...params };
  try {
    return await fetchDocument(world, source, all, call.sid);
  } catch (error) {
    const fallback = call.instructions.kind === 'url' ? call.instructions.fallback : undefined;
    if (!(error instanceof DocumentFailure) || fallback === undefined) throw error;
    return fetchDocument(world, fallback, { ...all, ErrorCode: String(error.code), ErrorUrl: source.url }, call.sid);
  }
}
