import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal } from './terminal.ts';

function screen() {
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
  });
  return { output, shown: () => shown };
}

test('on a terminal what is typed is shown, and a secret is not', async () => {
  const { output, shown } = screen();
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const terminal = createTerminal(input, output);
  const name = terminal.ask('Name:', false);
  input.write('seen\r');
  expect(await name).toBe('seen');
  const secret = terminal.ask('Secret:', true);
  input.write('hidden-from-all\r');
  expect(await secret).toBe('hidden-from-all');
  const again = terminal.ask('Name again:', false);
  input.write('seen-again\r');
  expect(await again).toBe('seen-again');
  terminal.close();
  expect(shown()).toContain('Name: seen');
  expect(shown()).toContain('Name again: seen-again');
  expect(shown()).not.toContain('hidden');
});

test('piped answers are read line by line, shown never, and end with nobody there', async () => {
  const { output, shown } = screen();
  const input = new PassThrough();
  input.end('one\n  two  \n');
  const terminal = createTerminal(input, output);
  expect([await terminal.ask('A:', false), await terminal.ask('B:', true), await terminal.ask('C:', false)]).toEqual(['one', 'two', null]);
  terminal.close();
  expect(shown()).toBe('A: \nB: \nC: \n');
});
