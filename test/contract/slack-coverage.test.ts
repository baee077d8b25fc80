import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WebClient } from '@slack/web-api';
import { COMMON_ERRORS } from '../../emulators/slack/web-api/failure.ts';
import { METHODS } from '../../emulators/slack/web-api/methods.ts';
import { sharedData } from '../support/shared-data.ts';
import { quiet } from './slack-support.ts';

/** Every method of the official client that the emulator does not answer, by family, with the reason. */
const GAPS: Readonly<Record<string, string>> = {
  'admin.*': 'organisation administration: needs an Enterprise organisation and admin tokens, which this app never has',
  'agents.*': 'assistant apps',
  'apps.connections.open': 'Socket Mode; the app listens over HTTP',
  'apps.event.authorizations.list': 'needs an app-level token; one workspace has one authorization',
  'apps.manifest.*': 'configuration tokens; the manifest is held against its schema by a test',
  'apps.user.connection.update': 'accounts linked to other services; the app links none',
  'assistant.*': 'assistant apps',
  'auth.teams.list': 'organisation-wide installs; the manifest switches them off',
  'blocks.validate': 'the limits are enforced where blocks are used',
  'bookmarks.*': 'the app keeps no bookmarks',
  'canvases.*': 'the app writes no canvases',
  'chat.appendStream': 'streamed answers of assistants',
  'chat.deleteScheduledMessage': 'nothing is scheduled at Slack: jobs are the app’s own',
  'chat.meMessage': 'bots say nothing in the third person',
  'chat.scheduleMessage': 'nothing is scheduled at Slack: jobs are the app’s own',
  'chat.scheduledMessages.list': 'nothing is scheduled at Slack: jobs are the app’s own',
  'chat.startStream': 'streamed answers of assistants',
  'chat.stopStream': 'streamed answers of assistants',
  'chat.unfurl': 'the app unfurls no links',
  'conversations.*': 'channels are only read, joined, written to and opened; people manage them',
  'dialog.open': 'gave way to modals',
  'dnd.*': 'people set their own quiet times',
  'emoji.list': 'the app uses standard emoji',
  'entity.*': 'work objects',
  'files.*': 'files are uploaded by the external way (files.upload is gone) and read with files.info; nothing else is done with them',
  'functions.*': 'workflow steps',
  'migration.exchange': 'ids before Enterprise migrations',
  'oauth.access': 'classic apps',
  'oauth.v2.exchange': 'token rotation; the manifest switches it off',
  'openid.*': 'Sign in with Slack',
  'pins.*': 'the app pins nothing',
  'reactions.*': 'the app reacts with words',
  'reminders.*': 'the app reminds nobody',
  'rtm.*': 'gave way to the Events API',
  'search.*': 'user tokens only',
  'slackLists.*': 'the app keeps no lists',
  'stars.*': 'user tokens only',
  'team.*': 'only team.info is open to bots of any plan',
  'tooling.*': 'configuration tokens',
  'usergroups.*': 'groups are only read; people manage them',
  'users.*': 'people are only looked up by id; their profiles and presence are their own',
  'workflows.*': 'workflow builder',
};

/** Every method the official client can call: its own functions are asked where they would go. */
async function methodsOfTheClient(): Promise<string[]> {
  const asked: string[] = [];
  const web = new WebClient('xoxb-x', {
    slackApiUrl: 'http://slack.example/api/',
    retryConfig: { retries: 0 },
    maxRequestConcurrency: 1000,
    logger: quiet,
    fetch: async (url) => {
      asked.push(String(url).replace('http://slack.example/api/', ''));
      return new Response('{"ok":true}', { headers: { 'Content-Type': 'application/json' } });
    },
  });
  const calls: Promise<unknown>[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'function') calls.push((value as (options: object) => Promise<unknown>)({}));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const [family, methods] of Object.entries(web)) {
    if (typeof methods === 'object' && methods !== null && FAMILY.test(family) && !NOT_A_FAMILY.has(family)) walk(methods);
  }
  await Promise.all(calls);
  return [...new Set(asked)].sort((one, other) => one.localeCompare(other));
}

const FAMILY = /^[a-z][A-Za-z]*$/;
const NOT_A_FAMILY = new Set(['logger', 'retryConfig', 'requestQueue', 'headers', 'axios', 'fetchFn']);

function gapOf(method: string): string | undefined {
  return Object.keys(GAPS).find((gap) => gap === method || (gap.endsWith('.*') && method.startsWith(gap.slice(0, -1))));
}

