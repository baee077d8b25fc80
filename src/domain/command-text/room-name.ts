import { withoutMarkup } from '../plain-text.ts';

/** Stands where a person was taken out of the text. A control character, which `printable` lets nobody type. */
export const HOLE = '\u0000';

/** Words that lead to a person, and mean nothing once the person is gone. */
const LEADING_WORD = '(?<![\\p{L}\\p{N}])(?:with|and|plus|for|to|between|including)(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])w/';
const LISTING_WORD = '(?<![\\p{L}\\p{N}])(?:and|plus|or|with)(?![\\p{L}\\p{N}])';
/** Signs that end a name before its people: "Review: @a", "Review - @a". Not those of :tada:, C++ or Q&A. */
const SIGN_BEFORE = "[\\s,;]|(?<!:[\\w+'-]+):|(?<=^|\\s|\\u0000)[&+/–—-]";
const SIGN_AFTER = '[\\s,;]|[:.&+/–—-](?=\\s|$|\\u0000)';

const LIST_OF_PEOPLE = new RegExp(`${HOLE}(?:(?:[\\s,;&+/]|${LISTING_WORD})*${HOLE})+`, 'giu');
const ENCLOSED = new RegExp(`[([{"“‘]\\s*(?:${LEADING_WORD}|\\s)*${HOLE}\\s*[)\\]}"”’]`, 'giu');
const POSSESSIVE = new RegExp(`${HOLE}['’]s(?![\\p{L}\\p{N}])`, 'giu');
const AT_THE_END = new RegExp(`(?:${SIGN_BEFORE}|${LEADING_WORD})*${HOLE}(?:${SIGN_AFTER}|[!?.]|${LISTING_WORD})*$`, 'iu');
const AT_THE_START = new RegExp(`^(?:${SIGN_BEFORE}|${LEADING_WORD})*${HOLE}(?:${SIGN_AFTER}|(?<![\\p{L}\\p{N}])(?:and|for|with|plus)(?![\\p{L}\\p{N}]))*`, 'u');
const IN_THE_MIDDLE = new RegExp(`(?:${SIGN_BEFORE}|${LEADING_WORD})*${HOLE}[,;:]?\\s*`, 'giu');

/** "/conference call @alice" asks for a call and names nothing. */
const ONLY_A_VERB = /^(?:call|ring|dial|phone|invite)$/u;

/** Any opening with any closing one: keyboards that "correct" quotes often change but one of the two. */
const IN_DOUBLE_QUOTES = /^["“”„‟«»]([^"“”„‟«»]*)["“”„‟«»]$/u;
const IN_SINGLE_QUOTES = /^['‘’‚‛‹›]((?:[^'‘’‚‛‹›]|(?<=\p{L})['’](?=\p{L}))*)['‘’‚‛‹›]$/u;
const NEVER_CLOSED = /^["“”„‟«»](?=[^"“”„‟«»]*$)/u;

/**
 * The room's name: the text with its people taken out (each a HOLE), tidied where they were and nowhere else. Connecting words and signs
 * left dangling there go ("Project Review with", "Review: ", empty brackets and quotes), quotes around the whole name go; a name without people
 * is kept to the letter but for its spaces. Null when nothing that could be read out is left.
 */
export function tidyRoomName(text: string): string | null {
  const outer = withoutPeopleAtTheEnds(text);
  const name = withoutMarkup(withoutQuotes(outer).replace(IN_THE_MIDDLE, ' ')).replace(/\s+/gu, ' ').trim();
  return ONLY_A_VERB.test(name) || !/[\p{L}\p{N}\p{S}]/u.test(name) ? null : name;
}

function withoutPeopleAtTheEnds(text: string): string {
  let tidied = text.replace(/\s+/gu, ' ').trim();
  for (let previous = ''; previous !== tidied;) {
    previous = tidied;
    tidied = tidied.replace(LIST_OF_PEOPLE, HOLE).replace(POSSESSIVE, HOLE).replace(ENCLOSED, HOLE);
  }
  return tidied.replace(AT_THE_END, '').replace(AT_THE_START, '').trim();
}

/** Takes one pair of quotes off a name that is quoted as a whole, and an opening one nobody closed. */
function withoutQuotes(name: string): string {
  const inner = IN_DOUBLE_QUOTES.exec(name)?.[1] ?? IN_SINGLE_QUOTES.exec(name)?.[1];
  return inner === undefined ? name.replace(NEVER_CLOSED, '') : withoutPeopleAtTheEnds(inner);
}
