/** What one look of the doctor came to. */
export type Verdict =
  | 'ok'
  /** It works, but somebody should know, or it will not work much longer. */
  | 'warning'
  /** Something does not work. */
  | 'failure'
  /** It could not be looked at; `found` says why. */
  | 'skipped';

/** What one check of the doctor found. No text holds a secret or a whole phone number. */
export interface Finding {
  /** The check's id, as `--json` and docs/troubleshooting.md name it. */
  readonly check: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** What there is, in one or two sentences. */
  readonly found: string;
  /** What it costs as long as it stays so; null when nothing is wrong. */
  readonly why: string | null;
  /** What to do, with the place to click or the command; null when nothing is wrong. */
  readonly mend: string | null;
}

/** Whether something does not work: then the doctor ends with 1. */
export function hasFailure(findings: readonly Pick<Finding, 'verdict'>[]): boolean {
  return findings.some(({ verdict }) => verdict === 'failure');
}

const WORDS: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  failure: ['thing does not work', 'things do not work'], warning: ['warning', 'warnings'], ok: ['is fine', 'are fine'], skipped: ['not looked at', 'not looked at'],
};

/** "1 thing does not work, 2 warnings, 20 are fine, 4 not looked at." */
export function summarize(findings: readonly Pick<Finding, 'verdict'>[]): string {
  const parts = (['failure', 'warning', 'ok', 'skipped'] as const).flatMap((verdict) => {
    const count = findings.filter((finding) => finding.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${WORDS[verdict][count === 1 ? 0 : 1]}`];
  });
  return `${parts.join(', ')}.`;
}
