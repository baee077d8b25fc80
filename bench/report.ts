import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Figure } from './bench.ts';
import { isReached } from './bench.ts';

/** What one part found. */
export interface PartResult {
  readonly name: string;
  readonly how: string;
  readonly figures: readonly Figure[];
  /** What other programs did to the machine meanwhile: runnable processes, averaged over a minute. */
  readonly load: number;
  readonly appendix: string | undefined;
}

/**
 * RESULTS.md, with the parts that were measured now in place of what it said of them before.
 * @param before what it says now; empty when there is none.
 * @param order the names of all parts.
 */
export function report(results: readonly PartResult[], before: string, order: readonly string[]): string {
  const old = before.split(/^(?=## )/m).filter((text) => text.startsWith('## ')).map((text): [string, string] => [/^## (\S+)/.exec(text)?.[1] ?? '', `${text.trimEnd()}\n`]);
  const sections = new Map([...old, ...results.map((result): [string, string] => [result.name, section(result)])]);
  return `# What was measured

Written by \`npm run bench -- --write\`; each table by the command above it. Machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}.
It is shared and noisy: read ratios, and CPU time where it is given, rather than milliseconds. Everything a figure needs (app, Postgres with its usual
durability, load, emulators) ran on it at the same time, and so did other people's programs: the load average says how many wanted its cores.

${order.flatMap((name) => sections.get(name) ?? []).join('\n')}`;
}

function section({ name, how, figures, load, appendix = '' }: PartResult): string {
  return `## ${name}

\`npm run bench -- --only ${name}\` · commit ${commit()} · load average ${load.toFixed(1)}

${how}

| | figure | aim | |
|---|---|---|---|
${figures.map(row).join('\n')}
${appendix}`;
}

function row(figure: Figure): string {
  const { name, says, value, unit, aim } = figure;
  const goal = aim === undefined ? '' : 'atMost' in aim ? `≤ ${number(aim.atMost)}` : `≥ ${number(aim.atLeast)}`;
  const reached = isReached(figure);
  return `| ${says} (\`${name}\`) | ${number(value)}${unit === '' ? '' : ` ${unit}`} | ${goal} | ${reached === undefined ? '' : reached ? 'reached' : '**not reached**'} |`;
}

function number(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** One line: every figure by name, with machine and commit. */
export function json(results: readonly PartResult[]): string {
  const figures = Object.fromEntries(results.flatMap((part) => part.figures.map(({ name, value }) => [name, Number(value.toPrecision(4))])));
  return JSON.stringify({ ...figures, commit: commit(), cpus: cpus().length, node: process.versions.node });
}

export function loadAverage(): number {
  return loadavg()[0] ?? Number.NaN;
}

/** The commit that was measured; with a plus when there were changes beyond it. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'prisma') === '' ? '' : '+');
}
