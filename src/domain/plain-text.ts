/**
 * Text typed by people, made safe to show in one line: names are never trusted, wherever they come from (a command, a Slack profile,
 * a contact). Right-to-left letters, emoji and joiners stay; what can reorder, break or hide the text around it goes.
 */

/** Embeddings, overrides and isolates: one of them in a name flips the text that follows it ("‮" turns "Alice joined" round). */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Zero-width space, word joiner, byte order mark, interlinear marks: invisible, and good only for making two names look the same. */
const INVISIBLE = /[\u200B\u2060\uFEFF\uFFF9-\uFFFB]/gu;
/** What Unicode never makes a character of. No XML may hold these two (w3.org/TR/xml/#charsets): Twilio's SDK throws, and nobody who answers hears the welcome. */
const NONCHARACTERS = /[\uFFFE\uFFFF]/gu;
/** No script stacks more than a few marks on a letter; fifty of them overflow the lines above and below. */
const STACKED_MARKS = /(\p{M}{8})\p{M}+/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * One line of printable text with its outer spaces kept: control characters and every kind of space become a plain space, runs of
 * them one; bidi and invisible controls and what XML cannot hold go; lone surrogates (which no database keeps) become U+FFFD. Never throws.
 */
export function printable(raw: string): string {
  return raw
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(BIDI_CONTROLS, '')
    .replace(NONCHARACTERS, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/[\s\p{Cc}]+/gu, ' ');
}

/** Takes the bracket off what Slack would read as a mention, a broadcast or a channel (`<@U1>` typed by hand): no name may ring a bell. */
export function withoutMarkup(text: string): string {
  return text.replace(/<+(?=[@!#])/gu, '');
}

/** How many characters people would count: a flag, a family or a letter with its accents is one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** `text` if it has at most `max` characters as people count them, else its beginning and "…", `max` characters together. */
export function cutToCharacters(text: string, max: number): string {
  if (text.length <= max || countCharacters(text) <= max) return text;
  const kept: string[] = [];
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length >= max - 1) break;
    kept.push(segment);
  }
  return `${kept.join('').trimEnd()}…`;
}
