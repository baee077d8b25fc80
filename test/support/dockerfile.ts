import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** A stage of the Dockerfile, from one FROM to the next. */
export interface Stage {
  readonly name: string;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

/** The Dockerfile's stages; ours has no continued lines and no here-documents. */
export function stages(): readonly Stage[] {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const found: { name: string; image: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/u.exec(line) ?? [];
    if (word === '') throw new Error(`The Dockerfile has a line this test cannot read: ${line}`);
    const [image = '', , name = ''] = rest.split(/\s+/u);
    if (word === 'FROM') found.push({ name, image, instructions: [] });
    else found.at(-1)?.instructions.push({ word, rest });
  }
  return found;
}

/** What the last stage, the one that runs, is made of. */
export function lastStage(): Stage {
  const last = stages().at(-1);
  if (last === undefined) throw new Error('The Dockerfile has no stage.');
  return last;
}

export interface Copied {
  /** Of which stage; undefined for the checkout. */
  readonly stage: string | undefined;
  readonly from: readonly string[];
  readonly to: string;
}

export function copies({ instructions }: Stage): readonly Copied[] {
  return instructions.filter(({ word }) => word === 'COPY').map(({ rest }) => {
    const words = rest.split(/\s+/u);
    const stage = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const paths = words.filter((word) => !word.startsWith('--'));
    return { stage, from: paths.slice(0, -1), to: paths.at(-1) ?? '' };
  });
}

/** The command of CMD or HEALTHCHECK, in their JSON form. */
export function commandOf({ instructions }: Stage, word: 'CMD' | 'HEALTHCHECK'): readonly string[] {
  const rest = instructions.find((instruction) => instruction.word === word)?.rest ?? '';
  return JSON.parse(rest.slice(rest.indexOf('['))) as string[];
}

/** The variables ENV sets. */
export function environmentOf({ instructions }: Stage): Readonly<Record<string, string>> {
  return Object.fromEntries(instructions.filter(({ word }) => word === 'ENV').flatMap(({ rest }) => rest.split(/\s+/u).map((pair) => pair.split('=') as [string, string])));
}
