import { isObject, objects, type JsonObject } from '../json.ts';
import type { View, ViewType } from './entities.ts';
import { fillIn } from './fill-in.ts';
import { initialValues } from './view-state.ts';
import { changed, type World } from './world.ts';

/** A modal stack holds three. Source: docs.slack.dev/surfaces/modals. */
export const DEEPEST_STACK = 3;

/** The open modals of a user, the one they see last. */
export function stackOf(world: World, user: string): View[] {
  return world.modals.get(user) ?? [];
}

export function findView(world: World, id: string): View | undefined {
  for (const stack of world.modals.values()) for (const view of stack) if (view.id === id) return view;
  for (const view of world.homes.values()) if (view.id === id) return view;
  return undefined;
}

export function findByExternalId(world: World, externalId: string): View | undefined {
  const all = [...[...world.modals.values()].flat(), ...world.homes.values()];
  return all.find((view) => view.payload['external_id'] === externalId);
}

/** Opens a modal: alone, or on top of the ones open already. */
export function openModal(world: World, user: string, payload: JsonObject, openedFrom: string | undefined, onTop: boolean): View {
  const below = onTop ? stackOf(world, user) : [];
  const view = newView(world, 'modal', user, payload, openedFrom, below.at(-1));
  world.modals.set(user, [...below, view]);
  changed(world);
  return view;
}

/** Puts the Home tab of a user up, keeping its id. */
export function publishHome(world: World, user: string, payload: JsonObject): View {
  const known = world.homes.get(user);
  if (known !== undefined) {
    replaceView(world, known, payload);
    return known;
  }
  const view = newView(world, 'home', user, payload, undefined, undefined);
  world.homes.set(user, view);
  changed(world);
  return view;
}

/** New contents for a view. What was filled in stays where block_id and action_id stay. Source: docs.slack.dev/surfaces/modals ("Preserving input entry"). */
export function replaceView(world: World, view: View, payload: JsonObject): void {
  const old = view.values;
  view.payload = stored(world, payload);
  view.hash = newHash(world);
  view.errors = {};
  view.values = initialValues(view);
  for (const [blockId, actions] of Object.entries(view.values)) {
    for (const [actionId, state] of Object.entries(actions)) {
      const kept = old[blockId]?.[actionId];
      if (kept !== undefined && kept['type'] === state['type']) actions[actionId] = kept;
    }
  }
  changed(world);
}

export function closeTop(world: World, user: string): void {
  world.modals.set(user, stackOf(world, user).slice(0, -1));
  changed(world);
}

export function closeAll(world: World, user: string): void {
  world.modals.delete(user);
  changed(world);
}

function newView(world: World, type: ViewType, user: string, payload: JsonObject, openedFrom: string | undefined, below: View | undefined): View {
  const id = world.ids.next('V');
  const view: View = { id, type, user, rootId: below?.rootId ?? id, previousId: below?.id, payload: stored(world, payload), hash: newHash(world), values: {}, errors: {}, openedFrom };
  view.values = initialValues(view);
  return view;
}

function stored(world: World, payload: JsonObject): JsonObject {
  const title = payload['title'];
  return {
    ...payload,
    ...(isObject(title) ? { title: { emoji: true, ...title } } : {}),
    blocks: objects(payload['blocks']).map((block) => fillIn(world, block)),
  };
}

function newHash(world: World): string {
  return `${Math.floor(world.clock.now() / 1000)}.${world.ids.secret('hash').slice(0, 8)}`;
}
