import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CommandText } from '../../src/domain/command-text.ts';
import { parseCommandText } from '../../src/domain/command-text.ts';
import { help } from '../../src/slack/messages/command-replies.ts';
import { ROOT } from '../support/dockerfile.ts';
import { page } from '../support/documented-commands.ts';

const users = page('docs/users.md');

/** How the words on buttons, in menus and beside boxes are written in our views. */
const WORDS: readonly RegExp[] = [
  /\bbutton\((?:[\w.-]+(?: [+-] 1)?, )?'([A-Z][^']+)'/gu, /\b(?:submit|close): plain\('([^']+)'\)/gu, /\bbox\([\w.]+, '([^']+)'/gu, /\['[a-z-]+', '([A-Z][^']+)'\]/gu,
  /\btype: 'button'.*?\btext: (?:plain\(|\{ type: 'plain_text', text: )(?:.*? [?:] )?'([A-Z][^']+)'/gu, /\btext: plain\('(Edit|Remove|Do not ring me)'\)/gu, /'(Show all|Set my number|Change my number|Ring anyway|Leave out|Ring now)\b/gu,
  /`(Show all|Extend) (?:by )?\$/gu,
];
const OF_A_PERSON = /'?[a-z-]+'?: '([A-Z][\w ]+)'/gu;

function labels(): ReadonlySet<string> {
  const files = globSync('src/slack/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  return new Set(files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...WORDS, ...(file.endsWith('person-menu.ts') ? [OF_A_PERSON] : [])].flatMap((pattern) => [...text.matchAll(pattern)].map(([, words = '']) => words));
  }));
}

const { features } = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')) as { features: { shortcuts: { name: string }[] } };
const shortcuts = features.shortcuts.map(({ name }) => name);

describe('docs/users.md', () => {
  test('names every button, menu entry, box and shortcut', () => {
    const known = labels();
    expect(known.size).toBeGreaterThan(50);
    expect([...known, ...shortcuts].filter((label) => !users.includes(`*${label}*`))).toEqual([]);
  });

  test('names none that is not there', () => {
    const known = new Set([...labels(), ...shortcuts]);
    expect([...users.matchAll(/(?<!\*)\*([A-Z][^*\n]+)\*(?!\*)/gu)].map(([, label = '']) => label).filter((label) => !known.has(label))).toEqual([]);
  });

  test('has an example of every command, and each does what it is an example of', () => {
    const every: Readonly<Record<CommandText['kind'], true>> = {
      start: true, empty: true, 'without-people': true, help: true, me: true, contacts: true, costs: true, history: true, doctor: true, forget: true,
      // What somebody gets who types too much; no example is that long.
      refused: true,
    };
    const typed = [...users.matchAll(/`\/conference ?([^`]*)`/gu)].map(([, text = '']) => text.replace(/@(?:alice|bob)/gu, '<@U0ALICE0001>').replace('@oncall', '<!subteam^S0ONCALL01>'));
    const kinds = new Set(typed.map((text) => parseCommandText(text, { maxNameLength: 80, defaultCountry: 'US' }).kind));
    expect([...kinds, 'refused'].sort()).toEqual(Object.keys(every).sort());
  });

  test('and what /conference help says stands there too', () => {
    const told = [...help(50).matchAll(/`\/conference (\w+)(?=[ `])/gu)].map(([, word = '']) => word).filter((word) => /^[a-z]/u.test(word));
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((word) => !users.includes(`/conference ${word}`))).toEqual([]);
  });
});
