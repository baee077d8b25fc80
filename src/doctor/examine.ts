import type { Finding } from '../domain/finding.ts';
import type { Check, Outcome } from './check.ts';
import { failure, skipped } from './check.ts';
import { CHECKS } from './checks.ts';
import type { Patient } from './patient.ts';

/** What takes secrets and whole numbers out of a text. */
export type Clean = (text: string) => string;

/**
 * Carries out every check, in order, as far as it can.
 * @param clean applied to every text that leaves: a check may quote a provider, and a provider may quote anything.
 * @param checks all of them, unless a test wants some.
 */
export async function examine(patient: Patient, clean: Clean, checks: readonly Check[] = CHECKS): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const missing = (check.needs ?? []).map((id) => findings.find((finding) => finding.check === id)).find((needed) => needed?.verdict === 'failure' || needed?.verdict === 'skipped');
    const outcome = missing === undefined ? await lookAt(check, patient) : skipped(`Not looked at: it needs “${missing.title}”.`);
    findings.push(findingOf(check, outcome, clean));
  }
  return findings;
}

async function lookAt(check: Check, patient: Patient): Promise<Outcome> {
  try {
    return await check.look(patient);
  } catch (error) {
    return failure(`This could not be looked at: ${error instanceof Error ? error.message : String(error)}`, { mend: 'Run `npm run doctor` again; if it stays so, this sentence says more than the doctor knows.' });
  }
}

function findingOf({ id, title, why, mend }: Check, outcome: Outcome, clean: Clean): Finding {
  const isWrong = outcome.verdict === 'failure' || outcome.verdict === 'warning';
  return {
    check: id, title, verdict: outcome.verdict, found: clean(outcome.found),
    why: isWrong ? clean(outcome.why ?? why) : null,
    mend: isWrong ? clean(outcome.mend ?? mend) : null,
  };
}
