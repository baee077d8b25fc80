import type { Context } from '../conference/context.ts';

/** Where an interaction comes from, as Slack says it (docs interactivity/handling-user-interaction). */
export interface Origin {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
  readonly view?: { readonly team_id?: string; readonly app_installed_team_id?: string } | undefined;
}

/** The workspace the app is installed in; not that of somebody who came through a shared channel. */
export function installedTeam({ view, team, user }: Origin): string {
  return view?.app_installed_team_id ?? view?.team_id ?? team?.id ?? user.team_id ?? '';
}

/**
 * The workspace of a press on a message of ours: that of the message, which is the app's own. Of the payload's `team` Slack's documentation
 * does not say whose it is when somebody of another workspace presses in a shared channel.
 */
export function teamOfPress(press: Origin & { readonly message?: Readonly<Record<string, unknown>> | undefined }): string {
  const team = press.message?.['team'];
  return typeof team === 'string' ? team : installedTeam(press);
}

/**
 * Whether somebody belongs to another organisation and came through Slack Connect: they see what the app shows in a shared channel, and
 * can press and submit it. In an Enterprise Grid a colleague's team can be another one than ours, so Slack is asked; where it does not
 * say who they are, they are refused: a call costs money.
 */
export async function isForeign({ directory, log }: Pick<Context, 'directory' | 'log'>, origin: Origin): Promise<boolean> {
  const ours = installedTeam(origin);
  const { id, team_id: theirs } = origin.user;
  if (theirs === undefined || theirs === ours) return false;
  try {
    return (await directory.person(ours, id, false)).kind !== 'person';
  } catch (error) {
    log.info({ error, team: ours }, 'Slack did not say whether somebody of another workspace is a colleague; they were refused');
    return true;
  }
}

export const FOREIGNERS_START_NOTHING = 'Only people of the workspace this app is installed in can start a conference with it. Ask a colleague there to start it and to add you.';
