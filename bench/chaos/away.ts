import type { Evidence } from './findings.ts';
import { IS_UP } from './instance.ts';

/**
 * How long of a time no instance was there to do anything. On a machine with much to do a start takes a minute, and nobody is to be blamed for it.
 * @param from to `to`, epoch milliseconds. @returns milliseconds.
 */
export function awayFor({ ends, log }: Pick<Evidence, 'ends' | 'log'>, from: number, to: number): number {
  const moments = [
    ...log.filter(({ message }) => message === IS_UP).map(({ instance, at }) => ({ instance, at, isUp: true })),
    ...ends.map(({ instance, at }) => ({ instance, at, isUp: false })),
  ].toSorted((one, other) => one.at - other.at);
  const instances = new Set(moments.map(({ instance }) => instance));
  const up = new Set<number>();
  let away = 0;
  let since = from;
  const passes = (at: number): void => {
    const now = Math.min(Math.max(at, from), to);
    if (up.size === 0 && instances.size > 0) away += now - since;
    since = now;
  };
  for (const { instance, at, isUp } of moments) {
    passes(at);
    if (isUp) up.add(instance);
    else up.delete(instance);
  }
  passes(to);
  return away;
}
