import type { PlainTextElement } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import { ERASED_HOST } from '../../domain/conference.ts';

/**
 * A text made harmless for Slack's markup (docs formatting-message-text): the three characters that begin mentions, links and entities.
 * What people named themselves may hold anything.
 */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text as it was before `escapeText`: what Slack sends back of its own blocks and options may be escaped (github slackapi/bolt-python, issue 513). */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A text Slack shows as it is. `emoji: false`: a name that reads ":fire:" is a name. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Who started a conference: a mention, which Slack shows as their name. */
export function hostMention({ hostUserId }: Pick<Conference, 'hostUserId'>): string {
  return hostUserId === ERASED_HOST ? 'somebody' : `<@${hostUserId}>`;
}

/** Somebody who did something, as Slack shows them; `somebody` once they had themselves forgotten. */
export function userMention(userId: string | null | undefined): string {
  return userId === null || userId === undefined || userId === ERASED_HOST ? 'somebody' : `<@${userId}>`;
}

/** The same where no mention can stand; the host may have chosen not to be rung, and is then on no card by name. */
export function nameOfUser({ participants, hostUserId }: Pick<Conference, 'participants' | 'hostUserId'>, userId: string | null | undefined): string {
  return participants.find(({ slackUserId }) => slackUserId !== null && slackUserId === userId)?.shortName ?? (userId === hostUserId ? 'the host' : 'somebody');
}

/** "45 s", "12 min", "1 h 5 min". @param ms milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** "18:05 UTC", where Slack shows no times of its own. @param at epoch milliseconds. */
export function timeInUtc(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** A time of the day as markup: Slack shows it in each reader's own time (docs formatting-message-text), so it stays true without being rewritten. */
export function clockTime(at: number): string {
  return `<!date^${Math.floor(at / 1_000)}^{time}|${timeInUtc(at)}>`;
}

/**
 * Cuts a text to a limit of Slack's, showing that something is missing. Slack counts UTF-16 units, in which one emoji can take a dozen: a
 * character is left out whole or not at all.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** The same words at the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
