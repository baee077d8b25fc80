import type { JsonObject, JsonValue } from '../../../emulators/slack/json.ts';

export type { JsonObject, JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((one: JsonValue) => isObject(one)) : [];
}

export function word(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The words of a text object, whatever kind it is. */
export function textOf(value: JsonValue | undefined): string {
  return isObject(value) ? word(value['text']) : '';
}
