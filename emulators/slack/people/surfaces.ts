import { isObject, objects, text, type JsonObject } from '../json.ts';
import type { Surface, User, View } from '../world/entities.ts';
import { elementsOf, stateOf, type PlacedElement } from '../world/view-state.ts';
import { stackOf } from '../world/views.ts';
import type { World } from '../world/world.ts';
import { ephemeralLine, lineOf } from './line.ts';

/** Everything this person can act on, what they would look at first first: the modal on top, then messages, the newest first, then Home. */
export function surfacesOf(world: World, user: User): Surface[] {
  const top = stackOf(world, user.id).at(-1);
  const home = world.homes.get(user.id);
  const messages: Surface[] = [...world.channels.values()]
    .filter((channel) => channel.members.has(user.id) || (channel.kind === 'public' && !user.isStranger))
    .flatMap((channel) => channel.messages.map((message): Surface => ({ kind: 'message', channel, message })));
  const ephemerals = world.ephemerals.flatMap((message): Surface[] => {
    const channel = world.channels.get(message.channel);
    return channel === undefined || message.forUser !== user.id ? [] : [{ kind: 'ephemeral', channel, message }];
  });
  const newestFirst = [...messages, ...ephemerals].sort((one, other) => Number(tsOf(other)) - Number(tsOf(one)));
  return [...(top === undefined ? [] : [{ kind: 'view', view: top } as const]), ...newestFirst, ...(home === undefined ? [] : [{ kind: 'view', view: home } as const])];
}

export function tsOf(surface: Surface): string {
  return surface.kind === 'view' ? '' : surface.message.ts;
}

export function blocksOf(surface: Surface): readonly JsonObject[] {
  return surface.kind === 'view' ? objects(surface.view.payload['blocks']) : (surface.message.blocks ?? []);
}

/** Whether this is what a person means by these words: a ts, a view's callback_id, or something it says. */
export function isMeant(world: World, surface: Surface, wanted: string): boolean {
  if (surface.kind === 'view') {
    const title = surface.view.payload['title'];
    return [surface.view.id, text(surface.view.payload['callback_id']), isObject(title) ? text(title['text']) : undefined, surface.view.type].includes(wanted);
  }
  if (surface.message.ts === wanted) return true;
  const line = surface.kind === 'ephemeral' ? ephemeralLine(world, surface.message) : lineOf(world, surface.message);
  return line.text.includes(wanted) || line.spoken.includes(wanted);
}

export type Wanted = (placed: PlacedElement) => boolean;

/** The element a person means, and where it stands. @throws with what there is, when there is no such thing. */
export function findElement(world: World, user: User, wanted: Wanted, called: string, on: string | undefined): { surface: Surface; placed: PlacedElement } {
  const surfaces = surfacesOf(world, user).filter((surface) => on === undefined || isMeant(world, surface, on));
  for (const surface of surfaces) {
    const placed = elementsOf(blocksOf(surface)).find(wanted);
    if (placed !== undefined) return { surface, placed };
  }
  const there = surfaces.flatMap((surface) => elementsOf(blocksOf(surface)).map(({ actionId, element }) => `${labelOf(element)} (${actionId})`));
  throw new Error(`${user.displayName} sees no "${called}"${on === undefined ? '' : ` on "${on}"`}. There is: ${there.join(', ') || 'nothing to press or choose'}.`);
}

/** The words on an element. */
export function labelOf(element: JsonObject): string {
  for (const key of ['text', 'placeholder']) {
    const inner = element[key];
    if (isObject(inner)) return text(inner['text']) ?? '';
  }
  return '';
}

/** What is chosen on it: a view keeps that itself, of a message it is kept per person. */
export function valuesOn(world: World, user: User, surface: Surface): View['values'] {
  if (surface.kind === 'view') return surface.view.values;
  const key = `${user.id} ${surface.message.ts}`;
  const known = world.selections.get(key);
  if (known !== undefined) return known;
  const fresh = stateOf(surface.message.blocks ?? []);
  world.selections.set(key, fresh);
  return fresh;
}
