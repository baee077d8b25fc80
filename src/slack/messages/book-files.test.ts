import { describe, expect, test } from 'vitest';
import { importTold } from './book-files.ts';

/** What is said of columns nobody knows. */
function leftOut(ignored: readonly string[]): string | undefined {
  const counts = { added: 1, changed: 0, unchanged: 0, newGroups: 0 };
  return importTold({ kind: 'imported', fileName: 'people.csv', counts, ignored }, { who: 'everyone' }).split('\n')[1];
}

describe('columns nobody knows', () => {
  test.each<[readonly string[], string | undefined]>([
    [[], undefined],
    [['Shoe size'], 'Left out, because I do not know what it means: the column “Shoe size”.'],
    [['Shoe size', 'Hat'], 'Left out, because I do not know what they mean: the columns “Shoe size” and “Hat”.'],
    [['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M'], 'Left out, because I do not know what they mean: the columns “A”, “B”, “C”, “D”, “E”, “F”, “G”, “H”, “I”, “J” and 3 others.'],
  ])('are named, and counted when they are many (%j)', (ignored, told) => expect(leftOut(ignored)).toBe(told));
});