/** The contract tests of this folder, as text. */
const sources = readdirSync(import.meta.dirname)
  .filter((name) => /^slack-.*\.test\.ts$/.test(name) && name !== 'slack-coverage.test.ts')
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');

describe('coverage of the Web API', () => {
  test.each([...METHODS.keys()])('%s is called by the official client in a contract test', (method) => {
    expect(sources.includes(`web.${method}(`) || sources.includes(`.apiCall('${method}'`)).toBe(true);
  });

  test('every other method of the official client is a declared gap', async () => {
    const methods = await methodsOfTheClient();
    expect(methods.length).toBeGreaterThan(230);
    const lacking = methods.filter((method) => !METHODS.has(method));
    expect(lacking.filter((method) => gapOf(method) === undefined)).toEqual([]);
  });

  test('no gap is declared that is none', async () => {
    const lacking = (await methodsOfTheClient()).filter((method) => !METHODS.has(method));
    const used = new Set(lacking.map(gapOf));
    expect(Object.keys(GAPS).filter((gap) => !used.has(gap))).toEqual([]);
  });

  test('the emulator answers no method the official client does not know', async () => {
    const methods = new Set(await methodsOfTheClient());
    expect([...METHODS.keys()].filter((method) => !methods.has(method))).toEqual([]);
  });
});

/**
 * Errors that the reference data, which is older, does not list. Source of all: the error tables of docs.slack.dev/reference/methods as
 * collected in slack-ruby/slack-api-ref (August 2026); views.*, calls.* and oauth.v2.access have no list in the reference data at all.
 */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['invalid_blocks', 'invalid_blocks_format'],
  'chat.update': ['invalid_blocks', 'invalid_blocks_format'],
  'chat.postEphemeral': ['invalid_blocks', 'invalid_blocks_format', 'not_in_channel'],
  'conversations.list': ['invalid_cursor', 'invalid_types'],
  'conversations.replies': ['invalid_cursor'],
  'conversations.history': ['not_in_channel', 'invalid_cursor'],
  'usergroups.users.list': ['no_such_subteam'],
  'dnd.teamInfo': ['no_users_provided'],
  'dnd.info': ['user_not_found'],
  'views.open': ['invalid_trigger_id', 'expired_trigger_id', 'exchanged_trigger_id', 'view_too_large', 'duplicate_external_id'],
  'views.push': ['invalid_trigger_id', 'expired_trigger_id', 'exchanged_trigger_id', 'view_too_large', 'duplicate_external_id', 'push_limit_reached', 'not_found'],
  'views.update': ['view_too_large', 'duplicate_external_id', 'not_found', 'hash_conflict'],
  'views.publish': ['view_too_large', 'duplicate_external_id', 'hash_conflict'],
  'calls.add': ['invalid_created_by', 'invalid_start_time', 'user_not_found'],
  'calls.update': ['invalid_call_id'],
  'calls.end': ['invalid_call_id', 'inactive_call'],
  'calls.participants.add': ['invalid_call_id', 'inactive_call', 'user_not_found'],
  'calls.participants.remove': ['invalid_call_id', 'inactive_call', 'user_not_found'],
  'files.completeUploadExternal': ['file_not_found', 'channel_not_found', 'not_in_channel', 'posting_to_channel_denied'],
  'oauth.v2.access': ['invalid_client_id', 'bad_client_secret', 'invalid_code'],
  'apps.uninstall': ['invalid_client_id', 'bad_client_secret'],
};

describe('errors', () => {
  test.each([...METHODS.values()].map((method) => [method.name, method.errors] as const))('every error %s can answer is provoked in a contract test', (_, errors) => {
    expect(errors.filter((error) => !sources.includes(`'${error}'`))).toEqual([]);
  });

  const file = sharedData('slack/error-codes.json');
  if (file === undefined) {
    test('NOT RUN: ../shared/data/slack/error-codes.json is not on this machine', () => undefined);
  } else {
    const documented = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
    test.each([...METHODS.values()].map((method) => [method.name, method.errors] as const))('%s answers only errors Slack documents for it', (name, errors) => {
      const known = new Set([...(documented[name] ?? []), ...(NEWER[name] ?? [])]);
      expect(errors.filter((error) => !known.has(error))).toEqual([]);
    });

    test('the errors any method may answer are documented for some, or newer than the list', () => {
      const all = new Set(Object.values(documented).flat());
      const newer = ['ratelimited', 'unknown_method', 'invalid_arguments', 'missing_scope', 'fatal_error'];
      expect(COMMON_ERRORS.filter((error) => !all.has(error) && !newer.includes(error))).toEqual([]);
    });
  }
});
