import { describe, expect, test } from 'vitest';
import { readMarkup, unescapeMarkup, escapeMarkup } from './markup.ts';
import { renderText } from './blocks.ts';

const names = {
  user: (id: string) => (id === 'U1' ? 'Alice Ames' : undefined),
  channel: (id: string) => (id === 'C1' ? 'general' : undefined),
  group: (id: string) => (id === 'S1' ? 'oncall' : undefined),
};

describe('a text as a person reads it', () => {
  test.each([
    ['<@U1> and <@U2|bob> and <@U3>', '@Alice Ames and @bob and @U3'],
    ['<#C1> <#C2|random> <!subteam^S1> <!subteam^S2|@leads> <!here>', '#general #random @oncall @leads @here'],
    ['<https://x.example|details> <https://y.example> <mailto:a@b.example> <tel:+1|call>', 'details https://y.example a@b.example call'],
    ['<!date^1700000000^{date_short}|14 Nov>', '14 Nov'],
    ['*Project Review* · _started_ by ~nobody~ `now`', 'Project Review · started by nobody now'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['R&amp;D &lt;3', 'R&D <3'],
    ["*Bob's* line was busy.", "Bob's line was busy."],
  ])('%s', (source, expected) => {
    expect(readMarkup(source, names)).toBe(expected);
  });

  test('escaping and unescaping cancel each other out', () => {
    const hostile = '<!channel> & "&lt;" <@U1>';
    expect(unescapeMarkup(escapeMarkup(hostile))).toBe(hostile);
    expect(readMarkup(escapeMarkup(hostile), names)).toBe(hostile);
  });
});

test('blocks become lines', () => {
  const text = (words: string) => ({ type: 'mrkdwn', text: words });
  const plain = (words: string) => ({ type: 'plain_text', text: words });
  const blocks = [
    { type: 'header', text: plain('Project Review') },
    { type: 'section', text: text('*Alice* joined'), fields: [text('Bob'), text('busy')], accessory: { type: 'button', text: plain('Ring again') } },
    { type: 'divider' },
    { type: 'context', elements: [text('by <@U1>'), { type: 'image', alt_text: 'phone' }] },
    { type: 'actions', elements: [{ type: 'button', text: plain('Join') }, { type: 'overflow' }, { type: 'users_select', placeholder: plain('Add') }] },
    { type: 'image', alt_text: 'a room' },
    { type: 'input', label: plain('Name'), element: { type: 'plain_text_input', placeholder: plain('Project Review') } },
    { type: 'input', label: plain('Options'), element: { type: 'checkboxes', options: [{ text: plain('Ring me') }] } },
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'hi ' }, { type: 'user', user_id: 'U1' }, { type: 'emoji', name: 'wave' }] }, { type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://x.example' }] }] }] },
    { type: 'call', call_id: 'R1' },
    { type: 'something_new' },
  ];
  expect(renderText(blocks, names).split('\n')).toEqual([
    'Project Review',
    'Alice joined',
    'Bob',
    'busy [Ring again]',
    '———',
    'by @Alice Ames [image: phone]',
    '[Join] […] [Add ▾]',
    '[image: a room]',
    'Name: [Project Review ▾]',
    'Options: ( ) Ring me',
    'hi @Alice Ames:wave:',
    '• https://x.example',
    '[call R1]',
  ]);
});
