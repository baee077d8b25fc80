/** A name as it is searched: see `searchKey`. Made once per contact and kept beside it (a column with an index, or in memory). */
export type SearchKey = string & { readonly __brand: 'SearchKey' };

/** The words somebody typed, as they occur in keys. No words find everything. */
export type SearchWords = readonly string[];

/** Accents, in whatever script: marks that belong to one (the vowels of Devanagari or Thai) are letters and stay. Hebrew's points are read without. */
const ACCENTS = /[[\p{Script=Inherited}\p{Script=Hebrew}]&&\p{Mn}]/gv;
/** Within a word and left out by many who type it: O'Brien, Hawaiʻi, J.R.; and format characters, which nobody sees. */
const LEFT_OUT = /['’‘ʼʻʾʿ.]|\p{Cf}/gu;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}\p{S}]+/gu;
/** Letters Unicode does not take apart, as people type them who have no such key. */
const TYPED_AS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n', ĸ: 'k', ŧ: 't', ς: 'σ' };
const NOT_TAKEN_APART = new RegExp(`[${Object.keys(TYPED_AS).join('')}]`, 'gu');

/**
 * A text as it is compared: lower case, without accents ("Łukasz Groß-Ørsted" is "lukasz gross orsted"), words with one space between. Digits,
 * letters of every script and emoji stay. German ü is u, so "Müller" is found by "muller" and not by "mueller". Idempotent. Holds none of
 * the characters % _ and \, which LIKE reads: they stand between words.
 */
export function searchKey(text: string): SearchKey {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(NOT_TAKEN_APART, (letter) => TYPED_AS[letter] ?? letter)
    .replace(LEFT_OUT, '')
    .replace(BETWEEN_WORDS, ' ')
    .trim() as SearchKey;
}

/** What somebody typed into a search field, once for all the keys it is held against. */
export function searchWords(typed: string): SearchWords {
  return searchKey(typed).split(' ').filter((word) => word !== '');
}

/** Whether every word occurs in the key, at the beginning of a word or within it, in any order: "ames ali" finds Alice Ames. */
export function matches(key: SearchKey, words: SearchWords): boolean {
  return words.every((word) => key.includes(word));
}

/**
 * Patterns for SQL, one a word: `key LIKE ALL (patterns)` finds what `matches` finds. Nothing in them needs escaping, whatever was typed,
 * because no key holds % _ or \ (see `searchKey`): a search for "100%" looks for "100".
 */
export function likePatterns(words: SearchWords): readonly string[] {
  return words.map((word) => `%${word}%`);
}

/**
 * How well a key that matches answers, the best first: 0 it is the name, 1 the name begins so, 2 every word begins a word of it, 3 a word
 * occurs somewhere within.
 */
export function rank(key: SearchKey, words: SearchWords): 0 | 1 | 2 | 3 {
  const typed = words.join(' ');
  if (key === typed) return 0;
  if (key.startsWith(typed)) return 1;
  return words.every((word) => ` ${key}`.includes(` ${word}`)) ? 2 : 3;
}

/**
 * The best `limit` of what matches, the best first and then by the alphabet. For 10,000 contacts some milliseconds
 * (Slack asks while people type, and shows 100 options).
 */
export function bestMatches<Item>(items: readonly Item[], keyOf: (item: Item) => SearchKey, words: SearchWords, limit: number): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => matches(key, words))
    .map((found) => ({ ...found, rank: rank(found.key, words) }))
    .sort((one, other) => one.rank - other.rank || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .slice(0, limit)
    .map(({ item }) => item);
}
