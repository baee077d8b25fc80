import { isObject, objects, text, typeOf, type JsonObject, type JsonValue } from '../json.ts';
import type { View } from './entities.ts';

type State = Record<string, Record<string, JsonObject>>;

/** Where a state keeps the value of an element, by its type. Source: docs.slack.dev/reference/interaction-payloads/view-interactions-payload. */
export const STATE_FIELD: Readonly<Record<string, string>> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
  file_input: 'files',
  checkboxes: 'selected_options',
  radio_buttons: 'selected_option',
  static_select: 'selected_option',
  external_select: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

/** The field an element's initial value stands in. */
const INITIAL_FIELD: Readonly<Record<string, string>> = {
  value: 'initial_value',
  rich_text_value: 'initial_value',
  selected_options: 'initial_options',
  selected_option: 'initial_option',
  selected_user: 'initial_user',
  selected_conversation: 'initial_conversation',
  selected_channel: 'initial_channel',
  selected_users: 'initial_users',
  selected_conversations: 'initial_conversations',
  selected_channels: 'initial_channels',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
};

export interface PlacedElement {
  readonly block: JsonObject;
  readonly blockId: string;
  readonly actionId: string;
  readonly element: JsonObject;
}

/** Every element of these blocks that somebody can act on. */
export function elementsOf(blocks: readonly JsonObject[]): PlacedElement[] {
  return blocks.flatMap((block) => {
    const inner = [block['element'], block['accessory'], ...objects(block['elements'])].filter(isObject);
    return inner.flatMap((element) => {
      const actionId = text(element['action_id']);
      return actionId === undefined ? [] : [{ block, blockId: text(block['block_id']) ?? '', actionId, element }];
    });
  });
}

/** What a view holds before anybody touched it: every input, with its initial value or nothing. */
export function initialValues(view: Pick<View, 'payload' | 'openedFrom'>): State {
  return stateOf(objects(view.payload['blocks']), view.openedFrom);
}

/** The same for the blocks of a message. */
export function stateOf(blocks: readonly JsonObject[], openedFrom?: string): State {
  const state: State = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const type = typeOf(element);
    const field = STATE_FIELD[type];
    if (field === undefined) continue;
    const initial = initialOf(element, field, openedFrom);
    (state[blockId] ??= {})[actionId] = initial === undefined ? emptyState(type, field) : { type, [field]: initial };
  }
  return state;
}

function initialOf(element: JsonObject, field: string, openedFrom: string | undefined): JsonValue | undefined {
  const initial = element[INITIAL_FIELD[field] ?? ''];
  if (element['default_to_current_conversation'] === true && openedFrom !== undefined) {
    return field === 'selected_conversations' ? [openedFrom] : openedFrom;
  }
  return initial;
}

/** An element nobody filled in: lists are empty, everything else is null. */
export function emptyState(type: string, field: string): JsonObject {
  return { type, [field]: field.endsWith('s') && field !== 'files' ? [] : null };
}
