const MOST = 5_000;

/**
 * Remembers answers for a while, by key; a question that is being asked is not asked twice, and a failure is not remembered.
 * @param forMs how long, in milliseconds.
 */
export function createMemo<Answer>(forMs: number, now: () => number): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();
  return (key, ask) => {
    const before = known.get(key);
    if (before !== undefined && before.until > now()) return before.answer;
    const answer = ask();
    known.delete(key);
    known.set(key, { until: now() + forMs, answer });
    answer.catch(() => known.delete(key));
    const oldest = known.keys().next();
    if (known.size > MOST && oldest.done !== true) known.delete(oldest.value);
    return answer;
  };
}
