import { characters, isObject, type JsonObject, type JsonValue } from '../json.ts';

/** What is wrong, and where (a JSON pointer), worded like Slack's own validator. */
export interface Problem {
  readonly message: string;
  readonly at: string;
}

type Value = JsonValue | undefined;

/** Checks one value; reports what is wrong. */
export type Rule = (value: Value, at: string, report: (message: string, at: string) => void) => void;

export function validate(rule: Rule, value: Value, at: string): Problem[] {
  const problems: Problem[] = [];
  rule(value, at, (message, where) => problems.push({ message, at: where }));
  return problems;
}

/** A string of so many characters. An absent minimum is 1: Slack refuses empty strings nearly everywhere. */
export function string(limits: { min?: number; max?: number; matches?: RegExp } = {}): Rule {
  const { min = 1, max = Number.POSITIVE_INFINITY, matches } = limits;
  return (value, at, report) => {
    if (typeof value !== 'string') return report('must be a string', at);
    const length = characters(value);
    if (length < min) report(`must be more than ${min - 1} characters`, at);
    if (length > max) report(`must be less than ${max + 1} characters`, at);
    if (matches !== undefined && !matches.test(value)) report('must match the expected format', at);
  };
}

export const flag: Rule = (value, at, report) => {
  if (typeof value !== 'boolean') report('must be a boolean', at);
};

export function integer(limits: { min?: number; max?: number } = {}): Rule {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits;
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report('must be an integer', at);
    if (value < min || value > max) report(`must be between ${min} and ${max}`, at);
  };
}

export function choice(...allowed: readonly (string | number)[]): Rule {
  return (value, at, report) => {
    if ((typeof value !== 'string' && typeof value !== 'number') || !allowed.includes(value)) report(`must be one of ${allowed.join(', ')}`, at);
  };
}

export function list(item: Rule, limits: { min?: number; max?: number; unique?: boolean } = {}): Rule {
  const { min = 0, max = Number.POSITIVE_INFINITY, unique = false } = limits;
  return (value, at, report) => {
    if (!Array.isArray(value)) return report('must be an array', at);
    if (value.length < min) report(`no fewer than ${min} items required`, at);
    if (value.length > max) report(`no more than ${max} items allowed`, at);
    if (unique && new Set(value).size !== value.length) report('items must be unique', at);
    value.forEach((one, index) => item(one, `${at}/${index}`, report));
  };
}

interface ShapeOptions {
  /** One of these fields, at least. */
  readonly anyOf?: readonly string[];
  /** Exactly one of these fields. */
  readonly oneOf?: readonly string[];
  /** Not an object without any field. */
  readonly notEmpty?: boolean;
}

type Fields = Readonly<Record<string, Rule>>;

/** An object with these fields and no other. */
export function shape(required: Fields, optional: Fields = {}, options: ShapeOptions = {}): Rule {
  return (value, at, report) => {
    if (!isObject(value)) return report('must provide an object', at);
    for (const name of Object.keys(required)) if (value[name] === undefined) report(`missing required field: ${name}`, at);
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const rule = required[name] ?? optional[name];
      if (rule === undefined) report(`invalid additional property: ${name}`, at);
      else rule(inner, `${at}/${name}`, report);
    }
    presence(value, at, report, options);
  };
}

function presence(value: JsonObject, at: string, report: (message: string, at: string) => void, { anyOf = [], oneOf = [], notEmpty = false }: ShapeOptions): void {
  if (anyOf.length > 0 && !anyOf.some((name) => value[name] !== undefined)) report(`missing one of the fields: ${anyOf.join(', ')}`, at);
  if (oneOf.length > 0 && oneOf.filter((name) => value[name] !== undefined).length !== 1) report(`exactly one of these fields is needed: ${oneOf.join(', ')}`, at);
  if (notEmpty && Object.keys(value).length === 0) report('must not be empty', at);
}

/** One of several objects, told apart by their `type`. */
export function byType(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, at, report) => {
    if (!isObject(value)) return report('must provide an object', at);
    const type = value['type'];
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule === undefined) return report(`unsupported type: ${JSON.stringify(type) ?? 'none'}`, `${at}/type`);
    rule(value, at, report);
  };
}

export function orNull(rule: Rule): Rule {
  return (value, at, report) => {
    if (value !== null) rule(value, at, report);
  };
}
