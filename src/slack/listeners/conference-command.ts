import type { App, SlashCommand } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { startConference } from '../../conference/start-conference.ts';
import { parseCommandText } from '../../domain/command-text.ts';
import { MAX_NAME_LENGTH } from '../../domain/people-names.ts';
import { help, nameTooLong, nobodyNamed, notStored, ringing, tooManyPeople } from '../messages/command-replies.ts';

/** `/conference …`: stored, then acknowledged with what only the host reads; everything else is a job. */
export function onConferenceCommand(app: App, context: Context): void {
  app.command('/conference', async ({ command, ack }) => {
    await ack({ response_type: 'ephemeral', text: await answer(context, command) });
  });
}

async function answer(context: Context, command: SlashCommand): Promise<string> {
  const { rules, log } = context;
  const asked = parseCommandText(command.text, { maxNameLength: MAX_NAME_LENGTH, defaultCountry: rules.defaultCountry });
  switch (asked.kind) {
    case 'help': case 'empty': return help(rules.maxParticipants);
    case 'without-people': return nobodyNamed(asked);
    case 'refused': return nameTooLong(asked);
    case 'start': break;
  }
  if (asked.invitees.length > rules.maxParticipants) return tooManyPeople(asked.invitees.length, rules.maxParticipants);
  try {
    const conferenceId = await startConference(context, {
      teamId: command.team_id, channelId: command.channel_id, hostUserId: command.user_id, triggerId: command.trigger_id,
      responseUrl: command.response_url, name: asked.name, invitees: asked.invitees,
    });
    log.info({ conferenceId, team: command.team_id, channel: command.channel_id, invitees: asked.invitees.length }, 'A conference was asked for');
    return ringing(asked, { userId: command.user_id, isRung: rules.ringHost });
  } catch (error) {
    log.error({ error }, 'A command could not be stored; the host was told that nobody is rung');
    return notStored();
  }
}
