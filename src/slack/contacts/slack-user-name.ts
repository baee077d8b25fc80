import type { Context } from '../../conference/context.ts';
import type { SlackPerson } from '../../conference/ports.ts';

const WHY_NOT: Readonly<Record<Extract<SlackPerson, { kind: 'not-ringable' }>['why'], string>> = {
  bot: 'is an app, and an app has no phone.',
  deactivated: 'is deactivated in Slack. Put them in without the Slack user, by name and number.',
  unknown: 'is nobody Slack knows here.',
  foreign: 'belongs to another organisation. Put them in without the Slack user, by name and number.',
};

export type SlackUserName = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly sentence: string };

/** What a Slack user is called, or why they cannot be in the phone book as one. Never throws. */
export async function slackUserName({ directory, log }: Context, teamId: string, userId: string): Promise<SlackUserName> {
  try {
    const person = await directory.person(teamId, userId, false);
    if (person.kind === 'person') return { ok: true, name: person.fullName };
    return { ok: false, sentence: `${person.name} ${WHY_NOT[person.why]}` };
  } catch (error) {
    log.info({ error }, 'Slack did not say who somebody is; whoever saves was asked to try again');
    return { ok: false, sentence: 'Slack does not say just now who they are. Press the button again in a moment.' };
  }
}
