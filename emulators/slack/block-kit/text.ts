import { byType, choice, flag, shape, string, type Rule } from './rules.ts';

/** Source of the limits in this folder: docs.slack.dev/reference/block-kit (blocks, block-elements, composition-objects). */
export function plainText(max: number): Rule {
  return shape({ type: choice('plain_text'), text: string({ max }) }, { emoji: flag });
}

export function markdownText(max: number): Rule {
  return shape({ type: choice('mrkdwn'), text: string({ max }) }, { verbatim: flag });
}

export function anyText(max: number): Rule {
  return byType({ plain_text: plainText(max), mrkdwn: markdownText(max) });
}

export const URL_RULE = string({ min: 0, max: 3000, matches: /^https?:\/\// });
export const ID_RULE = string({ max: 255 });

/** The "are you sure?" of a button. */
export const confirm = shape({ title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) }, { style: choice('primary', 'danger') });
