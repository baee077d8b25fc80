import { isObject, type JsonObject } from '../json.ts';
import type { Channel, Ephemeral, Message, User } from '../world/entities.ts';
import { nameForApp } from '../world/conversations.ts';
import { showEphemeral } from '../world/messages.ts';
import { issueResponseUrl } from '../world/response-urls.ts';
import { issueTrigger } from '../world/triggers.ts';
import { surprise } from '../world/world.ts';
import { failureOf, readPayload, statusOf, type Answer } from './answer.ts';
import { deliver, type Outcome } from './deliver.ts';
import type { Wire } from './wire.ts';
import { escapeText } from './escape.ts';
import { show } from './show.ts';

export interface TypedCommand {
  readonly user: User;
  readonly channel: Channel;
  readonly threadTs: string | undefined;
  readonly typed: string;
  /** Send the text as it stands, without escaping: for ids and markup nobody can type. */
  readonly asIs: boolean;
}

/** A person types a slash command: the app is asked, and what it answers (or how it fails) is put before their eyes. */
export async function runCommand(wire: Wire, input: TypedCommand): Promise<Answer> {
  const { world } = wire;
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(input.typed) ?? [];
  const setting = world.settings.commands.find((one) => one.command === command);
  if (setting === undefined || input.user.isStranger || world.installation.state === 'uninstalled') return refuse(wire, input, 'invalid_command', `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`);
  // Source: docs.slack.dev/interactivity/implementing-slash-commands ("custom commands cannot be used in threads").
  if (input.threadTs !== undefined) return refuse(wire, input, 'not_supported_in_threads', `${command} is not supported in threads. Sorry!`);
  const argument = setting.shouldEscape && !input.asIs ? escapeText(world, rest) : rest;
  const form = fields(wire, input, command, argument);
  const outcome = await deliver(wire, {
    kind: 'command',
    name: `command ${command}`,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(form).toString(),
    decoded: form,
  });
  return takeAnswer(wire, input, command, outcome);
}

function fields(wire: Wire, { user, channel }: TypedCommand, command: string, argument: string): Record<string, string> {
  const { world } = wire;
  return {
    token: world.settings.verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: nameForApp(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text: argument,
    api_app_id: world.settings.appId,
    is_enterprise_install: 'false',
    response_url: wire.publicUrl + issueResponseUrl(world, 'commands', { user: user.id, channel: channel.id }).path,
    trigger_id: issueTrigger(world, user.id, { channel: channel.id }).id,
  };
}

/** The body of the acknowledgement is a message of its own, as text or as JSON. */
function takeAnswer(wire: Wire, input: TypedCommand, command: string, outcome: Outcome): Answer {
  const error = failureOf(outcome);
  if (error !== undefined) return refuse(wire, input, error, `${command} failed with the error "${error}"`, statusOf(outcome));
  const status = statusOf(outcome);
  if (outcome.kind !== 'answered' || outcome.body === '') return { status, error: undefined, shown: undefined };
  const body: JsonObject = isObject(outcome.json) ? outcome.json : { text: outcome.body };
  const payload = readPayload(body);
  if (payload === 'no_text') return { status, error: undefined, shown: undefined };
  if (typeof payload === 'string') {
    surprise(wire.world, 'an answer Slack would not show', `${command}: ${payload}`);
    return refuse(wire, input, payload, `${command} failed with the error "${payload}"`, status);
  }
  const shown = show(wire.world, { user: input.user.id, channel: input.channel.id, threadTs: undefined }, payload);
  return { status, error: undefined, shown };
}

function refuse({ world }: Wire, { user, channel, threadTs }: TypedCommand, error: string, text: string, status?: number): Answer {
  const shown: Ephemeral | Message = showEphemeral(world, { text, channel: channel.id, forUser: user.id, from: 'slack', error, ...(threadTs === undefined ? {} : { threadTs }) });
  return { status, error, shown };
}
