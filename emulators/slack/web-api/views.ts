import { isView, LARGEST_VIEW_BYTES, validateView } from '../block-kit/index.ts';
import { formatView } from '../format/view.ts';
import { text, type JsonObject } from '../json.ts';
import { exchangeTrigger } from '../world/triggers.ts';
import type { Trigger, View } from '../world/entities.ts';
import { DEEPEST_STACK, findByExternalId, findView, openModal, publishHome, replaceView, stackOf } from '../world/views.ts';
import { because, type Fail } from './failure.ts';
import { method, type Call } from './method.ts';

const TRIGGER_ERRORS = ['invalid_trigger_id', 'expired_trigger_id', 'exchanged_trigger_id'] as const;
const VIEW_ERRORS = ['view_too_large', 'duplicate_external_id'] as const;

const open = method('views.open', {
  scopes: [],
  limit: 'tier4',
  errors: [...TRIGGER_ERRORS, ...VIEW_ERRORS],
  run(call, fail) {
    const payload = readView(call, 'modal', undefined, fail);
    const trigger = spend(call, fail);
    const view = openModal(call.world, trigger.user, payload, trigger.channel, false);
    return { view: formatView(call.world, view) };
  },
});

const push = method('views.push', {
  scopes: [],
  limit: 'tier4',
  errors: [...TRIGGER_ERRORS, ...VIEW_ERRORS, 'push_limit_reached', 'not_found'],
  run(call, fail) {
    const payload = readView(call, 'modal', undefined, fail);
    const trigger = spend(call, fail);
    const stack = stackOf(call.world, trigger.user);
    if (stack.length === 0) throw fail('not_found');
    if (stack.length >= DEEPEST_STACK) throw fail('push_limit_reached');
    const view = openModal(call.world, trigger.user, payload, trigger.channel, true);
    return { view: formatView(call.world, view) };
  },
});

const update = method('views.update', {
  scopes: [],
  limit: 'tier4',
  errors: [...VIEW_ERRORS, 'not_found', 'hash_conflict'],
  run(call, fail) {
    const { world, args } = call;
    const id = args.string('view_id');
    const view = id === undefined ? findByExternalId(world, args.required('external_id')) : findView(world, id);
    if (view === undefined) throw fail('not_found');
    const payload = readView(call, view.type, view, fail);
    checkHash(call, view, fail);
    replaceView(world, view, payload);
    return { view: formatView(world, view) };
  },
});

const publish = method('views.publish', {
  scopes: [],
  limit: 'tier4',
  errors: [...VIEW_ERRORS, 'hash_conflict'],
  run(call, fail) {
    const { world, args } = call;
    const user = args.required('user_id');
    if (!world.users.has(user)) throw fail('invalid_arguments', because('invalid `user_id`'));
    const known = world.homes.get(user);
    const payload = readView(call, 'home', known, fail);
    if (known !== undefined) checkHash(call, known, fail);
    return { view: formatView(world, publishHome(world, user, payload)) };
  },
});

function readView(call: Call, type: 'modal' | 'home', itself: View | undefined, fail: Fail<(typeof VIEW_ERRORS)[number]>): JsonObject {
  const view = call.args.json('view');
  if (view === undefined) throw fail('invalid_arguments', because('missing required field: view'));
  if (!isView(view)) throw fail('invalid_arguments', because('must provide an object [json-pointer:/view]'));
  if (Buffer.byteLength(JSON.stringify(view)) > LARGEST_VIEW_BYTES) throw fail('view_too_large');
  const problems = validateView(view, type);
  if (problems.length > 0) throw fail('invalid_arguments', because(...problems.map(({ message, at }) => `${message} [json-pointer:${at}]`)));
  const externalId = text(view['external_id']) ?? '';
  const other = externalId === '' ? undefined : findByExternalId(call.world, externalId);
  if (other !== undefined && other !== itself) throw fail('duplicate_external_id');
  return view;
}

function spend(call: Call, fail: Fail<(typeof TRIGGER_ERRORS)[number]>): Trigger {
  const trigger = exchangeTrigger(call.world, call.args.required('trigger_id'));
  if (typeof trigger === 'string') throw fail(trigger);
  return trigger;
}

function checkHash(call: Call, view: View, fail: Fail<'hash_conflict'>): void {
  const hash = call.args.string('hash');
  if (hash !== undefined && hash !== view.hash) throw fail('hash_conflict');
}

export const views = [open, push, update, publish];
