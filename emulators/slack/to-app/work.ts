import type { Wire } from './deliver.ts';

/**
 * Follows work of the emulator, so that `idle()` waits for it; but not for ever. With a virtual clock an app that hangs would never be
 * given up, because the clock only moves when everything is idle: after `patienceMs` of real time the work counts as waiting on the clock.
 */
export function follow<T>(wire: Wire, work: Promise<T>): Promise<T> {
  const settled = work.then(
    () => undefined,
    () => undefined,
  );
  void wire.activity.track(
    new Promise<void>((resolve) => {
      const givenUp = setTimeout(resolve, wire.world.settings.patienceMs);
      void settled.then(() => {
        clearTimeout(givenUp);
        resolve();
      });
    }),
  );
  return work;
}
