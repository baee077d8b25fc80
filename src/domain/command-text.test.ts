import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseCommandText } from './command-text.ts';
import type { CommandText, CommandTextOptions, Invitee } from './command-text.ts';

const parse = (text: string, options: Partial<CommandTextOptions> = {}): CommandText => parseCommandText(text, { maxNameLength: 80, ...options });

/** The name of the room of `text`, which must start one or at least name one. */
function nameOf(text: string): string | null | undefined {
  const command = parse(text);
  return command.kind === 'start' || command.kind === 'without-people' ? command.name : undefined;
}

/** Its people, as short as they can be written: U1, S1, a saved group's name, or the number as typed. */
function peopleOf(text: string, options: Partial<CommandTextOptions> = {}): string[] {
  const command = parse(text, options);
  return command.kind === 'start' ? command.invitees.map(short) : [];
}

function short(invitee: Invitee): string {
  switch (invitee.kind) {
    case 'slack-user': return invitee.userId;
    case 'user-group': return invitee.groupId;
    case 'saved-group': case 'contact': return invitee.name;
    case 'outside-number': return invitee.raw;
  }
}

describe('a command', () => {
  test('names a room and its people', () => {
    expect(parse('Project Review <@U012ABCDEF> <@W2|bob>')).toEqual({
      kind: 'start',
      name: 'Project Review',
      invitees: [{ kind: 'slack-user', userId: 'U012ABCDEF' }, { kind: 'slack-user', userId: 'W2' }],
      notRung: [],
    });
  });

  test('rings groups and outside numbers as well', () => {
    expect(parse('<!subteam^S1|@support> <!subteam^S2> +1 415 555 0100 ext. 5')).toEqual({
      kind: 'start',
      name: null,
      invitees: [
        { kind: 'user-group', groupId: 'S1', handle: 'support' },
        { kind: 'user-group', groupId: 'S2' },
        { kind: 'outside-number', raw: '+1 415 555 0100 ext. 5', extension: '5' },
      ],
      notRung: [],
    });
  });

  test.each(['history', ' History '])('%j asks for past conferences', (text) => expect(parse(text)).toEqual({ kind: 'history' }));
  test.each([['costs', null], ['COST', null], ['costs 2030-01', { year: 2030, month: 1 }], ['costs  may', { year: null, month: 5 }], ['costs June 2029', { year: 2029, month: 6 }]])(
    '%j asks what a month cost', (text, month) => expect(parse(text)).toEqual({ kind: 'costs', month }));
  test.each(['costs review', 'costs 2030-13', 'History lesson', 'costs of growth'])('%j is a name', (text) => expect(parse(text)).toMatchObject({ kind: 'without-people', name: text }));
  test.each(['contacts', 'Contacts', '  CONTACTS '])('%j asks for the phone book', (text) => expect(parse(text)).toEqual({ kind: 'contacts' }));

  test('a room may be called so', () => expect(parse('Contacts with vendors')).toEqual({ kind: 'without-people', name: 'Contacts with vendors', notRung: [] }));

  test.each(['help', 'HELP', ' help ', '-h', '--help', '—help', '?'])('%j asks for help', (text) => {
    expect(parse(text)).toEqual({ kind: 'help' });
  });

  test.each(['', ' \t\n ', '""', '“”'])('%j is empty', (text) => {
    expect(parse(text)).toEqual({ kind: 'empty' });
  });

  test('without people starts nothing', () => {
    expect(parse('help me')).toEqual({ kind: 'without-people', name: 'help me', notRung: [] });
  });

  test('rings nobody twice', () => {
    expect(peopleOf('<@U1> <@U1|ina> <!subteam^S1> <!subteam^S1|@x> +14155550100 +1 (415) 555-0100')).toEqual(['U1', 'S1', '+14155550100']);
  });
});

