import { validateSuggestions } from '../block-kit/index.ts';
import { formatMessage } from '../format/message.ts';
import { formatView } from '../format/view.ts';
import { characters, isObject, objects, type JsonObject } from '../json.ts';
import { nameForApp } from '../world/conversations.ts';
import type { Surface, User } from '../world/entities.ts';
import type { PlacedElement } from '../world/view-state.ts';
import { surprise } from '../world/world.ts';
import { containerOf } from './block-actions.ts';
import type { Wire } from './wire.ts';
import { envelope, sendInteraction } from './interaction.ts';

/** Slack asks for nothing before so many characters were typed. Source: docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element. */
const SHORTEST_QUERY = 3;

/** Somebody types into a menu whose options the app knows: what it suggests. Source: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. */
export async function suggest(wire: Wire, user: User, surface: Surface, { placed, query }: { placed: PlacedElement; query: string }): Promise<JsonObject[]> {
  const shortest = placed.element['min_query_length'];
  if (characters(query) < (typeof shortest === 'number' ? shortest : SHORTEST_QUERY)) return [];
  const { world } = wire;
  const outcome = await sendInteraction(
    wire,
    {
      ...envelope(world, 'block_suggestion', user),
      container: containerOf(surface),
      action_id: placed.actionId,
      block_id: placed.blockId,
      value: query,
      ...(surface.kind === 'view' ? { view: formatView(world, surface.view) } : { channel: { id: surface.channel.id, name: nameForApp(surface.channel) } }),
      ...(surface.kind === 'message' ? { message: formatMessage(world, surface.channel, surface.message) } : {}),
    },
    'options',
  );
  if (outcome.kind !== 'answered' || outcome.status !== 200) return [];
  const problems = validateSuggestions(outcome.json);
  if (problems.length > 0 || !isObject(outcome.json)) {
    surprise(world, 'suggestions Slack would not show', problems.map(({ message, at }) => `${message} at ${at}`).join('; '));
    return [];
  }
  return [...objects(outcome.json['options']), ...objects(outcome.json['option_groups']).flatMap((group) => objects(group['options']))];
}
