import dotenv from 'dotenv';
import { expect, test } from 'vitest';
import { withSetting } from './env-text.ts';

test('a setting takes the place of the line that held it; comments and all else stay', () => {
  const before = '# ours\nPORT=5000\n\n# the token\nSLACK_BOT_TOKEN=\n# SLACK_BOT_TOKEN=an old one\nLOG_LEVEL=info\n';
  expect(withSetting(before, 'SLACK_BOT_TOKEN', 'xoxb-1')).toBe('# ours\nPORT=5000\n\n# the token\nSLACK_BOT_TOKEN=xoxb-1\n# SLACK_BOT_TOKEN=an old one\nLOG_LEVEL=info\n');
});

test('one that is not there comes last, whether the file ends with a line or not', () => {
  expect(withSetting('A=1\n', 'B', '2')).toBe('A=1\nB=2\n');
  expect(withSetting('A=1', 'B', '2')).toBe('A=1\nB=2\n');
  expect(withSetting('', 'B', '2')).toBe('B=2\n');
  expect(withSetting('A=1\r\n', 'B', '2')).toBe('A=1\r\nB=2\r\n');
});

test('of two lines the last one counts for dotenv, and is the one that changes', () => {
  expect(withSetting('A=1\nA=2\n', 'A', '3')).toBe('A=1\nA=3\n');
});

test.each(['plain', 'with space', 'a#b', "it's", '"quoted"', 'base64+/=', ' ends ', 'dollar$HOME', String.raw`back\slash\n`])('%j comes back from dotenv as it went in', (value) => {
  expect(dotenv.parse(withSetting('X=1\n', 'SECRET', value))['SECRET']).toBe(value);
});
