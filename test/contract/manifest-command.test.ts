import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { emptyFolder } from '../support/folders.ts';
import { run } from '../support/program.ts';
import { sharedData } from '../support/shared-data.ts';

/** `npm run manifest`, as somebody runs it who creates the Slack app. */
async function manifest(words: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  return run('src/manifest-main.ts', words, { folder: await emptyFolder(), settings }).ended;
}

/** Every address in the manifest, and the link under it. */
function addressesIn(out: string): { readonly hosts: readonly string[]; readonly link: string } {
  return { hosts: [...new Set([...out.matchAll(/https:\/\/[^\s/]+\/slack\/events/gu)].map(([url]) => url))], link: /^# (https:\/\/api\.slack\.com\S+)$/mu.exec(out)?.[1] ?? '' };
}

test('The manifest has the address filled in, and the link carries the very same manifest', async () => {
  const { code, out } = await manifest(['https://Phone.example.com/']);
  expect(code).toBe(0);
  const { hosts, link } = addressesIn(out);
  expect(hosts).toEqual(['https://phone.example.com/slack/events']);
  expect(out).not.toContain('conference.example');
  const url = new URL(link);
  expect([url.origin + url.pathname, url.searchParams.get('new_app')]).toEqual(['https://api.slack.com/apps', '1']);
  const carried: unknown = parse(url.searchParams.get('manifest_yaml') ?? '');
  expect(carried).toEqual(parse(out));
  expect(carried).toEqual(parse(readFileSync('manifest.yml', 'utf8').replaceAll('https://conference.example', 'https://phone.example.com')));
  // Browsers and servers take so much for certain.
  expect(link.length).toBeLessThan(8_000);
});

test('Without an address it takes API_URL; an app under a path keeps it', async () => {
  expect(addressesIn((await manifest([], { API_URL: 'https://example.com/phone' })).out).hosts).toEqual([]);
  expect((await manifest([], { API_URL: 'https://example.com/phone' })).out).toContain('url: https://example.com/phone/slack/events');
});

test.each([[[]], [['http://phone.example.com']], [['phone.example.com']], [['https://phone.example.com/?a=b']]])('%j is refused with what to do', async (words) => {
  const { code, out, err } = await manifest(words);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/npm run manifest -- https:|docs\/tunnels\.md/u);
});

const schemaFile = sharedData('slack/manifest-schema/manifest.schema.2.0.0.json');
if (schemaFile === undefined) {
  test("Slack's manifest schema is not on this machine (../shared/data): what is printed was not held against it", () => undefined);
} else {
  test("what is printed is valid by Slack's own schema", async () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(schemaFile, 'utf8'))));
    const valid = validate(parse((await manifest(['https://phone.example.com'])).out));
    expect({ valid, errors: validate.errors ?? [] }).toEqual({ valid: true, errors: [] });
  });
}