describe('the name of the room', () => {
  test.each([
    // Quotes
    ['"Project Review" <@U1>', 'Project Review'],
    ['<@U1> and <@U2> “Project Review”', 'Project Review'],
    ['„Project Review“ <@U1>', 'Project Review'],
    ['“Project Review" <@U1>', 'Project Review'],
    ["'Bob's call' <@U1>", "Bob's call"],
    ['"Project Review with <@U1>"', 'Project Review'],
    ['"Project Review" with <@U1> and <@U2>', 'Project Review'],
    ['"Project Review <@U1>', 'Project Review'],
    ['"A" and "B" <@U1>', '"A" and "B"'],
    ['The "big" review <@U1>', 'The "big" review'],
    // Slack's escapes, each undone once
    ['R&amp;D &lt;3 &gt; all <@U1>', 'R&D <3 > all'],
    ['&amp;lt;b&amp;gt; <@U1> x', '&lt;b&gt x'],
    // Any script
    ['🎉 Launch 👨‍👩‍👧‍👦 <@U1>', '🎉 Launch 👨‍👩‍👧‍👦'],
    ['مراجعة المشروع <@U1>', 'مراجعة المشروع'],
    ['Call :tada: <@U1> :tada: now', 'Call :tada: :tada: now'],
    // Channels and links
    ['About <#C123|general> <@U1>', 'About #general'],
    ['About <#C123> <@U1>', 'About'],
    ['Read <https://x.com/a|the plan> <@U1>', 'Read the plan'],
    ['Read <https://x.com/?a=1&amp;b=2> <@U1>', 'Read https://x.com/?a=1&b=2'],
    ['<mailto:bob@example.com|bob@example.com> <@U1>', 'bob@example.com'],
    // Spaces
    ['  Project \n  Review\t<@U1>', 'Project Review'],
    ['Project<@U1>Review', 'Project Review'],
  ])('of %j is %j', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  test.each([
    ['Project Review with <@U1> and <@U2>', 'Project Review'],
    ['Project Review with <@U1>, <@U2>, and', 'Project Review'],
    ['Project Review: <@U1>, <@U2>.', 'Project Review'],
    ['Project Review - <@U1> & <@U2>', 'Project Review'],
    ['Project Review w/ <@U1>', 'Project Review'],
    ['Project Review (with <@U1>)', 'Project Review'],
    ['Interview for <@U1>', 'Interview'],
    ['<@U1>, <@U2>: Project Review', 'Project Review'],
    ['<@U1> and <@U2> for Project Review', 'Project Review'],
    ['With <@U1>: Project Review', 'Project Review'],
    ['Sync with <@U1> and <@U2> about budget', 'Sync about budget'],
    ['Planning <@U1>’s birthday', 'Planning birthday'],
    ['with <@U1> and <@U2>', null],
    ['call <@U1>', null],
    ['- <@U1>', null],
  ])('of %j is %j: connecting words go with the people', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  test.each([
    'Salt and Pepper', 'For Your Eyes Only', 'What we stand for now', 'Working with Go and Rust', 'C++', 'Q&A', 'Review, part 2', 'To be or not to be', 'Review!', "O'Brien's", '(draft)',
  ])('%j stays as it is, words and signs', (name) => {
    const typed = name.replace('&', '&amp;');
    expect([nameOf(typed), nameOf(`${typed} <@U1>`), nameOf(`<@U1> ${typed}`)]).toEqual([name, name, name]);
  });

  test('has at most 80 characters as people count them', () => {
    const name = '👨‍👩‍👧‍👦'.repeat(80);
    expect(nameOf(`${name} <@U1>`)).toBe(name);
    expect(parse(`${name}x <@U1>`)).toEqual({ kind: 'refused', reason: 'name-too-long', length: 81, limit: 80 });
  });

  test('what is endless is refused unread', () => {
    expect(parse('<@U1> '.repeat(5000))).toMatchObject({ kind: 'refused', reason: 'name-too-long' });
  });
});

describe('outside numbers', () => {
  test.each([
    '+1 (415) 555-0100', '+14155550100', '+1-415-555-0100', '+44 20 7946 0018', '+44 (0)20 7946 0018', '+49 30/123456', '+1 415 555 0100 x5', '+14155550100;ext=5',
    'tel:+14155550100;ext=5', 'tel:415-555-0100', '415-555-0100', '(415) 555-0100', '415.555.0100', '415 555 0100', '1-800-555-0199', '(415)5550100', '415-555-0100 extension 42',
    '020 7946 0018', '(030) 123456', '06 12 34 56 78', '06.12.34.56.78', '0044 20 7946 0018', '+1 415\u2011555\u20110100', '+١٤١٥٥٥٥٠١٠٠', '＋１４１５５５５０１００',
    // Not valid anywhere, and still meant as numbers: people should read why nobody was rung.
    '+44 7700 900123', '+1 23 45 67', '+123456789012345678901',
  ])('%j is one, wherever it stands', (number) => {
    for (const text of [number, `Review ${number}`, `Review with ${number} and <@U1>`, `<@U1>, ${number}, Review`, `Review (${number}).`]) {
      expect(peopleOf(text)).toContain(number);
      expect(nameOf(text)).toBe(text.includes('Review') ? 'Review' : null);
    }
  });

  test.each([
    'Sprint 42', 'Q3 2026 review', '2026-11-23 review', '23.11.2026 review', '11/23/2026 review', '01.02.2026 14 Uhr', '2026-11-23 14:30 review', 'FY 2025-2026', 'Incident 20261123', 'INC0012345', 'INC-0012345',
    'Incident 415-555-0100', 'Ticket #4155550100', 'PO 4500012345', 'Order 4155550100', 'Review 4155550100', 'Build 1.2.3', '192.168.100.200 down', 'Budget $415 555 0100', 'Budget 1 234 567',
    'Standup 1400-1530', 'Zoom 832 1234 5678', 'Card 4111 1111 1111 1111', 'Ratio 0.123456789', 'C++11', 'UTC+1234567', ':+1: party', 'Growth +200', 'Team 10 20 30 40', '007 again', 'Version 10.12.2026.1',
  ])('%j is a name and rings nobody', (name) => {
    for (const defaultCountry of [undefined, 'US', 'DE', 'DK'] as const) {
      expect(parse(name, { defaultCountry })).toEqual({ kind: 'without-people', name, notRung: [] });
      expect(parse(`${name} <@U1>`, { defaultCountry })).toMatchObject({ kind: 'start', name, invitees: [{ userId: 'U1' }] });
    }
  });

  test('digits in one piece, or without an area code, count only where a person is expected', () => {
    expect(peopleOf('Review <@U1> 4155550100')).toEqual(['U1', '4155550100']);
    expect(peopleOf('Review with 02079460018 and 555-0100')).toEqual(['02079460018', '555-0100']);
    expect(peopleOf('+14155550100 4155550101')).toEqual(['+14155550100', '4155550101']);
    expect(peopleOf('Review 555-0100')).toEqual([]);
  });

  test("groupings usual only in one's own country count there", () => {
    expect(peopleOf('Review 32 12 34 56', { defaultCountry: 'DK' })).toEqual(['32 12 34 56']);
    expect(peopleOf('Review 6123 4567', { defaultCountry: 'SG' })).toEqual(['6123 4567']);
    expect(peopleOf('Review 32 12 34 56')).toEqual([]);
  });

  test('several stand side by side, with or without anything between them', () => {
    expect(peopleOf('Review +1 (415) 555-0100, 415-555-0101 and +44 20 7946 0018')).toEqual(['+1 (415) 555-0100', '415-555-0101', '+44 20 7946 0018']);
    expect(peopleOf('+1 415 555 0100 415 555 0101 +14155550102,+14155550103')).toEqual(['+1 415 555 0100', '415 555 0101', '+14155550102', '+14155550103']);
  });

  test('a year behind a number is part of the name', () => {
    expect(parse('+1 415 555 0100 2026 plan')).toMatchObject({ name: '2026 plan', invitees: [{ raw: '+1 415 555 0100' }] });
  });

  test('the number of a telephone link counts, as it was typed if the label shows it', () => {
    expect(parse('<tel:+14155550100|+1 415 555 0100> <tel:+14155550101;ext=7|the desk>')).toMatchObject({
      name: null,
      invitees: [{ raw: '+1 415 555 0100' }, { raw: '+14155550101;ext=7', extension: '7' }],
    });
  });
});

describe('saved groups of the phone book', () => {
  test.each([
    ['group:leads', 'leads'], ['Group:Leads', 'Leads'], ['GROUP:on-call', 'on-call'], ['group：leads', 'leads'], ['group:"On call"', 'On call'], ['group:“On call”', 'On call'],
    ['group:„On call“', 'On call'], ["group:'On call'", 'On call'], ['group:‘On call’', 'On call'], ['group:@leads', 'leads'], ['group:#leads', 'leads'], ['group:R&amp;D', 'R&D'],
    ['group:قادة', 'قادة'], ['group:🔥', '🔥'], ['group:C++', 'C++'], ['group:7', '7'], ['group:" Team 415 "', 'Team 415'],
  ])('%j is one, wherever it stands', (typed, name) => {
    for (const text of [typed, `Review ${typed}`, `Review with ${typed} and <@U1>`, `<@U1>, ${typed}, Review`, `Review (${typed}).`, `“Review” ${typed}`]) {
      expect(peopleOf(text)).toContain(name);
      expect(nameOf(text)).toBe(text.includes('Review') ? 'Review' : null);
    }
  });

  test.each(['Focus group: pricing', 'Group therapy', 'Subgroup:x review', 'sub-group:x review', ':group:x review', 'group:, review', 'Review of group:"" and so on', '#leads', 'Read group:... again'])('%j is a name', (name) => {
    expect(parse(name)).toEqual({ kind: 'without-people', name, notRung: [] });
  });

  test('the sign that ends a sentence goes with it', () => {
    expect(parse('Review group:leads! now')).toMatchObject({ name: 'Review now', invitees: [{ name: 'leads' }] });
  });

  test('each is rung once, however it is written', () => {
    expect(peopleOf('group:Leads group:"leads" GROUP:LEADS group:“Ops” group:leads,group:öps')).toEqual(['Leads', 'Ops']);
  });

  test('a number behind one is a person, and a number for a name is a number', () => {
    expect(peopleOf('group:leads 4155550100')).toEqual(['leads', '4155550100']);
    expect(parse('group:+14155550100')).toMatchObject({ kind: 'start', invitees: [{ kind: 'outside-number', raw: '+14155550100' }] });
  });

  test('a quote never closed ends with the text', () => {
    expect(peopleOf('<@U1> group:"On call')).toEqual(['U1', 'On call']);
    expect(peopleOf('group:"On call <@U1>')).toEqual(['On call', 'U1']);
  });

  test("Slack's own mention behind the colon is what it is", () => {
    expect(peopleOf('Review group:<!subteam^S1|@leads>')).toEqual(['S1']);
  });
});

describe('urgent', () => {
  test.each(['urgent: Database down <@U1>', 'URGENT:Database down <@U1>', ' Urgent : Database down with <@U1>', 'urgent：“Database down” <@U1>', 'urgent:\n<@U1> Database down'])('%j rings at once', (text) => {
    expect(parse(text)).toEqual({ kind: 'start', name: 'Database down', invitees: [{ kind: 'slack-user', userId: 'U1' }], notRung: [], urgent: true });
  });

  test('is remembered when nobody was named', () => {
    expect(parse('urgent: Database down')).toEqual({ kind: 'without-people', name: 'Database down', notRung: [], urgent: true });
    expect(parse('urgent:')).toEqual({ kind: 'empty' });
  });

  test.each(['Urgent care review', 'Urgent', 'Not urgent: lunch', 'Urgently: lunch', 'Very urgent', 'insurgent: a review'])('%j is a name', (name) => {
    expect(parse(`${name} <@U1>`)).toEqual({ kind: 'start', name, invitees: [{ kind: 'slack-user', userId: 'U1' }], notRung: [] });
  });

  test('within quotes or behind a person it is part of the name', () => {
    expect(parse('"Urgent: care" <@U1>')).toMatchObject({ name: 'Urgent: care' });
    expect(parse('<@U1> urgent: care')).toMatchObject({ name: 'urgent: care' });
    expect(parse('"Urgent: care" <@U1>')).not.toHaveProperty('urgent');
  });
});

describe('who is not rung', () => {
  test.each([
    ['<!channel>', { kind: 'broadcast', text: '@channel' }],
    ['<!here|here>', { kind: 'broadcast', text: '@here' }],
    ['<!everyone>', { kind: 'broadcast', text: '@everyone' }],
    ['@channel', { kind: 'broadcast', text: '@channel' }],
    ['&lt;!channel&gt;', { kind: 'broadcast', text: '@channel' }],
    ['@dave', { kind: 'unescaped-mention', text: '@dave' }],
    ['@dave.jones-2,', { kind: 'unescaped-mention', text: '@dave.jones-2' }],
    ['@Jürgen', { kind: 'unescaped-mention', text: '@Jürgen' }],
    ['&lt;@U9&gt;', { kind: 'unescaped-mention', text: '@U9' }],
    ['<@B12|a bot>', { kind: 'unescaped-mention', text: '@a bot' }],
    ['<tel:|Dave>', { kind: 'not-a-number', text: 'Dave' }],
  ])('%j is reported', (text, notRung) => {
    expect(parse(text)).toEqual({ kind: 'without-people', name: null, notRung: [notRung] });
    expect(parse(`Review ${text} <@U1>`)).toEqual({ kind: 'start', name: 'Review', invitees: [{ kind: 'slack-user', userId: 'U1' }], notRung: [notRung] });
  });

  test('each once, in order', () => {
    expect(parse('@dave <!here> @dave <!here>')).toMatchObject({ notRung: [{ text: '@dave' }, { text: '@here' }] });
  });

  test('a mail address and a lone @ are words', () => {
    expect(parse('bob@example.com @ 5pm')).toEqual({ kind: 'without-people', name: 'bob@example.com @ 5pm', notRung: [] });
  });
});

describe('whatever is typed', () => {
  const id = fc.string({ unit: fc.constantFrom(...'ABCDEF012345'.split('')), minLength: 1, maxLength: 10 });
  const user = fc.record({ kind: fc.constant('slack-user' as const), userId: fc.tuple(fc.constantFrom('U', 'W'), id).map((parts) => parts.join('')) });
  const group = fc.record({ kind: fc.constant('user-group' as const), groupId: id.map((rest) => `S${rest}`), handle: fc.constant('crew') });
  const number = fc.record({
    kind: fc.constant('outside-number' as const),
    raw: fc.tuple(fc.constantFrom('+1 415 555 ', '+1415555', '(415) 555-', '+44 20 7946 '), fc.integer({ min: 1000, max: 9999 })).map((parts) => parts.join('')),
  });
  const savedGroup = fc.record({ kind: fc.constant('saved-group' as const), name: fc.constantFrom('leads', 'On call', 'R&D', 'قادة', 'Team 415', 'and', 'C++', '🔥') });
  const people = fc.uniqueArray(fc.oneof(user, group, savedGroup, number), { minLength: 1, maxLength: 8, selector: (one) => (one.kind === 'outside-number' ? one.raw.slice(-4) : short(one)) });
  const word = fc.constantFrom('Project', 'Review', 'R&D', '🎉', 'مراجعة', 'Sprint', '42', '<3', "Bob's", 'Q3', '2026');
  const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')).filter((text) => /\p{L}{3}/u.test(text));
  const between = fc.constantFrom(' ', ', ', ' and ', ', and ', ' & ');

  /** As Slack would send it. */
  function write(one: Invitee): string {
    switch (one.kind) {
      case 'slack-user': return `<@${one.userId}>`;
      case 'user-group': return `<!subteam^${one.groupId}|@${one.handle}>`;
      case 'contact': throw new Error('Nobody types a contact of the phone book');
      case 'saved-group': return one.name.includes(' ') ? `group:“${one.name}”` : `Group:${escape(one.name)}`;
      case 'outside-number': return one.raw;
    }
  }
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  test('people and name come back as they were written, in any order and with anything between them', () => {
    fc.assert(fc.property(name, people, between, fc.constantFrom('after', 'before', 'quoted'), fc.boolean(), (title, invited, separator, where, urgent) => {
      const list = invited.map(write).join(escape(separator));
      const text = where === 'before' ? `${list}: ${escape(title)}` : where === 'after' ? `${escape(title)} with ${list}` : `“${escape(title)}” ${list}`;
      expect(parse(`${urgent ? 'Urgent: ' : ''}${text}`)).toEqual({ kind: 'start', name: title, invitees: invited, notRung: [], ...(urgent && { urgent }) });
    }), { numRuns: 500 });
  });

  const fragment = fc.constantFrom('<@U1>', '<!channel>', '<', '>', '@', '!', '#', '|', '&lt;', '&gt;', '&amp;', '"', '“', "'", ' ', 'and', '+', '1', '415-555-0100', 'x5', '<tel:', '\u202E', '\u200B', '\u0000', 'a', 'group:', 'urgent:');
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fragment, { maxLength: 20 }).map((parts) => parts.join('')));

  test('nothing throws, and no name holds a mention, a control character or a space too many', () => {
    fc.assert(fc.property(anything, (text) => {
      const command = parse(text);
      if (command.kind !== 'start' && command.kind !== 'without-people') return;
      const shown = [command.name ?? '', ...command.notRung.map((one) => one.text)].join('\n');
      expect(shown).not.toMatch(/<[@!#]|[\p{Cc}\u202A-\u202E\u2066-\u2069](?<!\n)/u);
      const groups = command.kind === 'start' ? command.invitees.flatMap((one) => (one.kind === 'saved-group' ? [one.name] : [])) : [];
      expect(groups.join('\n')).not.toMatch(/<[@!#]|[\p{Cc}\u202A-\u202E\u2066-\u2069](?<!\n)/u);
      expect(command.name ?? 'x').toMatch(/^\S+(?: \S+)*$/u);
      const people = command.kind === 'start' ? command.invitees.map(short) : [];
      expect(new Set(people).size).toBe(people.length);
    }), { numRuns: 3000 });
  });
});

describe('words of the command itself', () => {
  test.each(['me', 'ME', '  Me '])('%j is about oneself', (text) => {
    expect(parse(text)).toEqual({ kind: 'me' });
  });

  test('"forget" and one person or number is about erasing them', () => {
    expect(['forget me', 'Forget  ME', 'forget <@U012AB|bob>', 'forget +1 415 555 0100'].map((text) => parse(text))).toEqual([
      { kind: 'forget', who: { kind: 'me' } }, { kind: 'forget', who: { kind: 'me' } }, { kind: 'forget', who: { kind: 'slack-user', userId: 'U012AB' } },
      { kind: 'forget', who: { kind: 'number', raw: '+1 415 555 0100' } },
    ]);
  });

  test.each([
    ['forget (415) 555-0100', '(415) 555-0100'], ['forget +1\u2011415\u2011555\u20110100', '+1\u2011415\u2011555\u20110100'], ['forget 4155550100', '4155550100'], ['forget number +14155550100', '+14155550100'],
    ['forget: +14155550100.', '+14155550100'], ['forget <tel:+14155550100|+14155550100>', '+14155550100'],
  ])('%j is about whoever has this number', (text, raw) => {
    expect(parse(text)).toEqual({ kind: 'forget', who: { kind: 'number', raw } });
  });

  test.each(['forget <@U1>.', 'forget: <@U1>', 'Forget user <@U1|bob>', 'forget <@U1> <@U1>'])('%j is about this user', (text) => {
    expect(parse(text)).toEqual({ kind: 'forget', who: { kind: 'slack-user', userId: 'U1' } });
  });

  // Whoever was to be erased was rung instead.
  test.each([
    'forget <@U1> <@U2>', 'forget +14155550100 please', 'forget +1 415 555 0100 ext. 12', 'forget <@U1> and +14155550100', 'forget <!subteam^S1>', 'forget group:leads', 'forget @dave', 'forget <@U1> review', 'forget <!channel> <@U1>',
  ])('%j does not say whom alone, and rings nobody', (text) => {
    expect(parse(text)).toEqual({ kind: 'forget', who: { kind: 'unclear' } });
  });

  test.each(['forget me not', 'forget', 'forget the past <@U1>', 'do not forget me', 'forget 2026-11-23 review <@U1>', 'forgetful <@U1>'])('%j is not', (text) => {
    expect(parse(text).kind).not.toBe('forget');
  });

  test.each(['call me', 'me too', 'me <@U1>'])('%j is not', (text) => {
    expect(parse(text).kind).not.toBe('me');
  });
});
