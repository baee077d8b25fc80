import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './dockerfile.ts';

/** A line somebody is told to type. */
export interface Documented {
  readonly file: string;
  readonly line: string;
}

/** Everything we write for people. */
export const PAGES: readonly string[] = globSync(['*.md', 'docs/**/*.md', 'emulators/*/README.md', 'bench/*.md'], { cwd: ROOT }).toSorted();

export function page(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Every line of every block that is marked as shell, without what is only a comment. */
export function documentedCommands(): readonly Documented[] {
  return PAGES.flatMap((file) => [...page(file).matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.replace(/\s+#\s.*$/u, '').trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => ({ file, line }))));
}

/** The scripts of package.json that are named anywhere, in a block or in a sentence. */
export function scriptsNamed(): readonly Documented[] {
  return PAGES.flatMap((file) => [...page(file).matchAll(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/gu)].map(([, line = '']) => ({ file, line })));
}
