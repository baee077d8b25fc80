import { lineAfter, TELLS_THE_END } from './expected.ts';
import type { Evidence } from './findings.ts';
import type { ConferenceRow, LineRow, ParticipantRow } from './rows.ts';
import type { Posted } from './slack-side.ts';

/** What the thread must tell, by kind and first name. */
export interface ThreadLineCount {
  readonly kind: string;
  readonly who: string | null;
  /** Without a cause for more at the most. */
  readonly wanted: number;
  /** So often it may stand there besides: the line was worded by what was known when it was posted. */
  readonly tolerated: number;
}

/**
 * The lines a conference owes its thread: those in its table, and those its final states call for.
 * @param replies what stands in the thread: a decline learnt once it has told the end is told nowhere but on the card.
 */
export function linesOwed(evidence: Evidence, { id, decided_end_at }: ConferenceRow, replies: Posted['replies']): readonly ThreadLineCount[] {
  const { rows } = evidence;
  const owed = new Map<string, ThreadLineCount>();
  const known = (kind: string, who: string | null): ThreadLineCount => owed.get(`${kind} ${who}`) ?? { kind, who, wanted: 0, tolerated: 0 };
  const owe = (kind: string, who: string | null, more: boolean): void => {
    const line = known(kind, who);
    owed.set(`${kind} ${who}`, { ...line, wanted: more ? line.wanted + 1 : Math.max(1, line.wanted) });
  };
  const tolerate = (kind: string, who: string | null): void => {
    const line = known(kind, who);
    owed.set(`${kind} ${who}`, { ...line, tolerated: line.tolerated + 1 });
  };
  for (const row of rows.lines.filter(({ conference_id }) => conference_id === id)) {
    const { who, kinds } = wordedAs(evidence, row);
    const [kind = row.line.kind] = kinds;
    if (kinds.length === 1) {
      owe(kind, who, true);
      continue;
    }
    for (const one of kinds) tolerate(one, who);
    if (personOf(evidence, row)?.state === 'declined' && !wasBusyAtTheEnd(replies, who)) owe('declined', who, false);
  }
  for (const { state, short_name } of rows.participants.filter(({ conference_id }) => conference_id === id)) {
    const kind = lineAfter(state);
    // Once a thread has told the end it is silent: whoever was hung up on then has no line of their own.
    if (kind !== null && decided_end_at === null && !(kind === 'declined' && wasBusyAtTheEnd(replies, short_name))) owe(kind, short_name, false);
  }
  owe('ended', null, false);
  return [...owed.values()];
}

/** Whether the line that tells the end tells of a busy line. */
function wasBusyAtTheEnd(replies: Posted['replies'], who: string | null): boolean {
  return replies.some(({ text }) => text.split('\n').some((line) => TELLS_THE_END.test(line) && line.includes(`${who} (line busy)`)));
}

/** Twilio's times have whole seconds, and Slack's are of another clock. */
const CLOCK_TOLERANCE_MS = 1_000;

/**
 * What a row of the table can be read as in the thread: its own kind first. More than one only for a busy line that was a decline, or whose person had
 * declined a later call when it was posted: asked, Twilio tells no decline from a busy line, and what was learnt by then is what is posted.
 */
export function wordedAs(evidence: Evidence, row: LineRow): { readonly who: string | null; readonly kinds: readonly string[] } {
  const { kind } = row.line;
  const who = personOf(evidence, row)?.short_name ?? null;
  if (kind === 'left-before-joining') return { who, kinds: ['left'] };
  return { who, kinds: (kind === 'busy' || kind === 'unreachable') && hadDeclined(evidence, row) ? [kind, 'declined'] : [kind] };
}

function personOf({ rows }: Evidence, { line }: LineRow): ParticipantRow | undefined {
  return rows.participants.find(({ id }) => id === line.participantId);
}

/** Whether the phone declined the call the row is about, or by the time it was posted another that followed it. */
function hadDeclined({ rows, rings }: Evidence, { key, line, posted_ts }: LineRow): boolean {
  const calls = rows.calls.filter(({ participant_id }) => participant_id === line.participantId);
  // The key names the call: "participant:call:busy:0".
  const index = calls.findIndex(({ id }) => key.split(':').includes(id));
  const [about, later] = [calls[index], calls.slice(index + 1)];
  if (about === undefined) return false;
  const declines = rings.filter(({ sipCode }) => sipCode === 603);
  const postedAt = posted_ts === null ? Number.POSITIVE_INFINITY : Number(posted_ts) * 1_000;
  return declines.some(({ callId, lastAt }) => callId === about.id || (lastAt <= postedAt + CLOCK_TOLERANCE_MS && later.some(({ id }) => id === callId)));
}
