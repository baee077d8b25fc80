import type { Button, ContextBlock, InputBlock, KnownBlock, ModalView, Overflow, SectionBlock } from '@slack/types';
import { plainName } from '../../domain/people-names.ts';
import { cut, escapeText, plain } from '../messages/text.ts';

/** Limits of Slack's (docs reference/block-kit/blocks): a section's text 3,000, a context's the same. */
const TEXT_LIMIT = 2_900;

/** @param text in Slack's markup: what people typed is escaped already. */
export function section(text: string, accessory?: Overflow): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, TEXT_LIMIT), verbatim: true }, ...(accessory === undefined ? {} : { accessory }) };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(text, TEXT_LIMIT), verbatim: true }] };
}

export function input(label: string, element: InputBlock['element'] & { readonly action_id?: string }, more: Partial<Pick<InputBlock, 'optional' | 'hint' | 'dispatch_action'>> = {}): InputBlock {
  return { type: 'input', block_id: element.action_id ?? '', label: plain(label), element, ...more };
}

export function button(text: string, actionId: string, value?: string): Button {
  return { type: 'button', text: plain(text), action_id: actionId, ...(value === undefined ? {} : { value }) };
}

/** Edit or remove the one with this id. */
export function editOrRemove(actionId: string, id: string): Overflow {
  return { type: 'overflow', action_id: actionId, options: [{ text: plain('Edit'), value: `edit:${id}` }, { text: plain('Remove'), value: `remove:${id}` }] };
}

/** "Previous" and "Next", where there are such; their value is where that page begins. */
export function pages(at: { readonly offset: number; readonly perPage: number; readonly total: number }, actions: { readonly previous: string; readonly next: string }): KnownBlock[] {
  const { offset, perPage, total } = at;
  const elements = [
    ...(offset > 0 ? [button('Previous', actions.previous, String(Math.max(0, offset - perPage)))] : []),
    ...(offset + perPage < total ? [button('Next', actions.next, String(offset + perPage))] : []),
  ];
  return elements.length === 0 ? [] : [context(`${offset + 1} to ${Math.min(offset + perPage, total)} of ${total}`), { type: 'actions', elements }];
}

const LONGEST_NAME = 200;

/** A name within Slack's markup: on one line, cut, and without a way out of bold type. */
export function shown(name: string, limit = LONGEST_NAME): string {
  return escapeText(cut(plainName(name), limit)).replaceAll('*', '∗');
}

/** A view that only says something. @param title at most 24 characters. */
export function sayingView(title: string, text: string, callbackId?: string): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [section(text)], ...(callbackId === undefined ? {} : { callback_id: callbackId }) };
}
