/** As many slips as a typing mistake has. */
const MOST_SLIPS = 2;

/** The word of `known` that was probably meant; undefined when none is close. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const near = known.map((one) => ({ one, slips: slipsBetween(word.toUpperCase(), one) })).filter(({ slips }) => slips <= MOST_SLIPS);
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.one;
}

/** Letters to add, take out or change (Levenshtein). */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
