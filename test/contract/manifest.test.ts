import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import * as z from 'zod';
import { SLACK_PATH } from '../../src/slack/app.ts';
import { sharedData } from '../support/shared-data.ts';

const file = new URL('../../manifest.yml', import.meta.url);
const raw: unknown = parse(readFileSync(file, 'utf8'));
const manifest = z.object({
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.literal(true) }),
    shortcuts: z.array(z.object({ type: z.enum(['global', 'message']), callback_id: z.string() })),
    slash_commands: z.array(z.object({ command: z.string(), url: z.string(), should_escape: z.boolean() })),
  }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string(), message_menu_options_url: z.string() }),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
}).parse(raw);

/** Which scope each method needs (docs.slack.dev, "Required scopes" of each method's page). */
const SCOPE_OF: Readonly<Record<string, string | null>> = {
  // A view answers somebody who just did something: the trigger they gave is enough.
  'views.open': null, 'views.push': null, 'views.update': null,
  // Every token may ask whose it is.
  'auth.test': null,
  'files.info': 'files:read', filesUploadV2: 'files:write',
  'chat.postEphemeral': 'chat:write', 'chat.postMessage': 'chat:write', 'chat.update': 'chat:write', 'conversations.open': 'im:write',
  'users.info': 'users:read', 'users.profile.get': 'users.profile:read', 'usergroups.users.list': 'usergroups:read', 'dnd.teamInfo': 'dnd:read',
  'calls.add': 'calls:write', 'calls.end': 'calls:write', 'calls.participants.add': 'calls:write', 'calls.participants.remove': 'calls:write',
  // Nor does the Home tab, which is the app's own.
  'views.publish': null,
};
/** Scopes no method of ours names, and why they are there. */
const OTHER_SCOPES: Readonly<Record<string, string>> = {
  commands: 'without it Slack registers no slash command',
  'chat:write.public': 'chat.postMessage into public channels the app was never invited to',
};

const source = readdirSync(new URL('../../src/slack', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(`../../src/slack/${name}`, import.meta.url), 'utf8')).join('\n');

test('the manifest asks for the scopes of the methods the app calls, and for no others', () => {
  const methods = [...new Set([...source.matchAll(/client\.((?:[a-z]+\.)*[a-zA-Z0-9]+)\(/g)].map(([, method]) => method ?? ''))];
  expect(methods.filter((method) => !(method in SCOPE_OF))).toEqual([]);
  const needed = [...new Set([...methods.flatMap((method) => SCOPE_OF[method] ?? []), ...Object.keys(OTHER_SCOPES)])].toSorted((a = '', b = '') => (a < b ? -1 : 1));
  expect(manifest.oauth_config.scopes.bot.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(needed);
});

test('the manifest registers the commands the app listens to, escaped, at the address it listens on', () => {
  const listened = [...source.matchAll(/app\.command\('([^']+)'/g)].map(([, command]) => command);
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(listened);
  for (const { url, should_escape: escaped } of manifest.features.slash_commands) {
    expect(new URL(url).pathname).toBe(SLACK_PATH);
    expect(escaped).toBe(true);
  }
});

test('the manifest registers the shortcuts the app listens to, and sends interactions to the address it listens on', () => {
  const listened = [...source.matchAll(/app\.shortcut\(\{ callback_id: '([^']+)', type: '([^']+)'/g)].map(([, callback, type]) => [callback, type === 'shortcut' ? 'global' : 'message']);
  expect(listened.length).toBeGreaterThan(0);
  expect(manifest.features.shortcuts.map(({ callback_id: callback, type }) => [callback, type])).toEqual(listened);
  const { request_url: requests, message_menu_options_url: options } = manifest.settings.interactivity;
  expect([requests, options].map((url) => new URL(url).pathname)).toEqual([SLACK_PATH, SLACK_PATH]);
});

test('the manifest subscribes to the events the app listens to, at the address it listens on', () => {
  const listened = [...source.matchAll(/app\.event\('([^']+)'/g)].map(([, event]) => event);
  const { event_subscriptions: events } = manifest.settings;
  expect(new Set(events.bot_events)).toEqual(new Set(listened));
  expect(new URL(events.request_url).pathname).toBe(SLACK_PATH);
});

const schemaFile = sharedData('slack/manifest-schema/manifest.schema.2.0.0.json');
if (schemaFile === undefined) {
  test("Slack's manifest schema is not on this machine (../shared/data): the manifest was not held against it", () => undefined);
} else {
  test("the manifest is valid by Slack's own schema, which refuses Slack's own invalid example", () => {
    // Slack's schema uses keywords ajv does not know in strict mode.
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(schemaFile, 'utf8'))));
    const valid = validate(raw);
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const invalid = sharedData('slack/manifest-schema/manifest.invalid.json');
    expect(validate(JSON.parse(readFileSync(invalid ?? '', 'utf8')))).toBe(false);
  });
}
