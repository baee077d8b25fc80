import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKS } from './checks.ts';
import { closest } from './closest.ts';
import { duration } from './duration.ts';
import { isLocalHost } from './hosts.ts';
import { troubleshootingTable } from './troubleshooting.ts';

test('docs/troubleshooting.md holds a row for each check, in their order, as they say it', () => {
  expect(readFileSync('docs/troubleshooting.md', 'utf8')).toContain(`\n${troubleshootingTable(CHECKS)}\n`);
});

test('each check has a name of its own, and what it needs stands before it', () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  for (const [index, { needs = [] }] of CHECKS.entries()) expect(CHECKS.slice(0, index).map(({ id }) => id)).toEqual(expect.arrayContaining([...needs]));
});

test('what to do names a place to click, a command or a setting', () => {
  expect(CHECKS.filter(({ mend }) => !/https:\/\/|`[^`]+`|[A-Z]{3,}_[A-Z]+|Start the app|Renew it|database of its own/u.test(mend)).map(({ id }) => id)).toEqual(['twiml']);
});

test('a slip is told from another word', () => {
  const known = ['TWILIO_AUTH_TOKEN', 'PORT'];
  expect([closest('TWILO_AUTH_TOKEN', known), closest('twilio_auth_tokne', known), closest('POTR', known), closest('PATH', known)]).toEqual(['TWILIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKEN', 'PORT', undefined]);
});

test('ages are told in the largest unit they fill', () => {
  expect([0, 1_000, 61_000, 7_200_000, 86_400_000 * 3].map(duration)).toEqual(['0 seconds', '1 second', '1 minute', '2 hours', '3 days']);
});

test.each([['localhost', true], ['127.0.0.1', true], ['[::1]', true], ['172.16.0.1', true], ['172.32.0.1', false], ['my.localhost', true], ['conference.example.com', false], ['100.64.1.1', true], ['8.8.8.8', false]])('%s is of this machine or network: %s', (host, is) => {
  expect(isLocalHost(host)).toBe(is);
});
