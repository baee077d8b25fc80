import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A shortcut of the app, as the manifest has it. */
export interface Shortcut {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callbackId: string;
}

const ENTRY = /- name: (.+)\n\s+type: (global|message)\n\s+callback_id: (\S+)/gu;

/** The shortcuts the manifest offers; Slack shows them in its own menus, so the page does. */
export async function readShortcuts(): Promise<Shortcut[]> {
  const manifest = await readFile(join(import.meta.dirname, '..', '..', 'manifest.yml'), 'utf8');
  return [...manifest.matchAll(ENTRY)].flatMap(([, name = '', type, callbackId = '']) => (type === 'global' || type === 'message' ? [{ name, type, callbackId }] : []));
}
