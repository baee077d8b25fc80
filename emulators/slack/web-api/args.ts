import { isObject, objects, parse, type JsonObject, type JsonValue } from '../json.ts';
import { because, SlackFailure } from './failure.ts';

/** The arguments of a call, whichever way they came: a form with JSON in its fields, a JSON body, or a query. */
export class Args {
  readonly all: JsonObject;

  constructor(all: JsonObject) {
    this.all = all;
  }

  has(name: string): boolean {
    const value = this.all[name];
    return value !== undefined && value !== null && value !== '';
  }

  /** A string; numbers are taken for theirs. Empty counts as absent. */
  string(name: string): string | undefined {
    const value = this.all[name];
    if (typeof value === 'string') return value === '' ? undefined : value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** @throws invalid_arguments, worded as Slack words it. */
  required(name: string): string {
    const value = this.string(name);
    if (value === undefined) throw new SlackFailure('invalid_arguments', because(`missing required field: ${name}`));
    return value;
  }

  flag(name: string): boolean {
    const value = this.all[name];
    return value === true || value === 'true' || value === '1' || value === 1;
  }

  integer(name: string): number | undefined {
    const value = Number(this.string(name));
    return Number.isInteger(value) && this.has(name) ? value : undefined;
  }

  /** A structured argument: as it stands in a JSON body, or as JSON inside a form field. The word `malformed` when it is no JSON. */
  json(name: string): JsonValue | undefined {
    const value = this.all[name];
    if (value === '' || value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return value;
    return parse(value) ?? 'malformed';
  }

  /** A list of objects. @throws invalid_arguments. */
  objects(name: string): JsonObject[] {
    const value = this.json(name);
    if (!Array.isArray(value) || !value.every(isObject)) throw new SlackFailure('invalid_arguments', because(`must provide an array [json-pointer:/${name}]`));
    return objects(value);
  }

  /** Ids separated by commas, or a list of them. */
  list(name: string): string[] {
    const value = this.json(name);
    if (Array.isArray(value)) return value.map(String);
    return (this.string(name) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  }
}
