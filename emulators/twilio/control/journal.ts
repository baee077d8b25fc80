import { Router } from 'express';
import type { World } from '../core/world.ts';

/** `/_emulator/journal`: everything that went over the wire, as JSON, or as it happens by server-sent events. */
export function journalRoutes(world: World): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const after = Number(request.query['after'] ?? 0);
    const { direction } = request.query;
    const entries = world.journal.entries.filter((entry) => entry.number > after && (direction === undefined || entry.direction === direction));
    response.json({ entries });
  });
  router.get('/events', (request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'keep-alive' });
    response.flushHeaders();
    const stop = world.journal.follow((entry) => response.write(`id: ${entry.number}\nevent: ${entry.direction}\ndata: ${JSON.stringify(entry)}\n\n`));
    request.on('close', stop);
  });
  return router;
}
