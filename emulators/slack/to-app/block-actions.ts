import { formatMessage } from '../format/message.ts';
import { formatView } from '../format/view.ts';
import type { JsonObject } from '../json.ts';
import { nameForApp } from '../world/conversations.ts';
import type { Surface, User, View } from '../world/entities.ts';
import { issueResponseUrl } from '../world/response-urls.ts';
import { issueTrigger } from '../world/triggers.ts';
import type { PlacedElement } from '../world/view-state.ts';
import type { Outcome } from './deliver.ts';
import type { Wire } from './wire.ts';
import { envelope, sendInteraction } from './interaction.ts';

export interface Act {
  readonly user: User;
  readonly surface: Surface;
  readonly placed: PlacedElement;
  /** What the action carries beside its ids: the value of a button, the chosen option. */
  readonly carried: JsonObject;
  readonly values: View['values'];
}

/** Somebody pressed or chose something: tells the app. Source: docs.slack.dev/reference/interaction-payloads/block_actions-payload. */
export function sendBlockAction(wire: Wire, act: Act): Promise<Outcome> {
  const { world } = wire;
  const { placed, user, surface } = act;
  const trigger = issueTrigger(world, user.id, surface.kind === 'view' ? { viewId: surface.view.id, channel: surface.view.openedFrom } : { channel: surface.channel.id });
  return sendInteraction(wire, {
    ...envelope(world, 'block_actions', user),
    container: containerOf(surface),
    trigger_id: trigger.id,
    ...place(wire, act),
    actions: [{ action_id: placed.actionId, block_id: placed.blockId, ...act.carried, type: placed.element['type'], action_ts: world.ids.ts() }],
  });
}

/** Where it happened, as `container`. */
export function containerOf(surface: Surface): JsonObject {
  if (surface.kind === 'view') return { type: 'view', view_id: surface.view.id };
  const { message, channel } = surface;
  return {
    type: 'message',
    message_ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    channel_id: channel.id,
    is_ephemeral: surface.kind === 'ephemeral',
  };
}

function place(wire: Wire, { surface, user, values }: Act): JsonObject {
  const { world } = wire;
  if (surface.kind === 'view') return { view: formatView(world, surface.view) };
  const { channel, message } = surface;
  const url = issueResponseUrl(world, 'actions', { user: user.id, channel: channel.id, threadTs: message.threadTs, original: { ts: message.ts, ephemeral: surface.kind === 'ephemeral' } });
  return {
    channel: { id: channel.id, name: nameForApp(channel) },
    ...(surface.kind === 'message' ? { message: formatMessage(world, channel, surface.message) } : {}),
    state: { values },
    response_url: wire.publicUrl + url.path,
  };
}
