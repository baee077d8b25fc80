import type { SlackEmulator } from '../api.ts';
import { isObject, text, type JsonObject } from '../json.ts';
import type { Entry } from '../people/fill.ts';
import type { Person } from '../people/person.ts';

type Deed = (person: Person, body: JsonObject) => unknown;

const DEEDS: Readonly<Record<string, Deed>> = {
  types: (person, body) => place(person, body).types(word(body, 'text'), { asIs: body['asIs'] === true }),
  presses: (person, body) => person.presses(word(body, 'button'), text(body['on']), text(body['block'])),
  chooses: (person, body) => person.chooses(word(body, 'menu'), (body['entry'] ?? null) as Entry, text(body['on']), text(body['block'])),
  searches: (person, body) => person.searches(word(body, 'menu'), text(body['query']) ?? '', text(body['on']), text(body['block'])),
  shortcut: (person, body) => person.opensShortcut(word(body, 'callbackId'), text(body['onMessage'])),
  uploads: (person, body) => person.uploads(word(body, 'name'), Buffer.from(word(body, 'text'), 'utf8')),
  fills: (person, body) => person.fills(entries(body)),
  submits: (person, body) => person.submits(entries(body)),
  closes: (person) => person.closes(),
  home: (person) => person.opensHome(),
  deletes: (person, body) => person.deletes(word(body, 'message')),
};

/** Lets somebody of the team do one of these deeds. @throws when the body does not say what it needs. */
export function asPerson(emulator: SlackEmulator, who: string, deed: string, body: JsonObject): unknown {
  const doing = DEEDS[deed];
  if (doing === undefined) throw new Error(`Nobody can do "${deed}". There is: ${Object.keys(DEEDS).join(', ')}.`);
  return doing(emulator.as(who), body);
}

function place(person: Person, body: JsonObject): Person {
  const channel = text(body['channel']);
  const there = channel === undefined ? person : person.in(channel);
  const thread = text(body['thread']);
  return thread === undefined ? there : there.inThread(thread);
}

function entries(body: JsonObject): Record<string, Entry> {
  return isObject(body['entries']) ? (body['entries'] as Record<string, Entry>) : {};
}

function word(body: JsonObject, name: string): string {
  const value = text(body[name]);
  if (value === undefined) throw new Error(`The body needs "${name}", a string.`);
  return value;
}
