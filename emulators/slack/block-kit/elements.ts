import { optionGroups, options, option, linkOption, richOption } from './options.ts';
import { choice, flag, integer, list, shape, string, type Rule } from './rules.ts';
import { confirm, ID_RULE, plainText, URL_RULE } from './text.ts';

type Fields = Readonly<Record<string, Rule>>;

const acting: Fields = { action_id: ID_RULE, confirm };
const focusable: Fields = { ...acting, focus_on_load: flag };
const menu: Fields = { ...focusable, placeholder: plainText(150) };
const multi: Fields = { ...menu, max_selected_items: integer({ min: 1 }) };

const userId = string({ min: 0, matches: /^[UW][A-Z0-9]+$/ });
const channelId = string({ min: 0, matches: /^[CG][A-Z0-9]+$/ });
const filter = shape({}, { include: list(choice('im', 'mpim', 'private', 'public'), { min: 1 }), exclude_external_shared_channels: flag, exclude_bot_users: flag }, { notEmpty: true });

function element(type: string, required: Fields, optional: Fields, oneOf: readonly string[] = []): Rule {
  return shape({ type: choice(type), ...required }, optional, { oneOf });
}

const oneFile = shape({}, { id: string(), url: URL_RULE });

export const image: Rule = element('image', { alt_text: string() }, { image_url: URL_RULE, slack_file: oneFile }, ['image_url', 'slack_file']);

export const button: Rule = element(
  'button',
  { text: plainText(75) },
  { ...acting, url: URL_RULE, value: string({ max: 2000 }), style: choice('primary', 'danger'), accessibility_label: string({ max: 75 }) },
);

export const overflow: Rule = element('overflow', { options: list(linkOption, { min: 1, max: 5 }) }, acting);

/** Pickers and menus: they may stand in sections, actions and inputs alike. */
export const selectors: Fields = {
  checkboxes: element('checkboxes', { options: list(richOption, { min: 1, max: 10 }) }, { ...focusable, initial_options: list(richOption, { min: 1 }) }),
  radio_buttons: element('radio_buttons', { options: list(richOption, { min: 1, max: 10 }) }, { ...focusable, initial_option: richOption }),
  datepicker: element('datepicker', {}, { ...menu, initial_date: string({ min: 0, matches: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ }) }),
  timepicker: element('timepicker', {}, { ...menu, initial_time: string({ min: 0, matches: /^([01]\d|2[0-3]):[0-5]\d$/ }), timezone: string() }),
  static_select: element('static_select', {}, { ...menu, options, option_groups: optionGroups, initial_option: option }, ['options', 'option_groups']),
  multi_static_select: element('multi_static_select', {}, { ...multi, options, option_groups: optionGroups, initial_options: list(option, { min: 1 }) }, ['options', 'option_groups']),
  external_select: element('external_select', {}, { ...menu, initial_option: option, min_query_length: integer({ min: 0 }) }),
  multi_external_select: element('multi_external_select', {}, { ...multi, initial_options: list(option, { min: 1 }), min_query_length: integer({ min: 0 }) }),
  users_select: element('users_select', {}, { ...menu, initial_user: userId }),
  multi_users_select: element('multi_users_select', {}, { ...multi, initial_users: list(userId, { min: 1 }) }),
  conversations_select: element('conversations_select', {}, { ...menu, initial_conversation: string(), default_to_current_conversation: flag, response_url_enabled: flag, filter }),
  multi_conversations_select: element('multi_conversations_select', {}, { ...multi, initial_conversations: list(string(), { min: 1 }), default_to_current_conversation: flag, filter }),
  channels_select: element('channels_select', {}, { ...menu, initial_channel: channelId, response_url_enabled: flag }),
  multi_channels_select: element('multi_channels_select', {}, { ...multi, initial_channels: list(channelId, { min: 1 }) }),
};

/** Not allowed as an accessory of a section. */
export const datetimepicker: Rule = element('datetimepicker', {}, { ...focusable, initial_date_time: integer({ min: 0, max: 9_999_999_999 }) });
