interface Waiting<Item> {
  readonly items: readonly Item[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets those who arrive while a write is under way share the next one: alone nobody waits, and a crowd costs a few writes instead of one
 * each. (What databases call group commit; no timer holds anybody back.)
 * @param write stores items together or not at all; its failure is the failure of everybody in it.
 * @param most how many items one write takes at most.
 * @returns resolves once the items are stored.
 */
export function groupCommit<Item>(write: (items: readonly Item[]) => Promise<void>, most = 500): (items: readonly Item[]) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let writing = false;

  const takeBatch = (): Waiting<Item>[] => {
    let count = 0;
    const cut = waiting.findIndex(({ items }, index) => {
      count += items.length;
      return index > 0 && count > most;
    });
    const batch = cut === -1 ? waiting : waiting.slice(0, cut);
    waiting = cut === -1 ? [] : waiting.slice(cut);
    return batch;
  };

  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        await write(batch.flatMap(({ items }) => items));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  };

  return (items) => new Promise((resolve, reject) => {
    waiting.push({ items, resolve, reject });
    // Requests read off one socket turn arrive together: one turn later they are one batch.
    if (!writing) {
      writing = true;
      setImmediate(() => void writeAll());
    }
  });
}
