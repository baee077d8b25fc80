import { percentile } from '../percentiles.ts';
import { comparePeople } from './compare-people.ts';
import { compareCards } from './compare-slack.ts';
import { compareThreads } from './compare-threads.ts';
import type { Evidence, Finding, FindingKind } from './findings.ts';
import { FINDING_KINDS, NOTED_KINDS } from './findings.ts';
import type { Run } from './run.ts';
import type { ChaosOptions } from './settings.ts';

/** What a run showed. */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** What fails no run, and deserves its story. */
  readonly noted: readonly Finding[];
  readonly figures: Readonly<Record<string, number>>;
  /** Provider faults that struck, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly holds: boolean;
}

/** Compares the two worlds and counts everything. */
export function judge({ evidence, seconds, callbacks, refused }: Run): Verdict {
  const cards = compareCards(evidence);
  const threads = compareThreads(evidence);
  const found = [...comparePeople(evidence), ...cards.findings, ...threads.findings];
  const noted = found.filter(isNoted);
  const findings = found.filter((finding) => !isNoted(finding));
  const count = (kind: FindingKind): number => found.filter((finding) => finding.kind === kind).length;
  const { rows, rings, ends, performed } = evidence;
  const ended = (how: string): number => ends.filter((end) => end.how === how).length;
  const { answerLost, killed, withoutCause } = threads.doubled;
  return {
    findings, noted, faults: faultsByKind(evidence), holds: findings.length === 0,
    figures: {
      ...Object.fromEntries(FINDING_KINDS.map((kind) => [kind, count(kind)])),
      conferences: rows.conferences.length, commands: performed.asked.length, commandsFailed: performed.asked.filter(({ error }) => error !== undefined).length,
      participants: rows.participants.length, calls: rings.length, ...pressesOf(evidence),
      callbacksSent: callbacks.sent, callbacksLost: callbacks.lost, callbacksDoubled: callbacks.doubled,
      kills: ended('killed'), stops: ended('stopped'), stopsNotInTime: ends.filter(({ how, code, tookMs }) => how === 'stopped' && (code !== 0 || tookMs > 10_000)).length,
      stopMsMax: Math.max(0, ...ends.map(({ how, tookMs }) => (how === 'stopped' ? tookMs : 0))), crashes: ended('crashed'), notStarted: ended('not started'),
      databaseRestarts: performed.done.filter(({ what }) => what.startsWith('Postgres')).length,
      threadLinesDoubled: answerLost + killed + withoutCause, threadLinesDoubledAnswerLost: answerLost, threadLinesDoubledByKill: killed,
      orphanedFirstPosts: cards.orphans, ...Object.fromEntries(NOTED_KINDS.map((kind) => [kind, count(kind)])),
      cardRightAfterMsP50: Math.round(percentile(cards.rightAfterMs, 50)), cardRightAfterMsMax: Math.round(percentile(cards.rightAfterMs, 100)),
      unappliedCallbacks: rows.unapplied.length, deadJobs: rows.deadJobs.length, refused502: refused.bad, refused503: refused.none, seconds,
    },
  };
}

function isNoted({ kind }: Finding): boolean {
  return NOTED_KINDS.some((noted) => noted === kind);
}

/** What hosts did on their cards. */
function pressesOf({ performed, rings, rows }: Evidence): Record<string, number> {
  const heard = performed.pressed.filter(({ refused }) => refused === undefined);
  const called = new Set(rows.calls.filter(({ id }) => rings.some(({ callId }) => callId === id)).map(({ participant_id }) => participant_id));
  return {
    endsHeard: heard.filter(({ button }) => button === 'End for all').length, rungMissing: heard.filter(({ button }) => button === 'Ring the missing').length,
    pressesFailed: performed.pressed.length - heard.length, rungAgain: rings.length - called.size,
  };
}

function faultsByKind({ journal }: Evidence): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [provider, entries] of Object.entries(journal)) {
    for (const { fault, direction } of entries) {
      if (fault !== undefined && direction === 'in') counts[`${provider} ${fault}`] = (counts[`${provider} ${fault}`] ?? 0) + 1;
    }
  }
  return counts;
}

/** Error lines by what they say: what an operator would have been woken by. */
export function errorsByMessage({ log }: Evidence): string[] {
  const counts = new Map<string, number>();
  for (const { level, message, facts } of log) {
    if (level !== 'error' && level !== 'fatal') continue;
    const why = typeof facts['error'] === 'object' && facts['error'] !== null && 'message' in facts['error'] ? String(facts['error'].message).slice(0, 160).replaceAll(/\s+/gu, ' ') : '';
    const key = `${message}${why === '' ? '' : `: ${why}`}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([message, count]) => `${String(count).padStart(5)} × ${message}`);
}

/** The table of one run. */
export function table({ seed, database, instances, conferences }: ChaosOptions, { figures, faults }: Verdict): string {
  const f = (name: string): number => figures[name] ?? 0;
  const rows: (readonly [string, string | number])[] = [
    ['conferences', `${f('conferences')} of ${f('commands')} commands (${f('commandsFailed')} were not acknowledged)`],
    ['people, calls', `${f('participants')}, ${f('calls')} (cut off before their turn: ${f('cutOffByTimeLimit')} by the time limit, ${f('cutOffByHost')} by their host)`],
    ['pressed: End for all, Ring the missing', `${f('endsHeard')}, ${f('rungMissing')} (${f('rungAgain')} calls made again; ${f('pressesFailed')} presses failed, and were seen to)`],
    ['callbacks sent / lost / doubled', `${f('callbacksSent')} / ${f('callbacksLost')} / ${f('callbacksDoubled')}`],
    ['kills / stops / crashes', `${f('kills')} / ${f('stops')} (${f('stopsNotInTime')} not with 0 in 10 s; the longest took ${(f('stopMsMax') / 1_000).toFixed(1)} s) / ${f('crashes')} (${f('notStarted')} failed starts)`],
    ['database restarts', f('databaseRestarts')],
    ['refused by the balancer', `${f('refused502')} × 502, ${f('refused503')} × 503`],
    ['faults of providers', Object.entries(faults).map(([kind, count]) => `${kind} ${count}`).join(', ')],
    ['**participants lost**', f('participantsLost')],
    ['**people rung twice**', f('rungTwice')],
    ['**wrong final states**', f('wrongFinalStates')],
    ['**stale cards after 60 s**', `${f('staleCards')} (right after p50 ${(f('cardRightAfterMsP50') / 1_000).toFixed(1)} s, at most ${(f('cardRightAfterMsMax') / 1_000).toFixed(1)} s; ${f('orphanedFirstPosts')} orphaned first posts)`],
    ['**thread lines lost**', f('threadLinesLost')],
    ['**thread lines doubled**', `${f('threadLinesDoubled')} (${f('threadLinesDoubledAnswerLost')} by an answer of Slack's that was lost, ${f('threadLinesDoubledByKill')} lost with a killed process, ${f('threadLinesDoubledWithoutCause')} without cause)`],
    ['calls still up', f('callsStillUp')],
    ['callbacks not applied, dead jobs', `${f('unappliedCallbacks')}, ${f('deadJobs')}`],
    ['seconds', f('seconds')],
  ];
  return [`chaos: ${conferences} conferences, ${instances} × the app on ${database}, seed ${seed}`, '', '| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`), ''].join('\n');
}
