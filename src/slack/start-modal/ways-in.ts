import type { App, MessageShortcut } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { cutAtMarkup } from '../../domain/command-text/pieces.ts';
import { installedTeam } from '../foreign.ts';
import { openStartModal } from './open.ts';
import type { Prefill } from './view.ts';

/** More people than a conference can have are a mistake, and Slack takes no endless list. */
const MOST_PEOPLE = 100;

/** The shortcut anywhere in Slack, the one on a message, and the button of the App Home; the manifest names the shortcuts. */
export function onWaysToStart(app: App, context: Context, timeoutMs: number): void {
  app.shortcut({ callback_id: 'start_conference', type: 'shortcut' }, async ({ shortcut, ack, client }) => {
    await ack();
    const { user, trigger_id: triggerId } = shortcut;
    await openStartModal({ client, context, timeoutMs }, { teamId: installedTeam(shortcut), userId: user.id, triggerId, responseUrl: null, prefill: { channelId: null } });
  });

  app.shortcut({ callback_id: 'call_these_people', type: 'message_action' }, async ({ shortcut, ack, client }) => {
    await ack();
    const { user, channel, trigger_id: triggerId, response_url: responseUrl } = shortcut;
    const prefill = { channelId: channel.id, ...peopleOf(shortcut.message, user.id) };
    await openStartModal({ client, context, timeoutMs }, { teamId: installedTeam(shortcut), userId: user.id, triggerId, responseUrl, prefill });
  });

  app.action('start-conference', async ({ body, ack, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const { user, trigger_id: triggerId } = body;
    await openStartModal({ client, context, timeoutMs }, { teamId: installedTeam(body), userId: user.id, triggerId, responseUrl: null, prefill: { channelId: null } });
  });
}

/** Who wrote a message and whom it mentions, but for whoever asks: they have a box of their own to tick. */
function peopleOf(message: MessageShortcut['message'], hostUserId: string): Pick<Prefill, 'people' | 'userGroups'> {
  // A message of an app names the app's own user as its author.
  const author = message.user === undefined || message['bot_id'] !== undefined ? [] : [message.user];
  const mentioned = cutAtMarkup(message.text ?? '').flatMap((piece) => (piece.kind === 'person' ? [piece.invitee] : []));
  const users = mentioned.flatMap((invitee) => (invitee.kind === 'slack-user' ? [invitee.userId] : []));
  const groups = mentioned.flatMap((invitee) => (invitee.kind === 'user-group' ? [invitee.groupId] : []));
  const people = [...new Set([...author, ...users])].filter((id) => id !== hostUserId);
  return { people: people.slice(0, MOST_PEOPLE), userGroups: [...new Set(groups)] };
}
