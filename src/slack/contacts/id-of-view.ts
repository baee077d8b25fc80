import { createHash } from 'node:crypto';

/** The id of what a form makes: the same for the same form, so that one submitted twice makes one. */
export function idOfView(teamId: string, viewId: string): string {
  const hex = createHash('sha256').update(`${teamId} ${viewId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
