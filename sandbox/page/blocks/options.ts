import type { Team } from '../api.ts';
import { isObject, objects, textOf, word, type JsonObject } from './json.ts';
import type { Entry } from './surface.ts';

/** Something that can be chosen in a menu. */
export interface Choice {
  /** What tells it apart: the id of a person or channel, the value of an option. */
  readonly key: string;
  readonly label: string;
  readonly entry: string | JsonObject;
}

/** Everything an element offers by itself; what an app suggests as one types is not among it. */
export function choicesOf(element: JsonObject, team: Team): Choice[] {
  const type = word(element['type']);
  if (type.includes('users')) {
    return team.users.filter(({ deleted, id }) => !deleted && id !== 'USLACKBOT').map(({ id, displayName }) => ({ key: id, label: displayName, entry: id }));
  }
  if (type.includes('conversations') || type.includes('channels')) {
    return team.channels.filter(({ kind }) => kind === 'public' || kind === 'private').map(({ id, name }) => ({ key: id, label: `#${name}`, entry: id }));
  }
  return [...objects(element['options']), ...objects(element['option_groups']).flatMap((group) => objects(group['options']))].map(choiceOf);
}

/** An option object as a choice. */
export function choiceOf(option: JsonObject): Choice {
  return { key: word(option['value']), label: textOf(option['text']), entry: option };
}

/** What is chosen, as choices: of ids only the names are looked up. */
export function chosen(entry: Entry | undefined, team: Team): Choice[] {
  const all = Array.isArray(entry) ? entry : entry === undefined || entry === null || entry === '' ? [] : [entry];
  return all.map((one: string | number | boolean | JsonObject): Choice => {
    if (isObject(one)) return choiceOf(one);
    const id = String(one);
    const name = team.users.find((user) => user.id === id)?.displayName ?? team.channels.find((channel) => channel.id === id)?.name;
    return { key: id, label: name ?? id, entry: id };
  });
}
