import { alert } from '../core/alerts.ts';
import type { World } from '../core/world.ts';
import type { Webhook } from './request.ts';
import { sendWebhook } from './request.ts';

/** A status callback: nobody waits for its answer, and its way may be disturbed. */
export interface Callback extends Webhook {
  readonly event: string;
  /** The call or conference it is about: callbacks of one subject keep their order unless the options say otherwise. */
  readonly about: string;
}

const queues = new WeakMap<World, Map<string, Promise<void>>>();

/** Sends a callback, or does to it what the planted fault says. */
export function report(world: World, callback: Callback): void {
  const fault = world.callbackFaults.strike(callback);
  switch (fault?.kind) {
    case 'lose':
      world.journal.write({ direction: 'out', what: `${callback.method} ${callback.url}`, request: { params: callback.params }, fault: 'lose' });
      return;
    case 'delay':
      world.clock.setTimeout(() => void deliver(world, callback), fault.ms);
      return;
    case 'shuffle':
      world.clock.setTimeout(() => void deliver(world, callback), Math.floor(world.random() * fault.withinMs));
      return;
    case 'double':
      inOrder(world, callback);
      inOrder(world, callback);
      return;
    case undefined:
      inOrder(world, callback);
  }
}

function inOrder(world: World, callback: Callback): void {
  if (world.settings.callbackOrder === 'free') return void deliver(world, callback);
  const queue = queues.get(world) ?? new Map<string, Promise<void>>();
  queues.set(world, queue);
  const turn = (queue.get(callback.about) ?? Promise.resolve()).then(() => deliver(world, callback));
  queue.set(callback.about, turn);
  void world.activity.track(turn).then(() => {
    if (queue.get(callback.about) === turn) queue.delete(callback.about);
  });
}

async function deliver(world: World, callback: Callback): Promise<void> {
  world.callbackFaults.counts.sent += 1;
  const outcome = await sendWebhook(world, callback);
  const status = 'answer' in outcome ? outcome.answer.status : undefined;
  if (status !== undefined && status >= 200 && status < 300) return;
  const text = status === undefined ? `Got no response to ${callback.url}` : `Got HTTP ${status} response to ${callback.url}`;
  alert(world, { code: callback.about.startsWith('CF') ? 16011 : 15003, resourceSid: callback.about, text, url: callback.url, method: callback.method });
}
