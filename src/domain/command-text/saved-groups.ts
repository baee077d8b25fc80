import { searchKey } from '../contact-search.ts';
import { plainName } from '../people-names.ts';
import { withoutMarkup } from '../plain-text.ts';

/** A saved group of the phone book found in typed text, at `text.slice(start, end)`. */
export interface FoundGroup {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const OPENING = '"“”„‟«»';
/**
 * `group:leads`, `Group:"On call"`. A word and a colon, because every sign is taken: # is a channel, @ a person or user group, + a number, / a
 * command, : an emoji, * _ ~ ` are Slack's markup, & and - stand in names. Both are on the first or second page of a phone's keyboard, and the
 * capital it begins with does no harm. With a space behind the colon it is part of the name ("Focus group: pricing").
 */
const GROUP = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_.@#/:+-])group[:：](?:[${OPENING}]([^${OPENING}]*)[${OPENING}]?|['‘’‚]([^'‘’‚]*)['‘’‚]|([^\\s,;:()<>[\\]{}|${OPENING}]+))`, 'giu');
/** What ends the sentence, not the name; it goes with the group. */
const SIGNS_AT_THE_END = /[.!?…'’]+$/u;

/**
 * Finds saved groups in typed text, left to right. A name with spaces stands in quotes of any kind, and a quote never closed ends with the text: that
 * the phone book knows no such group is better said than left out in silence. Whether it does, others find out (by `searchKey`).
 */
export function findSavedGroups(text: string): FoundGroup[] {
  return [...text.matchAll(GROUP)].flatMap((match) => {
    const written = match[1] ?? match[2] ?? match[3]?.replace(SIGNS_AT_THE_END, '') ?? '';
    // Handles have an @ or # elsewhere: group:@leads means the same.
    const name = withoutMarkup(plainName(written.replace(/^\s*[@#]/u, '')));
    return isGroupName(name) ? [{ start: match.index, end: match.index + match[0].length, name }] : [];
  });
}

/** A name that can be found again, and no phone number: those are shown to nobody, and `group:+14155550100` is just the number. */
function isGroupName(name: string): boolean {
  return searchKey(name) !== '' && !(/^[+\d\s().\-/]+$/u.test(name) && name.replace(/\D/gu, '').length >= 7);
}
