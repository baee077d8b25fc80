import type { Context } from '../../conference/context.ts';
import { doctorsWords } from '../messages/doctors-words.ts';

const ADMINS_ONLY = 'Only admins of this workspace may ask the doctor: what it finds is about the app, its accounts and its server.';
const NOT_KNOWN = 'Slack does not say just now whether you are an admin of this workspace. Please try again in a moment; on the server `npm run doctor` works without.';
const BROKE_OFF = 'The doctor could not look at everything; the log says why. On the server `npm run doctor` may tell more.';

/** `/conference doctor`: what is wrong with the installation, in short. @returns what to say to whoever asked, to them alone. Never throws. */
export async function askDoctor(context: Context, teamId: string, userId: string): Promise<string> {
  const isAdmin = await mayAsk(context, teamId, userId);
  if (isAdmin === null) return NOT_KNOWN;
  if (!isAdmin) return ADMINS_ONLY;
  try {
    return doctorsWords(await context.doctor.examine());
  } catch (error) {
    context.log.error({ error }, 'The doctor could not look; whoever asked was told so');
    return BROKE_OFF;
  }
}

/** Null when Slack does not say. */
async function mayAsk({ directory, log }: Context, teamId: string, userId: string): Promise<boolean | null> {
  try {
    const person = await directory.person(teamId, userId, false);
    return person.kind === 'person' && person.isAdmin;
  } catch (error) {
    log.info({ error }, 'Slack did not say whether somebody is an admin; the doctor told them nothing');
    return null;
  }
}
