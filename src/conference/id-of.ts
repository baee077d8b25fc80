import { createHash } from 'node:crypto';

/**
 * An id that follows from what asked for it, in the shape of a UUID: a press that is delivered twice makes the same call twice, and the second
 * time there is nothing to do.
 */
export function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
