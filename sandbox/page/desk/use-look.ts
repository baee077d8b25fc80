import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Looks at something again and again: now, whenever `key` changes, and whenever it is asked to. One look at a time: what is asked for
 * during a look is answered by one look after it, so that a storm of changes costs two.
 * @param key tells looks at different things apart; nothing is looked at while it is undefined.
 * @param onError hears why nothing could be seen, unless the key has changed meanwhile.
 * @returns what was seen last (of whatever key), and the way to look again.
 */
export function useLook<T>(key: string | undefined, look: () => Promise<T>, onError: (error: unknown) => void): readonly [T | undefined, () => void] {
  const [seen, setSeen] = useState<T>();
  const latest = useRef({ key, look, onError });
  latest.current = { key, look, onError };
  const running = useRef(false);
  const again = useRef(false);

  const lookNow = useCallback(() => {
    if (running.current) {
      again.current = true;
      return;
    }
    const { key: asked, look: doLook, onError: fail } = latest.current;
    if (asked === undefined) return;
    running.current = true;
    // Somebody may have turned to something else meanwhile: what is seen of the other, and what went wrong with it, is nothing to them.
    doLook().then((found) => {
      if (latest.current.key === asked) setSeen(found);
    }, (error: unknown) => {
      if (latest.current.key === asked) fail(error);
    }).finally(() => {
      running.current = false;
      if (again.current || latest.current.key !== asked) {
        again.current = false;
        lookNow();
      }
    });
  }, []);

  useEffect(() => lookNow(), [key, lookNow]);
  return [seen, lookNow];
}
