import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { WebClient } from '@slack/web-api';
import { people } from '../../emulators/slack/team.ts';
import type { RunningSlackEmulator } from '../../emulators/slack/emulator.ts';
import { sharedData } from '../support/shared-data.ts';
import { BUTTON, client, closeAll, plainApp, SECTION, slackTeam, team } from './slack-support.ts';

afterEach(closeAll);

type Json = Record<string, unknown>;

const SAMPLES = 'slack/samples/java-slack-sdk/json-logs/samples';

/** What every answer may carry, and what the SDK adds to it. */
const ALWAYS = new Set(['ok', 'error', 'needed', 'provided', 'warning', 'response_metadata']);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The paths in `ours` that the sample does not know, or that are of another kind there. Maps keyed by ids are not looked into. */
function invented(ours: unknown, sample: unknown, path = '', open: readonly string[] = []): string[] {
  if (ours === null || ours === undefined || sample === null || sample === undefined || open.includes(path)) return [];
  if (Array.isArray(ours)) {
    if (!Array.isArray(sample)) return [`${path} is a list`];
    return [...new Set(ours.flatMap((one) => (sample.length === 0 ? [] : invented(one, sample[0], `${path}[]`, open))))];
  }
  if (!isObject(ours)) return typeof ours === typeof sample ? [] : [`${path} is a ${typeof ours}, not a ${typeof sample}`];
  if (!isObject(sample)) return [`${path} is an object`];
  return Object.entries(ours).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (path === '' && ALWAYS.has(key)) return [];
    return key in sample || open.includes(at) ? invented(value, sample[key], at, open) : [at];
  });
}

function sampleOf(path: string): Json {
  return JSON.parse(readFileSync(sharedData(path) ?? '', 'utf8')) as Json;
}

type Asking = (web: WebClient, slack: RunningSlackEmulator) => Promise<object>;

const general = 'C0GENERAL01';
const say = async (web: WebClient): Promise<string> => (await web.chat.postMessage({ channel: general, text: 'x' })).ts ?? '';
const call = async (web: WebClient): Promise<string> => (await web.calls.add({ external_unique_id: '1', join_url: 'https://x.example', created_by: people.ina, users: [{ slack_id: people.ina }] })).call?.id ?? '';

async function upload(web: WebClient): Promise<object> {
  const ready = await web.files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
  await fetch(ready.upload_url ?? '', { method: 'POST', body: 'x' });
  return web.files.completeUploadExternal({ files: [{ id: ready.file_id ?? '' }], channel_id: general });
}

/** How each method with a sample is asked, and paths whose insides depend on the data. */
const ASKED: Record<string, Asking> = {
  'auth.test': (web) => web.auth.test(),
  'bots.info': (web, slack) => web.bots.info({ bot: slack.world.settings.botId }),
  'calls.add': (web) => web.calls.add({ external_unique_id: '1', join_url: 'https://x.example', created_by: people.ina, title: 't', users: [{ external_id: 'a', display_name: 'b' }] }),
  'calls.info': async (web) => web.calls.info({ id: await call(web) }),
  'calls.update': async (web) => web.calls.update({ id: await call(web), title: 'x' }),
  'calls.end': async (web) => web.calls.end({ id: await call(web) }),
  'calls.participants.add': async (web) => web.calls.participants.add({ id: await call(web), users: [{ slack_id: people.bob }] }),
  'calls.participants.remove': async (web) => web.calls.participants.remove({ id: await call(web), users: [{ slack_id: people.ina }] }),
  'chat.delete': async (web) => web.chat.delete({ channel: general, ts: await say(web) }),
  'chat.getPermalink': async (web) => web.chat.getPermalink({ channel: general, message_ts: await say(web) }),
  'chat.postEphemeral': (web) => web.chat.postEphemeral({ channel: general, user: people.ina, text: 'x' }),
  'conversations.info': (web) => web.conversations.info({ channel: general, include_num_members: true, include_locale: true }),
  'conversations.join': (web) => web.conversations.join({ channel: 'C0RANDOM001' }),
  'conversations.list': (web) => web.conversations.list({ types: 'public_channel,private_channel,im,mpim' }),
  'conversations.members': (web) => web.conversations.members({ channel: general }),
  'files.getUploadURLExternal': (web) => web.files.getUploadURLExternal({ filename: 'a.txt', length: 1 }),
  'files.completeUploadExternal': upload,
  'oauth.v2.access': (web, slack) => {
    slack.world.installation.oauthCodes.add('c');
    return web.oauth.v2.access({ client_id: slack.world.settings.clientId, client_secret: slack.world.settings.clientSecret, code: 'c' });
  },
  'team.info': (web) => web.team.info(),
  'usergroups.list': (web) => web.usergroups.list({ include_users: true, include_count: true }),
  'usergroups.users.list': (web) => web.usergroups.users.list({ usergroup: 'S0ONCALL001' }),
  'users.info': (web) => web.users.info({ user: people.frida, include_locale: true }),
  'users.list': (web) => web.users.list({ include_locale: true }),
  'users.profile.get': (web) => web.users.profile.get({ user: people.ina }),
};

