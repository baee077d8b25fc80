import type { JournalEntry } from '../../emulators/shared/journal.ts';
import { TELLS_THE_END } from './expected.ts';
import type { World } from './world.ts';

/** A message of the app in a channel. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  /** Its thread's messages, in order. */
  readonly replies: readonly { readonly ts: string; readonly text: string }[];
}

/** All cards of the run, announcements that were never rewritten among them, with their threads. */
export async function readCards({ slack }: World, channels: readonly string[]): Promise<Posted[]> {
  const cards: Posted[] = [];
  for (const channel of channels) {
    const { cards: roots } = await slack.channel(channel).look();
    for (const { ts, text } of roots) {
      const { messages } = await slack.channel(channel).thread(ts);
      cards.push({ channel, ts, text, replies: messages.map((reply) => ({ ts: reply.ts, text: reply.text })) });
    }
  }
  return cards;
}

/** The name on a card. */
export function nameOn(card: Pick<Posted, 'text'>): string {
  return card.text.split('\n')[0] ?? '';
}

/** Whether every card that claims anything claims an end, and its thread tells of it: then nothing seems to be missing. */
export function lookFinished(cards: readonly Posted[]): boolean {
  return cards.filter((card) => !isAnnouncement(card)).every(({ text, replies }) => /^Ended/mu.test(text) && replies.some((reply) => TELLS_THE_END.test(reply.text)));
}

/** A first post nobody rewrote: it says for whom, and nothing that could become untrue. */
export function isAnnouncement({ text }: Posted): boolean {
  return text.split('\n').length === 3 && /^For /mu.test(text) && !/^(?:Ringing|Live|Ended)/mu.test(text);
}

/** When a card came to say what it says now, by the journal: the latest rewriting that changed it. @returns epoch milliseconds. */
export function lastRewrite(journal: readonly JournalEntry[], ts: string): number {
  let at = 0;
  let said: string | undefined;
  for (const entry of journal) {
    if (!entry.what.endsWith('chat.update') || !wasDone(entry)) continue;
    const request = entry.request as { readonly ts?: unknown; readonly blocks?: unknown };
    if (request.ts !== ts) continue;
    // What the calls cost comes a minute and more after the end, and is no news of anybody.
    const says = JSON.stringify(Array.isArray(request.blocks) ? request.blocks.filter((block: unknown) => !JSON.stringify(block).includes('Cost of the calls: ')) : request.blocks);
    if (says !== said) at = entry.at;
    said = says;
  }
  return at;
}

const UNDONE: ReadonlySet<string | undefined> = new Set(['status', 'rate-limit', 'reset']);

function wasDone({ fault }: JournalEntry): boolean {
  return !UNDONE.has(fault);
}

/** Whether Slack's answer to a post in this thread was lost on its way: by the fault, or by how long it took. @param timeoutMs the app's patience. */
export function answersLost(journal: readonly JournalEntry[], threadTs: string, timeoutMs: number): readonly JournalEntry[] {
  return journal.filter((entry) => entry.what.endsWith('chat.postMessage') && (entry.request as { readonly thread_ts?: unknown }).thread_ts === threadTs
    && (entry.fault === 'lost-answer' || entry.fault === 'hang' || entry.fault === 'slow' || (entry.tookMs ?? 0) > timeoutMs * 0.8));
}
