import { oneLine } from './compare-slack.ts';
import { readThread } from './expected.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import { wordedAs } from './lines-owed.ts';
import type { ConferenceRow } from './rows.ts';
import type { Posted } from './slack-side.ts';

/** A row of the table that stands nowhere. */
export interface LostLine {
  readonly kinds: readonly string[];
  readonly who: string | null;
  readonly finding: Finding;
}

/**
 * Holds each row of the table against the message it is said to stand in. Several rows in one message may be told once there ("Alice left" says it of both
 * times), so no count of lines shows what is missing, and each row is looked for by itself.
 */
export function linesLost(evidence: Evidence, conference: ConferenceRow, replies: Posted['replies']): readonly LostLine[] {
  const rows = evidence.rows.lines.filter(({ conference_id }) => conference_id === conference.id);
  const recorded = new Set(rows.map(({ posted_ts }) => posted_ts));
  return rows.flatMap((row): LostLine[] => {
    const { who, kinds } = wordedAs(evidence, row);
    const tells = ({ text }: Posted['replies'][number]): boolean => readThread(text).some((line) => line.who === who && kinds.includes(line.kind));
    const lost = (what: string): LostLine[] => [{ kinds, who, finding: findingOf(conference)('threadLinesLost', who, `${row.line.kind} ${what}`) }];
    if (row.posted_ts === null) {
      // A process that was killed, or never heard Slack's answer, leaves a message no row knows of. Nobody lacks that line.
      return replies.some((reply) => !recorded.has(reply.ts) && tells(reply)) ? [] : lost('was never posted');
    }
    const reply = replies.find(({ ts }) => ts === row.posted_ts);
    if (reply === undefined) return lost(`is taken for posted at ${row.posted_ts}, and no such message stands there`);
    return tells(reply) ? [] : lost(`is taken for posted at ${row.posted_ts}, and that message tells: ${oneLine(reply.text)}`);
  });
}
