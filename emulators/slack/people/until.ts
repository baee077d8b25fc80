import type { World } from '../world/world.ts';

/** Resolves once `condition` holds; it is asked again whenever something in the workspace changes, never by the clock. */
export function until(world: World, condition: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      try {
        if (!condition()) return;
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      world.listeners.delete(look);
    };
    world.listeners.add(look);
    look();
  });
}
