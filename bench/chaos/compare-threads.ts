import { cardsOf } from './compare-slack.ts';
import { readThread } from './expected.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import { linesLost } from './lines-lost.ts';
import { linesOwed } from './lines-owed.ts';
import type { ConferenceRow } from './rows.ts';
import { SLOWEST_MS } from './script-faults.ts';
import { HURRY } from './settings.ts';
import type { Posted } from './slack-side.ts';
import { answersLost } from './slack-side.ts';

/**
 * How long after a post a kill can still have cost its record. Slack's answer was then lost with the process that was to hear it: nobody knew
 * that the line stands there, exactly as when the answer is lost on its way, and it is counted apart.
 */
const KILL_COSTS_WITHIN_MS = 2_500;

export interface ThreadFigures {
  readonly findings: readonly Finding[];
  /** Lines that stand there once more than they should, by why that could not be helped. */
  readonly doubled: { readonly answerLost: number; readonly killed: number; readonly withoutCause: number };
}

/** Holds the threads against the lines the app owes them. */
export function compareThreads(evidence: Evidence): ThreadFigures {
  const findings: Finding[] = [];
  const doubled = { answerLost: 0, killed: 0, withoutCause: 0 };
  for (const conference of evidence.rows.conferences) {
    if (conference.end_reason === 'nobody-to-ring') continue;
    const { known, others } = cardsOf(evidence, conference);
    const found = findingOf(conference);
    const replies = [known, ...others].flatMap((card) => card?.replies ?? []);
    const told = replies.flatMap((reply) => readThread(reply.text).map((line) => ({ ...line, at: Number(reply.ts) * 1_000 })));
    const owed = linesOwed(evidence, conference, replies);
    const lost = linesLost(evidence, conference, replies);
    findings.push(...lost.map(({ finding }) => finding));
    for (const { kind, who, wanted, tolerated } of owed) {
      const times = told.filter((line) => line.kind === kind && line.who === who);
      if (times.length === 0 && wanted > 0 && !lost.some((line) => line.who === who && line.kinds.includes(kind))) findings.push(found('threadLinesLost', who, `the thread never tells: ${kind}`));
      const tooMany = Math.max(0, times.length - wanted - tolerated);
      if (tooMany === 0) continue;
      // Somebody whose line was busy three times has it there three times: which one was told twice, only its cause shows.
      const causes = times.map(({ at }) => (known === undefined ? 'withoutCause' : causeOf(evidence, conference, known, at))).toSorted((one, other) => Number(one === 'withoutCause') - Number(other === 'withoutCause'));
      for (const cause of causes.slice(0, tooMany)) {
        doubled[cause] += 1;
        if (cause === 'withoutCause') findings.push(found('threadLinesDoubledWithoutCause', who, `${kind} stands there ${times.length} times instead of ${wanted}; the first at ${new Date(times[0]?.at ?? 0).toISOString()}`));
      }
    }
    for (const { kind, who } of told) {
      if (!owed.some((line) => line.kind === kind && line.who === who)) findings.push(found('threadLinesDoubledWithoutCause', who, `the thread tells what is nowhere: ${kind}`));
    }
  }
  return { findings, doubled };
}

/** Why the post at that moment was made again. */
function causeOf({ journal, ends, log }: Evidence, { id }: ConferenceRow, card: Posted, at: number): keyof ThreadFigures['doubled'] {
  const near = (moment: number, after: number, before = 1_000): boolean => moment > at - before && moment < at + after;
  const timeout = Number(HURRY['SLACK_TIMEOUT_MS']);
  // A slow Slack does the deed when the app has long hung up.
  if (answersLost(journal.slack, card.ts, timeout).some((entry) => near(entry.at, timeout + 1_500, SLOWEST_MS))) return 'answerLost';
  // The machine may be so busy that the app's patience ended before an answer that was on its way: its own log says so.
  if (log.some(({ facts, at: logged }) => facts['job'] === 'publish' && facts['conferenceId'] === id && typeOf(facts['error']) === 'Unavailable' && near(logged, timeout + 2_000, SLOWEST_MS))) return 'answerLost';
  if (ends.some(({ how, at: ended }) => (how === 'killed' || how === 'crashed') && near(ended, KILL_COSTS_WITHIN_MS))) return 'killed';
  return 'withoutCause';
}

function typeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
}
