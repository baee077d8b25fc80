import type { Context } from '../../conference/context.ts';
import { isAdmin } from '../../conference/is-admin.ts';
import { doctorsWords } from '../messages/doctors-words.ts';

const ADMINS_ONLY = 'Only admins of this workspace may ask the doctor: what it finds is about the app, its accounts and its server.';
const NOT_KNOWN = 'Slack does not say just now whether you are an admin of this workspace. Please try again in a moment; on the server `npm run doctor` works without.';
const BROKE_OFF = 'The doctor could not look at everything; the log says why. On the server `npm run doctor` may tell more.';

/** `/conference doctor`: what is wrong with the installation, in short. @returns what to say to whoever asked, to them alone. Never throws. */
export async function askDoctor(context: Context, teamId: string, userId: string): Promise<string> {
  try {
    switch (await isAdmin(context, { teamId, slackUserId: userId })) {
      case 'yes': return doctorsWords(await context.doctor.examine());
      case 'no': return ADMINS_ONLY;
      case 'not-known': return NOT_KNOWN;
    }
  } catch (error) {
    context.log.error({ error }, 'The doctor could not look; whoever asked was told so');
    return BROKE_OFF;
  }
}
