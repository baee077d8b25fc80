import { byType, choice, flag, integer, list, shape, string, type Rule } from './rules.ts';
import { ID_RULE } from './text.ts';

const style = shape({}, { bold: flag, italic: flag, strike: flag, underline: flag, code: flag, highlight: flag, client_highlight: flag, unlink: flag }, { notEmpty: true });

function leafOf(type: string, required: Readonly<Record<string, Rule>>, optional: Readonly<Record<string, Rule>> = {}): Rule {
  return shape({ type: choice(type), ...required }, { ...optional, style });
}

const leaf = byType({
  text: leafOf('text', { text: string({ min: 0 }) }),
  link: leafOf('link', { url: string({ min: 0 }) }, { text: string({ min: 0 }), unsafe: flag }),
  user: leafOf('user', { user_id: string({ min: 0, matches: /^[UW][A-Z0-9]+$/ }) }),
  usergroup: leafOf('usergroup', { usergroup_id: string({ min: 0, matches: /^S[A-Z0-9]+$/ }) }),
  channel: leafOf('channel', { channel_id: string({ min: 0, matches: /^[CG][A-Z0-9]+$/ }) }),
  emoji: leafOf('emoji', { name: string() }, { unicode: string(), skin_tone: integer({ min: 1, max: 6 }) }),
  broadcast: leafOf('broadcast', { range: choice('here', 'channel', 'everyone') }),
  date: leafOf('date', { timestamp: integer({ min: 0 }), format: string() }, { url: string({ min: 0 }), fallback: string({ min: 0 }) }),
});

const leaves = list(leaf);
const border = choice(0, 1);
const section = shape({ type: choice('rich_text_section'), elements: leaves });

export const richTextElements = list(
  byType({
    rich_text_section: section,
    rich_text_list: shape(
      { type: choice('rich_text_list'), style: choice('bullet', 'ordered'), elements: list(section, { min: 1 }) },
      { indent: integer({ min: 0 }), offset: integer({ min: 0 }), border },
    ),
    rich_text_preformatted: shape({ type: choice('rich_text_preformatted'), elements: leaves }, { border, language: string() }),
    rich_text_quote: shape({ type: choice('rich_text_quote'), elements: leaves }, { border }),
  }),
);

/** What people type, formatted. */
export const richText: Rule = shape({ type: choice('rich_text'), elements: richTextElements }, { block_id: ID_RULE });