if (sharedData(SAMPLES) === undefined) {
  test('NOT RUN: ../shared/data/slack/samples is not on this machine', () => undefined);
} else {
  describe('answers have no key Slack does not have, and every value is of the same kind', () => {
    test.each(Object.entries(ASKED))('%s', async (method, ask) => {
      const { web, slack } = await team();
      const { ok, ...rest } = (await ask(web, slack)) as Json;
      expect(ok).toBe(true);
      const sample = sampleOf(`${SAMPLES}/api/${method}.json`);
      // users.info's sample was taken from a profile without custom fields; users.list's has them.
      if (method === 'users.info') (sample['user'] as { profile: Json }).profile['fields'] = {};
      expect(invented(rest, sample, '', ['members[].color', 'response_metadata'])).toEqual([]);
    });
  });

  describe('what goes to the app has the keys of the samples', () => {
    test('a slash command', async () => {
      const slack = await slackTeam();
      const received = await plainApp(slack);
      await slack.as('ina').types('/conference x');
      const sample = sampleOf(`${SAMPLES}/app-backend/slash-commands/SlashCommandPayload.json`);
      const form = received[0]?.payload ?? {};
      expect(Object.keys(form).filter((key) => !(key in sample))).toEqual([]);
      expect(Object.keys(sample).filter((key) => !(key in form))).toEqual(['enterprise_id', 'enterprise_name']);
      const python = readFileSync(sharedData('slack/samples/bolt-python/slash_command.slash_command_body.form.txt') ?? '', 'utf8');
      expect([...new URLSearchParams(python.trim()).keys()].filter((key) => !(key in form))).toEqual(['enterprise_id', 'enterprise_name']);
    });

    /** Keys of an enterprise organisation, which this workspace is not in. */
    const ENTERPRISE = /enterprise/;

    function missing(payload: Json, sample: Json, path = ''): string[] {
      return Object.entries(sample).flatMap(([key, value]) => {
        const at = path === '' ? key : `${path}.${key}`;
        if (ENTERPRISE.test(at) || at === 'view.state.values' || at === 'message.blocks' || at === 'view.blocks') return [];
        if (!(key in payload)) return [at];
        const inner = payload[key];
        return isObject(value) && isObject(inner) ? missing(inner, value, at) : [];
      });
    }

    async function played() {
      const slack = await slackTeam({ events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'message.channels'] });
      const received = await plainApp(slack);
      const ina = slack.as('ina');
      const web = client(slack);
      await web.chat.postMessage({ channel: general, text: 'card', blocks: [SECTION, BUTTON] });
      await web.chat.postEphemeral({ channel: general, user: people.ina, text: 'only you', blocks: [BUTTON] });
      await ina.presses('Join', 'card');
      await ina.presses('Join', 'only you');
      await ina.types('said by a person');
      await ina.opensShortcut('conf_message', 'said by a person');
      await ina.opensShortcut('conf_global');
      await web.views.open({
        trigger_id: String(received.at(-1)?.payload['trigger_id']),
        view: {
          type: 'modal',
          notify_on_close: true,
          title: { type: 'plain_text', text: 'x' },
          submit: { type: 'plain_text', text: 'x' },
          close: { type: 'plain_text', text: 'x' },
          blocks: [{ type: 'input', label: { type: 'plain_text', text: 'Find' }, optional: true, element: { type: 'external_select', min_query_length: 0 } }],
        },
      });
      await ina.searches('Find', 'search word');
      await ina.submits();
      await ina.opensShortcut('conf_global');
      await web.views.open({ trigger_id: String(received.at(-1)?.payload['trigger_id']), view: { type: 'modal', notify_on_close: true, title: { type: 'plain_text', text: 'x' }, blocks: [SECTION] } });
      await ina.closes();
      await web.views.publish({ user_id: people.ina, view: { type: 'home', blocks: [SECTION] } });
      await ina.opensHome();
      await ina.deletes('said by a person');
      await slack.uninstallsApp();
      const of = (type: string, at = 0): Json => received.filter(({ payload }) => (payload['event'] as Json | undefined)?.['type'] === type || payload['type'] === type)[at]?.payload ?? {};
      return of;
    }

    const python = (name: string): Json => sampleOf(`slack/samples/bolt-python/${name}.json`);
    const java = (name: string): Json => sampleOf(`${SAMPLES}/${name}.json`);

    test('interactions', async () => {
      const of = await played();
      const pairs: [Json, Json, Json, string[]][] = [
        [of('block_actions', 1), python('block_actions.body'), java('app-backend/interactive-components/BlockActionPayload'), []],
        [of('view_submission'), python('view_submission.body'), java('app-backend/views/ViewSubmissionPayload'), []],
        [of('view_closed'), python('view_closed.body'), java('app-backend/views/ViewClosedPayload'), ['response_urls']],
        [of('block_suggestion'), python('block_suggestion.body'), java('app-backend/interactive-components/BlockActionPayload'), []],
        [of('shortcut'), python('shortcut.global_shortcut_body'), java('app-backend/interactive-components/MessageShortcutPayload'), []],
        [of('message_action'), python('shortcut.message_shortcut_body'), java('app-backend/interactive-components/MessageShortcutPayload'), []],
      ];
      for (const [payload, least, most, lacking] of pairs) {
        expect([payload['type'], missing(payload, least)]).toEqual([least['type'], lacking]);
        const known = { ...most, ...least, user: { ...(most['user'] as Json), ...(least['user'] as Json) }, api_app_id: '' };
        const view = { ...(least['view'] as Json | undefined), ...(most['view'] as Json | undefined) };
        expect([payload['type'], invented(payload, { ...known, ...('view' in payload ? { view } : {}) }, '', ['state', 'view.state', 'view.blocks', 'message', 'actions', 'view.previous_view_id', 'enterprise'])]).toEqual([least['type'], []]);
      }
      const pressed = of('block_actions', 0);
      expect(missing(pressed, java('app-backend/interactive-components/BlockActionPayload')).filter((path) => /^(channel|container|team)/.test(path))).toEqual([
        'container.attachment_id', 'container.view_id', 'container.text', 'container.is_app_unfurl', 'container.app_unfurl_url', 'container.thread_ts',
      ]);
    });

    test('events', async () => {
      const of = await played();
      // `authed_users` and `authed_teams` gave way to `authorizations`; `event_context` means nothing here.
      const gone = ['authed_users', 'authed_teams', 'event_context'];
      for (const [type, file] of [['app_home_opened', 'AppHomeOpenedPayload'], ['app_uninstalled', 'AppUninstalledPayload'], ['tokens_revoked', 'TokensRevokedPayload']] as const) {
        const payload = of(type);
        const sample = java(`events/${file}`);
        expect(missing(payload, sample).filter((path) => !path.startsWith('event.view.'))).toEqual(gone);
        expect(invented(payload, sample, '', ['authorizations', 'event.view.blocks', 'event.view.state'])).toEqual(type === 'app_home_opened' ? [] : ['event.event_ts']);
      }
      const deleted = python('message_deleted.event_payload');
      const heard = of('message', 1);
      expect(missing(heard, deleted)).toEqual(['event_context']);
      expect(missing(of('message', 0), python('message.message_body')).filter((path) => path !== 'authed_users')).toEqual([]);
    });
  });
}
