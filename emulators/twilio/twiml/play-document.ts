import type { World } from '../core/world.ts';
import { sleep } from '../core/world.ts';
import type { Params } from '../webhooks/signature.ts';
import type { Source } from './fetch.ts';
import { fetchDocument, resolveUrl } from './fetch.ts';
import type { Audience } from './sound.ts';
import { sound, SOUNDS } from './sound.ts';
import { judgeDocument } from './vocabulary.ts';

/** The least a document that redirects to itself takes, so that a loop of silent documents cannot stand still in time. */
const LOOP_MS = 1_000;

/**
 * Plays a document to people in a conference: waiting, on hold, or an announcement. Only Say, Play, Pause and Redirect count there
 * (docs voice/twiml/conference#waiturl); it does not repeat by itself.
 * @throws DocumentFailure, Interrupted
 */
export async function playDocument(world: World, first: Source, params: Params, audience: Audience, signal: AbortSignal): Promise<void> {
  let source: Source | undefined = first;
  while (source !== undefined) {
    const began = world.clock.now();
    const document = await fetchDocument(world, source, params, audience.about);
    judgeDocument(world, document.root);
    source = undefined;
    for (const verb of document.root.children) {
      if (SOUNDS.has(verb.name)) await sound(world, verb, audience, signal);
      else if (verb.name === 'Redirect') {
        await sleep(world, LOOP_MS - (world.clock.now() - began), signal);
        source = { url: resolveUrl(verb.text, document.url), method: verb.attributes['method'] === 'GET' ? 'GET' : 'POST' };
        break;
      } else world.surprises.note('misplaced', `<${verb.name}> in a document for a conference`);
    }
  }
}
