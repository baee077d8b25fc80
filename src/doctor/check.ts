import type { Verdict } from '../domain/finding.ts';
import type { Patient } from './patient.ts';

/** What a check came to. `why` and `mend` are those of the check when it names none of its own. */
export interface Outcome {
  readonly verdict: Verdict;
  /** In one or two sentences. */
  readonly found: string;
  readonly why?: string;
  readonly mend?: string;
}

/** One row of docs/troubleshooting.md. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** What people see when it is wrong. */
  readonly symptom: string;
  /** What it costs when it is wrong. */
  readonly why: string;
  /** How to mend it, with the place to click or the command. */
  readonly mend: string;
  /** Checks it makes no sense without: when one of them fails, or was not looked at, this one is skipped. */
  readonly needs?: readonly string[];
  /** Looks. What it throws becomes a failure that says that the check itself broke off. */
  look(patient: Patient): Promise<Outcome> | Outcome;
}

export const ok = (found: string): Outcome => ({ verdict: 'ok', found });
export const warning = (found: string, more: Pick<Outcome, 'why' | 'mend'> = {}): Outcome => ({ verdict: 'warning', found, ...more });
export const failure = (found: string, more: Pick<Outcome, 'why' | 'mend'> = {}): Outcome => ({ verdict: 'failure', found, ...more });
export const skipped = (found: string): Outcome => ({ verdict: 'skipped', found });
