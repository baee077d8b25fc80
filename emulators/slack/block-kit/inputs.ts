import { richText } from './rich-text.ts';
import { choice, flag, integer, list, shape, string, type Rule } from './rules.ts';
import { ID_RULE, plainText } from './text.ts';

const dispatchConfig = shape({ trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2, unique: true }) });
const number = string({ min: 0, matches: /^-?\d+(\.\d+)?$/ });

const typed: Readonly<Record<string, Rule>> = {
  action_id: ID_RULE,
  focus_on_load: flag,
  placeholder: plainText(150),
  initial_value: string({ min: 0 }),
  dispatch_action_config: dispatchConfig,
};

/** Elements that only stand in input blocks. */
export const inputs: Readonly<Record<string, Rule>> = {
  plain_text_input: shape(
    { type: choice('plain_text_input') },
    { ...typed, multiline: flag, min_length: integer({ min: 0, max: 3000 }), max_length: integer({ min: 1, max: 3000 }) },
  ),
  email_text_input: shape({ type: choice('email_text_input') }, typed),
  url_text_input: shape({ type: choice('url_text_input') }, typed),
  number_input: shape({ type: choice('number_input'), is_decimal_allowed: flag }, { ...typed, initial_value: number, min_value: number, max_value: number }),
  rich_text_input: shape({ type: choice('rich_text_input'), action_id: ID_RULE }, { ...typed, initial_value: richText }),
  file_input: shape({ type: choice('file_input') }, { action_id: ID_RULE, filetypes: list(string(), { min: 1 }), max_files: integer({ min: 1, max: 10 }) }),
};
