import { Router } from 'express';
import type { World } from '../core/world.ts';
import { act } from '../phones/acts.ts';
import { actSchema } from './schemas.ts';
import { phoneView } from './views.ts';

/** `/_emulator/phones`: who is called, and what the people do. An act answers once it is done, or 409 with the phone's story. */
export function phoneRoutes(world: World): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ phones: [...world.phones.all.values()].map((handset) => phoneView(world, handset)) });
  });
  router.get('/:number', (request, response) => {
    response.json(phoneView(world, world.phones.of(request.params.number)));
  });
  router.post('/:number/acts', async (request, response) => {
    const word = actSchema.safeParse(request.body);
    if (!word.success) return void response.status(400).json({ error: word.error.issues });
    const handset = world.phones.of(request.params.number);
    try {
      await act(world, handset, word.data);
      response.json(phoneView(world, handset));
    } catch (error) {
      response.status(409).json({ error: error instanceof Error ? error.message : String(error) });
    }
  });
  return router;
}
