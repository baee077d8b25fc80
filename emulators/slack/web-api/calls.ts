import { formatCall } from '../format/call.ts';
import type { JsonObject } from '../json.ts';
import type { SlackCall } from '../world/entities.ts';
import { changed } from '../world/world.ts';
import { because, SlackFailure } from './failure.ts';
import { method, type Call } from './method.ts';

const add = method('calls.add', {
  scopes: ['calls:write'],
  limit: 'tier3',
  errors: ['invalid_created_by', 'invalid_start_time', 'user_not_found'],
  run(call, fail) {
    const { world, args } = call;
    const creator = args.string('created_by');
    if (creator === undefined || !world.users.has(creator)) throw fail('invalid_created_by');
    if (args.has('date_start') && args.integer('date_start') === undefined) throw fail('invalid_start_time');
    const users = args.has('users') ? participants(call, () => fail('user_not_found')) : [];
    // "It must be unique across all Calls from that service" (docs calls.add). What Slack answers to a second one stands nowhere; this is the stricter reading.
    const externalUniqueId = args.required('external_unique_id');
    if ([...world.calls.values()].some((other) => other.externalUniqueId === externalUniqueId)) throw new SlackFailure('invalid_arguments', because('it belongs to another call [json-pointer:/external_unique_id]'));
    const displayId = args.string('external_display_id');
    const desktopUrl = args.string('desktop_app_join_url');
    const added: SlackCall = {
      id: world.ids.next('R'),
      externalUniqueId,
      joinUrl: args.required('join_url'),
      title: args.string('title') ?? '',
      dateStart: args.integer('date_start') ?? Math.floor(world.clock.now() / 1000),
      createdBy: creator,
      users,
      ...(displayId === undefined ? {} : { externalDisplayId: displayId }),
      ...(desktopUrl === undefined ? {} : { desktopAppJoinUrl: desktopUrl }),
    };
    world.calls.set(added.id, added);
    changed(world);
    return { call: formatCall(world, added) };
  },
});

const info = method('calls.info', {
  scopes: ['calls:read'],
  limit: 'tier2',
  errors: [],
  run: (call, fail) => ({ call: formatCall(call.world, theCall(call, () => fail('invalid_arguments'))) }),
});

const update = method('calls.update', {
  scopes: ['calls:write'],
  limit: 'tier3',
  errors: ['invalid_call_id'],
  run(call, fail) {
    const found = theCall(call, () => fail('invalid_call_id'));
    found.title = call.args.string('title') ?? found.title;
    found.joinUrl = call.args.string('join_url') ?? found.joinUrl;
    changed(call.world);
    return { call: formatCall(call.world, found) };
  },
});

const end = method('calls.end', {
  scopes: ['calls:write'],
  limit: 'tier3',
  errors: ['invalid_call_id', 'inactive_call'],
  run(call, fail) {
    const found = theCall(call, () => fail('invalid_call_id'));
    if (found.endedAt !== undefined) throw fail('inactive_call');
    found.endedAt = Math.floor(call.world.clock.now() / 1000);
    found.durationSeconds = call.args.integer('duration') ?? found.endedAt - found.dateStart;
    changed(call.world);
    return {};
  },
});

const participantsAdd = method('calls.participants.add', {
  scopes: ['calls:write'],
  limit: 'tier3',
  errors: ['invalid_call_id', 'inactive_call', 'user_not_found'],
  run(call, fail) {
    const found = theCall(call, () => fail('invalid_call_id'));
    if (found.endedAt !== undefined) throw fail('inactive_call');
    const users = participants(call, () => fail('user_not_found'));
    const fresh = users.filter((user) => !found.users.some((other) => same(user, other)));
    found.users = [...found.users, ...fresh];
    changed(call.world);
    // Slack answers ok all the same. Source: docs.slack.dev/reference/methods/calls.participants.add.
    return fresh.length === users.length ? {} : { error: 'bad_users' };
  },
});

const participantsRemove = method('calls.participants.remove', {
  scopes: ['calls:write'],
  limit: 'tier3',
  errors: ['invalid_call_id', 'inactive_call', 'user_not_found'],
  run(call, fail) {
    const found = theCall(call, () => fail('invalid_call_id'));
    if (found.endedAt !== undefined) throw fail('inactive_call');
    const users = participants(call, () => fail('user_not_found'));
    const known = users.every((user) => found.users.some((other) => same(user, other)));
    found.users = found.users.filter((other) => !users.some((user) => same(user, other)));
    changed(call.world);
    return known ? {} : { error: 'bad_users' };
  },
});

function theCall(call: Call, unknown: () => Error): SlackCall {
  const found = call.world.calls.get(call.args.required('id'));
  if (found === undefined) throw unknown();
  return found;
}

function participants(call: Call, unknown: () => Error): JsonObject[] {
  const users = call.args.objects('users');
  for (const user of users) {
    if (typeof user['slack_id'] === 'string') {
      if (!call.world.users.has(user['slack_id'])) throw unknown();
    } else if (typeof user['external_id'] !== 'string' || typeof user['display_name'] !== 'string') {
      throw new SlackFailure('invalid_arguments', because('a user needs slack_id, or external_id and display_name [json-pointer:/users]'));
    }
  }
  return users;
}

function same(one: JsonObject, other: JsonObject): boolean {
  return one['slack_id'] === other['slack_id'] && one['external_id'] === other['external_id'];
}

export const calls = [add, info, update, end, participantsAdd, participantsRemove];
