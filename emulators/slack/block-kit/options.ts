import { list, shape, string, type Rule } from './rules.ts';
import { anyText, plainText, URL_RULE } from './text.ts';

const value = string({ max: 150 });

/** An option of a menu: plain text only. */
export const option: Rule = shape({ text: plainText(75), value }, { description: plainText(75) });

/** An option of an overflow menu may be a link. */
export const linkOption: Rule = shape({ text: plainText(75), value }, { description: plainText(75), url: URL_RULE });

/** An option of checkboxes and radio buttons may be formatted. */
export const richOption: Rule = shape({ text: anyText(75), value }, { description: anyText(75) });

export const options = list(option, { min: 1, max: 100 });
export const optionGroups = list(shape({ label: plainText(75), options }), { min: 1, max: 100 });

/** What an app answers to a block_suggestion: options, or groups of them; an empty list is allowed. */
export const suggestions: Rule = shape({}, { options: list(option, { max: 100 }), option_groups: list(shape({ label: plainText(75), options: list(option, { max: 100 }) }), { max: 100 }) }, { oneOf: ['options', 'option_groups'] });
