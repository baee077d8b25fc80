/** A JSON value, as it goes over the wire. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. A key may stand with `undefined`: it is left out when written. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else counts as no list. */
export function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The string, or undefined when it is none. */
export function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `JSON.parse` that answers undefined for what is no JSON. */
export function parse(source: string): JsonValue | undefined {
  try {
    return JSON.parse(source) as JsonValue;
  } catch {
    return undefined;
  }
}

/** How many characters people would count; JSON schema counts them so as well. */
export function characters(value: string): number {
  return Array.from(value).length;
}

/** The `type` by which Slack tells its objects apart; empty when there is none. */
export function typeOf(object: JsonObject): string {
  return text(object['type']) ?? '';
}
