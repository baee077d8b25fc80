import { validateView } from '../block-kit/index.ts';
import { formatView } from '../format/view.ts';
import { isObject, objects, text, type JsonObject } from '../json.ts';
import type { User, View } from '../world/entities.ts';
import { issueResponseUrl } from '../world/response-urls.ts';
import { issueTrigger } from '../world/triggers.ts';
import { elementsOf } from '../world/view-state.ts';
import { closeAll, closeTop, DEEPEST_STACK, openModal, replaceView, stackOf } from '../world/views.ts';
import { changed, surprise, type World } from '../world/world.ts';
import { failureOf, statusOf, type Answer } from './answer.ts';
import type { Wire } from './wire.ts';
import { envelope, sendInteraction } from './interaction.ts';

/** Somebody submits a modal. Source: docs.slack.dev/surfaces/modals, docs.slack.dev/reference/interaction-payloads/view-interactions-payload. */
export async function submitView(wire: Wire, user: User, view: View): Promise<Answer> {
  const { world } = wire;
  view.errors = {};
  const outcome = await sendInteraction(wire, {
    ...envelope(world, 'view_submission', user),
    trigger_id: issueTrigger(world, user.id, { viewId: view.id, channel: view.openedFrom }).id,
    view: formatView(world, view),
    response_urls: responseUrls(wire, user, view),
  });
  const status = statusOf(outcome);
  const failure = failureOf(outcome);
  if (failure !== undefined || outcome.kind !== 'answered') return { status, error: failure, shown: undefined };
  return { status, error: obey(world, user, view, isObject(outcome.json) ? outcome.json : undefined), shown: undefined };
}

/** Does what the answer says; Slack's word when it cannot be done. */
function obey(world: World, user: User, view: View, answer: JsonObject | undefined): string | undefined {
  const action = answer?.['response_action'];
  if (answer === undefined || action === undefined) closeTop(world, user.id);
  else if (action === 'clear') closeAll(world, user.id);
  else if (action === 'errors') return showErrors(world, view, answer['errors']);
  else if (action === 'update' || action === 'push') return showView(world, user, view, action, answer['view']);
  else return complain(world, `response_action ${JSON.stringify(action)} is unknown`);
  return undefined;
}

function showErrors(world: World, view: View, errors: JsonObject[string]): string | undefined {
  const inputs = new Set(objects(view.payload['blocks']).filter((block) => block['type'] === 'input').map((block) => block['block_id']));
  if (!isObject(errors) || Object.keys(errors).length === 0) return complain(world, 'response_action errors without errors');
  for (const [blockId, message] of Object.entries(errors)) {
    if (!inputs.has(blockId)) return complain(world, `errors name "${blockId}", which is no input block of the view`);
    view.errors[blockId] = text(message) ?? '';
  }
  changed(world);
  return undefined;
}

function showView(world: World, user: User, view: View, action: 'update' | 'push', next: JsonObject[string]): string | undefined {
  if (!isObject(next)) return complain(world, `response_action ${action} without a view`);
  const problems = validateView(next, 'modal');
  if (problems.length > 0) return complain(world, problems.map(({ message, at }) => `${message} [json-pointer:${at}]`).join('; '));
  if (action === 'push' && stackOf(world, user.id).length >= DEEPEST_STACK) return complain(world, 'the stack holds three views already');
  if (action === 'push') openModal(world, user.id, next, view.openedFrom, true);
  else replaceView(world, view, next);
  return undefined;
}

function complain(world: World, detail: string): string {
  surprise(world, 'an answer to a submission that Slack would not take', detail);
  return 'invalid_response';
}

/** One for each conversation menu with `response_url_enabled`. */
function responseUrls(wire: Wire, user: User, view: View): JsonObject[] {
  return elementsOf(objects(view.payload['blocks'])).flatMap(({ blockId, actionId, element }) => {
    const state = view.values[blockId]?.[actionId];
    const channel = text(state?.['selected_conversation']) ?? text(state?.['selected_channel']);
    if (element['response_url_enabled'] !== true || channel === undefined) return [];
    const url = issueResponseUrl(wire.world, 'app', { user: user.id, channel });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: wire.publicUrl + url.path }];
  });
}

/** Somebody closes a modal: it goes, and the app hears of it if it asked to (`notify_on_close`). */
export async function closeView(wire: Wire, user: User, view: View): Promise<Answer> {
  const { world } = wire;
  const clears = view.payload['clear_on_close'] === true;
  if (clears) closeAll(world, user.id);
  else closeTop(world, user.id);
  if (view.payload['notify_on_close'] !== true) return { status: undefined, error: undefined, shown: undefined };
  const outcome = await sendInteraction(wire, { ...envelope(world, 'view_closed', user), view: formatView(world, view), is_cleared: clears });
  return { status: statusOf(outcome), error: failureOf(outcome), shown: undefined };
}
