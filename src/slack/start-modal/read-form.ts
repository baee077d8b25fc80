import type { ViewStateValue } from '@slack/bolt';
import type { Invitee } from '../../domain/command-text.ts';
import { findNumbers } from '../../domain/command-text/numbers-in-text.ts';
import type { NumberToRing } from '../../conference/number-to-ring.ts';
import { MAX_NAME_LENGTH } from '../../domain/people-names.ts';
import type { CountryCode } from '../../domain/phone-number.ts';
import { countCharacters, printable, withoutMarkup } from '../../domain/plain-text.ts';
import { readBookOption } from '../book-option.ts';
import { unescapeText } from '../messages/text.ts';
import { FIELD, OPTION } from './fields.ts';

/** `view.state.values`: block_id -> action_id -> what is filled in. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/** What was filled in, as far as it can be read. */
export interface StartForm {
  /** "" when there is none. */
  readonly name: string;
  readonly invitees: readonly Invitee[];
  readonly channelId: string | null;
  readonly ringHost: boolean;
  readonly confirmJoin: boolean;
  readonly urgent: boolean;
  /** What has to be put right, by block_id. */
  readonly mistakes: Readonly<Record<string, string>>;
}

/** How numbers are read: in which country, and whether we may ring one. */
export interface NumberReading {
  readonly defaultCountry: CountryCode;
  readonly toRing: (raw: string) => NumberToRing;
}

/** Reads the modal, half filled in as well. Never throws, whatever is in it. */
export function readStartForm(values: FormValues, reading: NumberReading): StartForm {
  const name = readName(field(values, FIELD.name)?.value.value ?? '');
  const numbers = readNumbers(field(values, FIELD.numbers)?.value.value ?? '', reading);
  const people = (field(values, FIELD.people)?.value.selected_users ?? []).map((userId): Invitee => ({ kind: 'slack-user', userId }));
  const groups = chosen(values, FIELD.groups).map(({ value }): Invitee => ({ kind: 'user-group', groupId: value }));
  const book = chosen(values, FIELD.book).flatMap(({ value, text }) => fromBook(value, unescapeText(text.text)));
  const invitees = [...people, ...groups, ...book, ...numbers.invitees];
  const ticked = new Set(chosen(values, FIELD.options).map(({ value }) => value));
  return {
    name, invitees,
    channelId: field(values, FIELD.channel)?.value.selected_conversation ?? null,
    ringHost: ticked.has(OPTION.ringMe), confirmJoin: ticked.has(OPTION.confirmJoin), urgent: ticked.has(OPTION.urgent),
    mistakes: {
      ...mistake(values, FIELD.name, nameMistake(name)),
      ...mistake(values, FIELD.numbers, numbers.mistake),
      ...(invitees.length > 0 || numbers.mistake !== null ? {} : mistake(values, FIELD.people, 'Nobody is chosen yet. Choose people here, or contacts or a phone number below.')),
    },
  };
}

/** An input by its action_id, in whatever block it stands. */
export function field(values: FormValues, actionId: string): { readonly blockId: string; readonly value: ViewStateValue } | undefined {
  for (const [blockId, actions] of Object.entries(values)) {
    const value = actions[actionId];
    if (value !== undefined) return { blockId, value };
  }
  return undefined;
}

/** A sentence under an input; nothing where there is no such input. */
export function mistake(values: FormValues, actionId: string, sentence: string | null): Record<string, string> {
  const place = field(values, actionId)?.blockId;
  return place === undefined || sentence === null ? {} : { [place]: sentence };
}

function chosen(values: FormValues, actionId: string) {
  return field(values, actionId)?.value.selected_options ?? [];
}

/** @param shown the text of the option: a group's has its size behind its name. */
function fromBook(value: string, shown: string): Invitee[] {
  const choice = readBookOption(value);
  if (choice === undefined) return [];
  if (choice.kind === 'contact') return [{ kind: 'contact', contactId: choice.id, name: shown }];
  return [{ kind: 'saved-group', groupId: choice.id, name: shown.replace(/ \(\d+ (?:person|people)\)$/u, '') }];
}

function readName(typed: string): string {
  return withoutMarkup(printable(typed)).trim();
}

/** As long as it can be read out, it is a name. */
function nameMistake(name: string): string | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(name)) return 'Give the conference a name: everybody hears it when they answer.';
  const length = countCharacters(name);
  return length > MAX_NAME_LENGTH ? `A conference's name has at most ${MAX_NAME_LENGTH} characters, and this one has ${length}.` : null;
}

/** Not the comma before an extension. */
const BETWEEN_NUMBERS = /\n+|[,;]+(?!\s*(?:ext(?:ension)?n?|x)[.:= ]*\d)|\s+(?:and|or|&)\s+/iu;

/** Everything in the field is to be a number: what is left over would ring nobody, and nobody would know. */
function readNumbers(typed: string, { defaultCountry, toRing }: NumberReading): { readonly invitees: readonly Invitee[]; readonly mistake: string | null } {
  const pieces = typed.split(BETWEEN_NUMBERS).flatMap((piece) => cutAtNumbers(piece, defaultCountry)).map((piece) => piece.trim()).filter((piece) => piece !== '');
  const wrong = pieces.flatMap((raw, index) => {
    const read = toRing(raw);
    return read.ok ? [] : [{ index, sentence: read.sentence }];
  });
  const [first] = wrong;
  return {
    invitees: pieces.map((raw): Invitee => ({ kind: 'outside-number', raw })),
    mistake: first === undefined ? null : pieces.length === 1 ? first.sentence : `${ordinal(first.index)}: ${first.sentence}`,
  };
}

/** Numbers with nothing but a space between them are several. */
function cutAtNumbers(piece: string, defaultCountry: CountryCode): string[] {
  const found = findNumbers(piece, { afterPerson: true, defaultCountry });
  if (found.length < 2) return [piece];
  return [...found.map(({ raw }) => raw), ...found.map(({ end }, index) => piece.slice(end, found[index + 1]?.start)), piece.slice(0, found[0]?.start)];
}

function ordinal(index: number): string {
  return `Number ${index + 1} in the list`;
}
