import type { CodeJudgement } from '../domain/proof-code.ts';
import type { Context } from './context.ts';
import type { OfPerson, PersonSettings } from './ports.ts';
import { LOOKS_FOR_MS } from './publish-home.ts';

/** Judges a code somebody typed (`NumberProofs.tryCode`), and lets their Home show what follows. */
export async function tryMyCode(context: Context, person: OfPerson, proofId: string, code: string): Promise<CodeJudgement> {
  const judgement = await context.numberProofs.tryCode(person.teamId, person.slackUserId, proofId, code);
  if (judgement.result === 'proved') await refreshHome(context, person);
  return judgement;
}

/** Forgets the number somebody proved. */
export async function removeMyNumber(context: Context, person: OfPerson): Promise<void> {
  await context.peopleSettings.removeProved(person.teamId, person.slackUserId);
  await refreshHome(context, person);
}

/** Keeps what somebody wishes of when they are rung. */
export async function changeMyWishes(context: Context, person: OfPerson, wishes: Pick<PersonSettings, 'doNotRing' | 'quietHours'>): Promise<void> {
  await context.peopleSettings.change(person.teamId, person.slackUserId, wishes);
  await refreshHome(context, person);
}

/** What was changed is changed: a Home that shows it late is no reason to say that it was not. */
async function refreshHome({ homes, clock, log }: Context, person: OfPerson): Promise<void> {
  try {
    await homes.refresh(person, clock.now() - LOOKS_FOR_MS);
  } catch (error) {
    log.warn({ error }, 'A Home was not written anew; it is when its owner opens it');
  }
}
