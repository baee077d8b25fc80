import type { Checkboxes, InputBlock, KnownBlock, ModalView, Option } from '@slack/types';
import type { NotRung } from '../../domain/command-text.ts';
import { explainNotRung } from '../messages/command-replies.ts';
import { cut, plain } from '../messages/text.ts';
import { BOOK_BLOCK, FIELD, OPTION, START_VIEW, SUMMARY_BLOCK } from './fields.ts';

/** What is filled in when the modal opens. */
export interface Prefill {
  readonly name?: string | null;
  /** Slack user ids. */
  readonly people?: readonly string[];
  /** User groups somebody mentioned; ticked. */
  readonly userGroups?: readonly string[];
  /** Where the card goes; null when it was opened from nowhere in particular. */
  readonly channelId: string | null;
  readonly ringHost: boolean;
  readonly confirmJoin: boolean;
  readonly urgent: boolean;
  /** What of the typed text rings nobody. */
  readonly notRung?: readonly NotRung[];
}

/** Slack's limits (docs reference/block-kit): ten boxes to tick, an input's first text 3,000, a section's text 3,000. */
const MOST_BOXES = 10;
const SECTION_LIMIT = 2_900;

/** Choosing instead of typing: whom to call, what the room is called, and "Create & Start". */
export function startModal(prefill: Prefill, summary: string): ModalView {
  return {
    type: 'modal', callback_id: START_VIEW,
    title: plain('Start a conference'),
    // Slack takes 24 characters, and "Create & Start Conference" has 25. The title says the rest.
    submit: plain('Create & Start'), close: plain('Cancel'),
    blocks: [
      ...notes(prefill.notRung ?? []),
      input('Name of the conference', {
        type: 'plain_text_input', action_id: FIELD.name, focus_on_load: true, placeholder: plain('Project Review'), ...(prefill.name ? { initial_value: prefill.name } : {}),
      }),
      peopleInput(prefill.people ?? []),
      ...userGroups(prefill.userGroups ?? []),
      bookInput(),
      numbersInput(),
      {
        ...input('Channel', {
          type: 'conversations_select', action_id: FIELD.channel, default_to_current_conversation: true, response_url_enabled: true,
          ...(prefill.channelId === null ? {} : { initial_conversation: prefill.channelId }),
        }, true), hint: plain('Where the card goes that shows who is there. Leave it empty to have it in your direct messages with me.'),
      },
      { ...input('How', options(prefill), true), dispatch_action: true },
      summaryBlock(summary),
    ],
  };
}

/** The input for Slack people; with another block_id for other people, or Slack would keep those it showed before (docs surfaces/modals). */
export function peopleInput(people: readonly string[], version = ''): InputBlock {
  return {
    ...input('People', { type: 'multi_users_select', action_id: FIELD.people, placeholder: plain('Choose people'), ...(people.length === 0 ? {} : { initial_users: [...people] }) }, true),
    block_id: `${FIELD.people}${version}`, dispatch_action: true,
  };
}

/** The input for contacts and groups of the phone book. */
export function bookInput(): InputBlock {
  const menu = { type: 'multi_external_select' as const, action_id: FIELD.book, min_query_length: 0, placeholder: plain('Type a name') };
  return { ...input('Contacts and groups from the phone book', menu, true), block_id: BOOK_BLOCK, dispatch_action: true };
}

/** The input for numbers nobody has under a name. */
export function numbersInput(): InputBlock {
  return {
    ...input('Other phone numbers', {
      type: 'plain_text_input', action_id: FIELD.numbers, placeholder: plain('+1 415 555 0100, +44 20 7946 0100'),
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    }, true), dispatch_action: true, hint: plain('One or several, each with + and the country code.'),
  };
}

/** Whether it cannot wait for the morning, where nothing else is asked. */
export function urgentInput(): InputBlock {
  return input('How', { type: 'checkboxes', action_id: FIELD.options, options: [RING_AT_ANY_HOUR] }, true);
}

/** The line at the bottom: how many phones, and what a minute costs. */
export function summaryBlock(text: string): KnownBlock {
  return { type: 'section', block_id: SUMMARY_BLOCK, text: plain(cut(text, SECTION_LIMIT)) };
}

/** A view that only says something, and can be closed. */
export function sayingView(text: string): ModalView {
  return { type: 'modal', title: plain('Start a conference'), close: plain('Close'), blocks: [{ type: 'section', text: plain(cut(text, SECTION_LIMIT)) }] };
}

export function input(label: string, element: InputBlock['element'] & { readonly action_id?: string }, optional = false): InputBlock {
  return { type: 'input', block_id: element.action_id ?? '', label: plain(label), element, optional };
}

function notes(notRung: readonly NotRung[]): KnownBlock[] {
  return notRung.length === 0 ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: cut(explainNotRung(notRung).join('\n'), SECTION_LIMIT) } }];
}

function userGroups(groupIds: readonly string[]): KnownBlock[] {
  if (groupIds.length === 0) return [];
  // Slack writes the handle: a mention in a view calls nobody.
  const boxes: Option[] = groupIds.slice(0, MOST_BOXES).map((groupId) => ({ text: { type: 'mrkdwn', text: `<!subteam^${groupId}>` }, value: groupId }));
  return [{ ...input('User groups in the message', { type: 'checkboxes', action_id: FIELD.groups, options: boxes, initial_options: boxes }, true), dispatch_action: true }];
}

function options({ ringHost, confirmJoin, urgent }: Prefill): Checkboxes {
  const ringMe = box(OPTION.ringMe, 'Ring me too');
  const press1 = box(OPTION.confirmJoin, 'Press 1 to join', 'Whoever answers presses 1 first. A voicemail box is not rung again.');
  const now = RING_AT_ANY_HOUR;
  const ticked = [...(ringHost ? [ringMe] : []), ...(confirmJoin ? [press1] : []), ...(urgent ? [now] : [])];
  return { type: 'checkboxes', action_id: FIELD.options, options: [ringMe, press1, now], ...(ticked.length === 0 ? {} : { initial_options: ticked }) };
}

const RING_AT_ANY_HOUR = box(OPTION.urgent, 'Ring at any hour', 'It cannot wait, though it may be night for somebody.');

/** A box to tick. */
export function box(value: string, text: string, description?: string): Option {
  return { value, text: plain(text), ...(description === undefined ? {} : { description: plain(description) }) };
}
