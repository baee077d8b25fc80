import * as fc from 'fast-check';

/** A JSON schema, as far as block-kit.schema.json uses the language. */
export interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly then?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

type Definitions = Readonly<Record<string, Schema>>;

/** Values that the schema allows, at its edges more often than not. */
export function allowedBy(schema: Schema, definitions: Definitions): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return allowedBy(definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {}, definitions);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.properties !== undefined) return object(schema, definitions);
  if (schema.oneOf !== undefined) return fc.oneof(...schema.oneOf.map((one) => allowedBy(one, definitions)));
  switch (schema.type) {
    case 'array':
      return list(schema, definitions);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000_000 });
    case 'null':
      return fc.constant(null);
    default:
      return string(schema);
  }
}

function object(schema: Schema, definitions: Definitions): fc.Arbitrary<unknown> {
  // `oneOf` and `anyOf` beside properties only say which of them must be there, or must not.
  const choices = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const branches: readonly Schema[] = choices.length > 0 ? choices : [{}];
  return fc.oneof(...branches.map((branch) => record(schema, branch, definitions)));
}

function record(schema: Schema, branch: Schema, definitions: Definitions): fc.Arbitrary<unknown> {
  const forbidden = new Set(branch.not?.required ?? []);
  const names = Object.keys(schema.properties ?? {}).filter((name) => !forbidden.has(name));
  const required = [...(schema.required ?? []), ...(branch.required ?? []), ...(schema.then?.required ?? [])];
  const spare = names.find((name) => !required.includes(name));
  const needed = (schema.minProperties ?? 0) > required.length && spare !== undefined ? [...required, spare] : required;
  return fc.record(Object.fromEntries(names.map((name) => [name, allowedBy(schema.properties?.[name] ?? {}, definitions)])), { requiredKeys: needed });
}

function list(schema: Schema, definitions: Definitions): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = 100 } = schema;
  const item = allowedBy(schema.items ?? {}, definitions);
  if (schema.uniqueItems === true) return fc.uniqueArray(item, { minLength: minItems, maxLength: Math.min(maxItems, 2) });
  const few = fc.array(item, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
  if (schema.maxItems === undefined) return few;
  const full = item.map((one) => Array.from({ length: maxItems }, () => one));
  return fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: full });
}

/** For the patterns of the schema. */
const SAMPLES: readonly [RegExp, readonly string[]][] = [
  [/https/, ['https://x.example/a', 'http://x.example']],
  [/UW/, ['U0INA000001', 'W1']],
  [/CG/, ['C0GENERAL01', 'G1']],
  [/\[A-Z0-9\]/, ['S0ONCALL001']],
  [/d\{4\}/, ['2026-02-28', '2026-12-31']],
  [/2\[0-3\]/, ['00:00', '23:59']],
  [/-\?/, ['-1.5', '42']],
];

function string({ minLength = 0, maxLength = 40, pattern }: Schema): fc.Arbitrary<string> {
  const samples = SAMPLES.find(([kind]) => pattern !== undefined && kind.test(pattern))?.[1];
  if (samples !== undefined) return fc.constantFrom(...samples);
  const short = fc.string({ unit: 'grapheme-ascii', minLength, maxLength: Math.min(maxLength, 12) });
  return fc.oneof({ weight: 8, arbitrary: short }, { weight: 1, arbitrary: fc.constant('x'.repeat(maxLength)) }, { weight: 1, arbitrary: fc.constant('📞'.repeat(minLength)) });
}

const LENGTHS = [0, 1, 24, 25, 30, 31, 75, 76, 100, 101, 150, 151, 255, 256, 300, 301, 2000, 2001, 3000, 3001, 12_000, 12_001];

type Change = { readonly do: 'drop' } | { readonly do: 'add' } | { readonly do: 'put'; readonly instead: unknown } | { readonly do: 'repeat'; readonly length: number };

/** Gone, added, of another kind, too short, too long, too few, too many. */
const CHANGES: readonly Change[] = [
  { do: 'drop' },
  { do: 'add' },
  ...[null, -1, 0, 7, 1.5, 10_000_000_000, '', 'nonsense', true, [], {}].map((instead) => ({ do: 'put', instead }) as const),
  ...LENGTHS.map((length) => ({ do: 'put', instead: 'x'.repeat(length) }) as const),
  ...[0, 2, 3, 5, 6, 10, 11, 25, 26, 50, 51, 100, 101].map((length) => ({ do: 'repeat', length }) as const),
];

/** The same value with one thing changed somewhere inside. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc.tuple(fc.nat({ max: places.length - 1 }), fc.constantFrom(...CHANGES)).map(([at, change]) => changed(value, places[at] ?? [], change));
}

/** The same value with each thing inside changed in every way, one at a time. */
export function everyWaySpoilt(value: unknown): unknown[] {
  return placesIn(value).flatMap((place) => CHANGES.map((change) => changed(value, place, change)));
}

/** The one with the most in it, of a few dozen values the schema allows; always the same one. */
export function richest(schema: Schema, definitions: Definitions): unknown {
  const some = fc.sample(allowedBy(schema, definitions), { numRuns: 60, seed: 7 });
  const sizes = some.map((value) => [value, placesIn(value).length] as const).filter(([, places]) => places <= 150);
  return sizes.toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

function changed(value: unknown, place: readonly string[], change: Change): unknown {
  const copy: unknown = structuredClone(value);
  const holder = place.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  const key = place.at(-1) ?? '';
  const there = holder[key];
  if (change.do === 'put') holder[key] = change.instead;
  else if (change.do === 'repeat' && Array.isArray(there)) holder[key] = Array.from({ length: change.length }, () => there[0] ?? 'nonsense');
  else if (change.do === 'add') holder[Array.isArray(holder) ? String(holder.length) : 'surplus'] = 'x';
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

/** The paths of everything inside a value. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...placesIn(inner, [...path, key])]);
}
