import { characters, isObject, objects, text, typeOf, type JsonObject, type JsonValue } from '../json.ts';
import { findChannel, findUser } from '../world/lookup.ts';
import { emptyState, STATE_FIELD, type PlacedElement } from '../world/view-state.ts';
import type { World } from '../world/world.ts';

/** What a person puts into an element: words, names of people or channels, texts or values of options, or option objects as an app suggested them. */
export type Entry = string | number | boolean | null | JsonObject | readonly (string | JsonObject)[];

/** The state of an element with this in it. @throws when an option, person or channel is not there to be chosen. */
export function filledState(world: World, element: JsonObject, entry: Entry): JsonObject {
  const type = typeOf(element);
  const field = STATE_FIELD[type];
  if (field === undefined) throw new Error(`Nothing can be put into a ${type}.`);
  if (entry === null || entry === '') return emptyState(type, field);
  const many: readonly (string | JsonObject)[] = (Array.isArray(entry) ? entry : [entry]).map((one: string | number | boolean | JsonObject) => (isObject(one) ? one : String(one)));
  const choose = (one: string | JsonObject): JsonValue => choice(world, element, field, one);
  const chosen = many.map(choose);
  if (field.endsWith('s')) return { type, [field]: chosen };
  return { type, [field]: chosen[0] ?? null };
}

function choice(world: World, element: JsonObject, field: string, one: string | JsonObject): JsonValue {
  const called = isObject(one) ? JSON.stringify(one) : one;
  if (/^selected_users?$/.test(field)) return named(findUser(world, called)?.id, called);
  if (/^selected_(conversation|channel)s?$/.test(field)) return named(findChannel(world, called)?.id ?? findUser(world, called)?.id, called);
  if (/^selected_options?$/.test(field)) return option(element, one);
  if (field === 'selected_date_time') return Number(one);
  return isObject(one) ? one : called;
}

function named(id: string | undefined, called: string): string {
  if (id === undefined) throw new Error(`There is nobody and nothing called "${called}" to choose.`);
  return id;
}

function option(element: JsonObject, wanted: string | JsonObject): JsonObject {
  if (isObject(wanted)) return wanted;
  const offered = [...objects(element['options']), ...objects(element['option_groups']).flatMap((group) => objects(group['options']))];
  const found = offered.find((one) => one['value'] === wanted || wordsOf(one) === wanted);
  if (found === undefined) throw new Error(`"${wanted}" is not offered. There is: ${offered.map(wordsOf).join(', ') || 'nothing (pass the option an app suggested)'}.`);
  return found;
}

function wordsOf(option: JsonObject): string {
  return isObject(option['text']) ? (text(option['text']['text']) ?? '') : '';
}

/** What Slack itself says against an input before it asks the app; undefined when it is fine. */
export function complaint({ block, element }: PlacedElement, state: JsonObject | undefined): string | undefined {
  const type = typeOf(element);
  const field = STATE_FIELD[type] ?? '';
  const value = state?.[field];
  const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return block['optional'] === true ? undefined : 'Please complete this required field.';
  if (type === 'file_input') return fileComplaint(element, objects(value));
  if (typeof value !== 'string') return undefined;
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && characters(value) < min) return `Please enter at least ${min} characters.`;
  if (typeof max === 'number' && characters(value) > max) return `Please enter at most ${max} characters.`;
  if (type === 'number_input' && !/^-?\d+(\.\d+)?$/.test(value)) return 'Please enter a number.';
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) return 'Please enter a valid email address.';
  if (type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  return undefined;
}

/** Ten megabytes a file, ten files or as many as the app takes, and of the kinds it names. Source: docs.slack.dev/reference/block-kit/block-elements/file-input-element. */
const LARGEST_FILE = 10_000_000;
const MOST_FILES = 10;

function fileComplaint(element: JsonObject, files: readonly JsonObject[]): string | undefined {
  const { filetypes, max_files: max } = element;
  const most = typeof max === 'number' ? max : MOST_FILES;
  if (files.length > most) return `Please upload at most ${most} files.`;
  if (files.some(({ size }) => Number(size) > LARGEST_FILE)) return 'Please upload a file of at most 10 MB.';
  if (Array.isArray(filetypes) && files.some(({ name }) => !filetypes.includes(text(name)?.split('.').at(-1)?.toLowerCase() ?? ''))) return `Please upload a file of these types: ${filetypes.join(', ')}.`;
  return undefined;
}
