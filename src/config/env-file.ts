import { readFileSync, statSync } from 'node:fs';
import dotenv from 'dotenv';
import type { Environment } from './env.ts';

/** A line that is a setting: as dotenv reads them. */
const SETTING = /^\s*(?:export\s+)?([\w.-]+)\s*(?:=|:\s)/u;
const NOTHING = /^\s*(?:#.*)?$/u;
const OPEN_TO_OTHERS = 0o077;

/** An .env file as it was found, without any value of it. */
export type EnvFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'read'; readonly isOpenToOthers: boolean; readonly oddLines: readonly number[]; readonly names: readonly string[]; readonly overruled: readonly string[] };

/**
 * Looks at an .env file.
 * @param environment as `readEnvironment` gave it: what is set outside of the file has won there.
 */
export function lookAtEnvFile(path: string, environment: Environment): EnvFile {
  try {
    const text = readFileSync(path, 'utf8');
    const isOpenToOthers = process.platform !== 'win32' && (statSync(path).mode & OPEN_TO_OTHERS) !== 0;
    const values = dotenv.parse(text);
    const overruled = Object.entries(values).flatMap(([name, value]) => (environment[name] === value ? [] : [name]));
    return { kind: 'read', isOpenToOthers, overruled, ...linesOf(text) };
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' ? { kind: 'none' } : { kind: 'unreadable', why: code };
  }
}

/** A value in quotes may go on over lines; those are no settings of their own. */
function linesOf(text: string): { readonly names: readonly string[]; readonly oddLines: readonly number[] } {
  const names: string[] = [];
  const oddLines: number[] = [];
  let openQuote: string | undefined;
  for (const [index, line] of text.split(/\r\n|\n|\r/u).entries()) {
    if (openQuote !== undefined) {
      if (line.includes(openQuote)) openQuote = undefined;
      continue;
    }
    const name = SETTING.exec(line)?.[1];
    if (name !== undefined) {
      names.push(name);
      openQuote = quoteLeftOpen(line.slice(line.search(/[=:]/u) + 1).trim());
    } else if (!NOTHING.test(line)) oddLines.push(index + 1);
  }
  return { names, oddLines };
}

function quoteLeftOpen(value: string): string | undefined {
  const quote = value[0];
  return (quote === '"' || quote === "'" || quote === '`') && !value.includes(quote, 1) ? quote : undefined;
}
