import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { statesAsMermaid } from '../../src/domain/state-moves.ts';
import { ROOT } from '../support/dockerfile.ts';
import { page, PAGES } from '../support/documented-commands.ts';

/** A heading's address on the page, as GitHub makes it. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/gu, '-');
}

function anchors(file: string): ReadonlySet<string> {
  return new Set([...page(file).matchAll(/^#+ (.*)$/gmu)].map(([, heading = '']) => anchor(heading)));
}

test('every link from one page to another leads somewhere', () => {
  const links = PAGES.flatMap((file) => [...page(file).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, to = '']) => ({ file, to })).filter(({ to }) => !/^[a-z]+:/u.test(to)));
  expect(links.length).toBeGreaterThan(30);
  const broken = links.filter(({ file, to }) => {
    const [path = '', at] = to.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    return !existsSync(join(ROOT, target)) || (at !== undefined && !anchors(target).has(at));
  });
  expect(broken).toEqual([]);
});

test('the index of decisions holds each of them, by its number and title', () => {
  const index = page('docs/adr/README.md');
  const decisions = readdirSync(join(ROOT, 'docs/adr')).filter((file) => /^\d/u.test(file)).toSorted();
  const listed = [...index.matchAll(/^(\d+)\. \[(.*)\]\((.*)\)$/gmu)].map(([, number = '', title = '', file = '']) => ({ number, title, file }));
  expect(listed.map(({ file }) => file)).toEqual(decisions);
  for (const { number, title, file } of listed) {
    expect(page(join('docs/adr', file)).split('\n')[0]).toBe(`# ${number}. ${title}`);
    expect(file.startsWith(number.padStart(4, '0'))).toBe(true);
    for (const part of ['Decision', 'Why', 'Consequence']) expect({ file, part, is: new RegExp(`^\\*\\*${part}`, 'mu').test(page(join('docs/adr', file))) }).toEqual({ file, part, is: true });
  }
});

test('the diagrams of states in docs/developers.md are those of the table', () => {
  expect(page('docs/developers.md')).toContain(`<!-- states -->\n${statesAsMermaid()}\n<!-- /states -->`);
});
