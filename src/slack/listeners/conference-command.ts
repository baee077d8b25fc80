import type { App, SlashCommand } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { startConference } from '../../conference/start-conference.ts';
import type { CommandText } from '../../domain/command-text.ts';
import { parseCommandText } from '../../domain/command-text.ts';
import { MAX_NAME_LENGTH } from '../../domain/people-names.ts';
import { openContacts } from '../contacts/contacts.ts';
import { askDoctor } from './ask-doctor.ts';
import type { Opening } from '../start-modal/open.ts';
import { openStartModal } from '../start-modal/open.ts';
import { openForget } from '../forget/forget.ts';
import { openCosts, openHistory } from '../ledger/ledger.ts';
import { openMyNumber } from '../my-number/open.ts';
import { beingStored, help, nameTooLong, notOpened, notStored, ringing, tooManyPeople } from '../messages/command-replies.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

type Start = Extract<CommandText, { kind: 'start' }>;
type Stored = 'stored' | 'not-stored';

/** `/conference …`: stored, then acknowledged with what only the host reads; everything else is a job. */
export function onConferenceCommand(app: App, context: Context, timeoutMs: number): void {
  const { rules, clock, signsOfLife } = context;
  app.command('/conference', async ({ command, ack, respond, client }) => {
    signsOfLife.heard('slack-command');
    const says = (text: string) => ({ response_type: 'ephemeral' as const, text });
    const asked = parseCommandText(command.text, { maxNameLength: MAX_NAME_LENGTH, defaultCountry: rules.defaultCountry });
    if (asked.kind === 'contacts') {
      await ack();
      return openContacts({ client, context, timeoutMs }, { teamId: command.team_id, userId: command.user_id, triggerId: command.trigger_id, responseUrl: command.response_url });
    }
    if (asked.kind === 'costs' || asked.kind === 'history') {
      await ack();
      const opening = { teamId: command.team_id, userId: command.user_id, triggerId: command.trigger_id, responseUrl: command.response_url };
      return asked.kind === 'costs' ? openCosts({ client, context, timeoutMs }, opening, asked.month) : openHistory({ client, context, timeoutMs }, opening);
    }
    if (asked.kind === 'empty' || asked.kind === 'without-people') {
      await ack();
      return openStartModal({ client, context, timeoutMs }, openingOf(command, asked));
    }
    if (asked.kind === 'me') {
      await ack();
      const { team_id: teamId, user_id: userId, trigger_id: triggerId } = command;
      if (!(await openMyNumber({ client, context, teamId, userId, triggerId }))) await respond(says(notOpened('me')));
      return;
    }
    if (asked.kind === 'doctor') {
      await ack();
      await respond(says(await askDoctor(context, command.team_id, command.user_id)));
      return;
    }
    if (asked.kind === 'forget') {
      await ack();
      const instead = await openForget(context, client, command, asked.who);
      if (instead !== null) await respond(says(instead));
      return;
    }
    if (asked.kind !== 'start') return ack(says(explain(asked, rules.maxParticipants)));
    const people = countPeople(asked, command.user_id, rules.ringHost);
    if (people > rules.maxParticipants) return ack(says(tooManyPeople(people, rules.maxParticipants)));

    const storing = store(context, command, asked);
    switch (await inTime(clock, storing, ANSWER_WITHIN_MS, 'not-yet' as const)) {
      case 'stored': return ack(says(ringing(asked, { userId: command.user_id, isRung: rules.ringHost })));
      case 'not-stored': return ack(says(notStored()));
      case 'not-yet':
        await ack(says(beingStored()));
        // Once it is stored the phones say so; that it came to nothing, somebody has to say.
        if ((await storing) === 'not-stored') await respond(says(notStored()));
    }
  });
}

function explain(asked: Extract<CommandText, { kind: 'help' | 'refused' }>, maxParticipants: number): string {
  return asked.kind === 'help' ? help(maxParticipants) : nameTooLong(asked);
}

/** Nobody is named: whom to call is chosen in the modal, with what was typed in it. */
function openingOf(command: SlashCommand, asked: Extract<CommandText, { kind: 'empty' | 'without-people' }>): Opening {
  const { team_id: teamId, user_id: userId, channel_id: channelId, trigger_id: triggerId, response_url: responseUrl } = command;
  const typed = asked.kind === 'empty' ? {} : { name: asked.name, notRung: asked.notRung, urgent: asked.urgent === true };
  return { teamId, userId, triggerId, responseUrl, prefill: { channelId, ...typed } };
}

/** At the least: who is in a group only Slack can say, which takes longer than an answer may. */
function countPeople({ invitees }: Start, hostId: string, ringHost: boolean): number {
  const others = invitees.filter((invitee) => invitee.kind === 'outside-number' || (invitee.kind === 'slack-user' && invitee.userId !== hostId));
  const hostIsIn = ringHost || invitees.some((invitee) => invitee.kind === 'slack-user' && invitee.userId === hostId);
  return others.length + (hostIsIn ? 1 : 0);
}

async function store(context: Context, command: SlashCommand, { name, invitees, urgent }: Start): Promise<Stored> {
  const { log } = context;
  try {
    const { conferenceId } = await startConference(context, {
      teamId: command.team_id, channelId: command.channel_id, hostUserId: command.user_id, triggerId: command.trigger_id,
      responseUrl: command.response_url, name, invitees, urgent: urgent === true,
    });
    log.info({ conferenceId, team: command.team_id, channel: command.channel_id, invitees: invitees.length }, 'A conference was asked for');
    return 'stored';
  } catch (error) {
    log.error({ error }, 'A command could not be stored; the host was told that nobody is rung');
    return 'not-stored';
  }
}
