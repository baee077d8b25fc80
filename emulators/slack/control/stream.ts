import type { Request, Response } from 'express';
import type { SlackEmulator } from '../api.ts';

/**
 * Server-sent events: `journal` with each entry, `changed` whenever the workspace looks different. Changes of one moment are told once.
 * `?after=N` begins with the journal entries after N.
 */
export function stream({ journal, world }: SlackEmulator) {
  return (request: Request, response: Response): void => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'keep-alive' });
    const send = (event: string, data: unknown): void => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    let pending = false;
    const tellChange = (): void => {
      if (pending) return;
      pending = true;
      setImmediate(() => {
        pending = false;
        send('changed', { at: world.clock.now() });
      });
    };
    send('hello', { at: world.clock.now() });
    const after = request.query['after'];
    if (typeof after === 'string') for (const entry of journal.entries) if (entry.number > Number(after)) send('journal', entry);
    const unfollow = journal.follow((entry) => send('journal', entry));
    world.listeners.add(tellChange);
    response.on('close', () => {
      unfollow();
      world.listeners.delete(tellChange);
    });
  };
}
