import { button, datetimepicker, image, overflow, selectors } from './elements.ts';
import { inputs } from './inputs.ts';
import { richText, richTextElements } from './rich-text.ts';
import { byType, choice, flag, integer, list, orNull, shape, string, type Rule } from './rules.ts';
import { anyText, ID_RULE, markdownText, plainText, URL_RULE } from './text.ts';

type Fields = Readonly<Record<string, Rule>>;

function block(type: string, required: Fields, optional: Fields = {}, options: { anyOf?: readonly string[]; oneOf?: readonly string[] } = {}): Rule {
  return shape({ type: choice(type), ...required }, { block_id: ID_RULE, ...optional }, options);
}

const pressable = { button, overflow, ...selectors };

/** Blocks that stand in messages, modals and Home tabs. */
const everywhere: Fields = {
  section: block(
    'section',
    {},
    { text: anyText(3000), fields: list(anyText(2000), { min: 1, max: 10 }), accessory: byType({ ...pressable, image }), expand: flag },
    { anyOf: ['text', 'fields'] },
  ),
  header: block('header', { text: plainText(150) }, { level: integer({ min: 1, max: 4 }) }),
  divider: block('divider', {}),
  context: block('context', { elements: list(byType({ image, plain_text: plainText(3000), mrkdwn: markdownText(3000) }), { min: 1, max: 10 }) }),
  actions: block('actions', { elements: list(byType({ ...pressable, datetimepicker }), { min: 1, max: 25 }) }),
  image: block(
    'image',
    { alt_text: string({ max: 2000 }) },
    { image_url: URL_RULE, slack_file: shape({}, { id: string(), url: URL_RULE }), title: plainText(2000) },
    { oneOf: ['image_url', 'slack_file'] },
  ),
  input: block('input', { label: plainText(2000), element: byType({ ...selectors, datetimepicker, ...inputs }) }, { dispatch_action: flag, hint: plainText(2000), optional: flag }),
  rich_text: richText,
};

const cell = byType({
  raw_text: shape({ type: choice('raw_text'), text: string({ min: 0 }) }),
  rich_text: shape({ type: choice('rich_text'), elements: richTextElements }),
});

const inMessagesOnly: Fields = {
  markdown: shape({ type: choice('markdown'), text: string({ max: 12_000 }) }, { block_id: ID_RULE }),
  table: block(
    'table',
    { rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
    { column_settings: list(orNull(shape({}, { align: choice('left', 'center', 'right'), is_wrapped: flag })), { max: 20 }) },
  ),
  call: block('call', { call_id: string() }),
};

export const messageBlocks = list(byType({ ...everywhere, ...inMessagesOnly }), { max: 50 });
export const viewBlocks = list(byType(everywhere), { min: 1, max: 100 });
