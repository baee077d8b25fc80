import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { MAX_CSV_LINES, readContactCsv, writeContactCsv } from './contact-csv.ts';
import type { CsvContact, CsvRules, ReadContacts } from './contact-csv.ts';
import { readRows } from './contact-csv/cells.ts';
import { searchKey } from './contact-search.ts';
import { plainName } from './people-names.ts';
import { printable } from './plain-text.ts';

const RULES: CsvRules = { defaultCountry: 'US', policy: { allowedCountries: ['US', 'GB', 'DE'], ownNumbers: [] } };
const read = (text: string, rules: CsvRules = RULES): ReadContacts => readContactCsv(text, rules);
const contact = (name: string, end: string, more: Partial<CsvContact> = {}): CsvContact =>
  ({ name, number: { e164: `+141555501${end}`, extension: null }, secondNumber: null, note: '', groups: [], slackUserId: null, ...more });

/** Problems as "line column: problem". */
function problemsOf(text: string): string[] {
  const result = read(text);
  return result.ok ? [] : result.problems.map(({ line, column, problem }) => `${line}${column === undefined ? '' : ` ${column}`}: ${problem}`);
}

describe('a file of contacts', () => {
  test('is read with all its columns', () => {
    const text = 'name,number,second number,note,groups,slack user\r\n'
      + 'Alice Ames,+1 415 555 0101,(415) 555-0102 x5,"Ask for ""Al""\r\nafter nine",Leads | On call|leads,U012AB\r\n';
    expect(read(text)).toEqual({ ok: true, ignored: [], contacts: [contact('Alice Ames', '01', {
      secondNumber: { e164: '+14155550102', extension: '5' }, note: 'Ask for "Al"\nafter nine', groups: ['Leads', 'On call'], slackUserId: 'U012AB',
    })] });
  });

  test.each([
    ['commas and LF', 'Name,Phone\nAlice,415-555-0101\nBob,415-555-0102'],
    ['semicolons and CRLF', 'Name;Mobile Number\r\nAlice;415-555-0101\r\nBob;415-555-0102\r\n'],
    ['tabs and a byte order mark', '\uFEFFFULL NAME\tTelephone\nAlice\t415-555-0101\nBob\t415-555-0102\n\n'],
    ['quotes around everything', '"name";"cell phone"\r"Alice";"415-555-0101"\r"Bob";"415-555-0102"'],
    ["Excel's own line about the separator, and empty lines", 'sep=;\r\nname;number;;\r\n\r\nAlice;415-555-0101;;\r\n;;;\r\nBob;415-555-0102;;\r\n;;\r\n'],
    ['columns in another order, and cells left out', 'Phone 1 - Value,Note,Contact\n415-555-0101,,Alice\n415-555-0102,,Bob'],
  ])('may have %s', (_, text) => {
    expect(read(text)).toEqual({ ok: true, ignored: [], contacts: [contact('Alice', '01'), contact('Bob', '02')] });
  });

  test('tells which columns are left out', () => {
    expect(read('name,e-mail,number,Birthday\nAlice,a@x.example,415-555-0101,')).toMatchObject({ ok: true, ignored: ['e-mail', 'Birthday'] });
  });

  test('may hold Slack users without a number', () => {
    expect(read('name,number,member id\nAlice,,U012AB')).toMatchObject({ ok: true, contacts: [{ number: null, slackUserId: 'U012AB' }] });
  });
});

describe('a line that cannot be imported is explained', () => {
  test.each([
    ['Alice,', '2 phone: There is no number. Only Slack users can be without one.'],
    [',415-555-0101', '2 name: There is no name.'],
    [`${'x'.repeat(81)},415-555-0101`, '2 name: The name has 81 characters, and at most 80 are kept. Shorten it.'],
    [`Alice,415-555-0101,,${'x'.repeat(501)}`, '2 note: The note has 501 characters, and at most 500 are kept. Shorten it.'],
    ['Alice,hello', '2 phone: That is not a phone number. Write it with + and the country code, for example +1 415 555 0100.'],
    ['Alice,911', '2 phone: That number has too few digits. Write all of it, with + and the country code; emergency and short numbers are never rung.'],
    ['Alice,+18765551234', '2 phone: That number is in Jamaica (JM), where this app may not ring. An admin can allow it by adding JM to ALLOWED_COUNTRIES.'],
    ['Alice,4.15556E+09', '2 phone: A spreadsheet has rounded this number and its digits are lost. Format the column as text and enter the number again.'],
    ['Alice,442079460018', '2 phone: The + in front of this number seems to be lost, as happens in spreadsheets. Format the column as text and put it back.'],
    ['Alice,415-555-0101 / 415-555-0102', '2 phone: There is more than one number. Put the other one into the column "second number".'],
    ['Alice,415-555-0101,hello', '2 2nd phone: That is not a phone number. Write it with + and the country code, for example +1 415 555 0100.'],
    ['Alice,415-555-0101,+1 415 555 0101', '2 2nd phone: Both numbers of this line are the same. Leave one of them out.'],
    [`Alice,415-555-0101,,,${'x'.repeat(81)}`, '2 groups: The name of a group has more than 80 characters. Shorten it, or put | between groups.'],
    [`Alice,415-555-0101,,,${'a|'.repeat(51)}`, '2 groups: There are 51 groups, and a contact is in at most 50.'],
    ['Alice,415-555-0101,,,,@alice', '2 slack id: That is no member ID of Slack. It begins with U or W; find it in the person\'s profile under ⋮ > "Copy member ID", or leave it empty.'],
    ['Ames, Alice,415-555-0101,,,,U012AB', '2: The line has 7 cells, and the first line names 6. Text that holds a separator needs quotes (") around it.'],
  ])('%#', (line, problem) => {
    expect(problemsOf(`name,phone,2nd phone,note,groups,slack id\n${line}\nBob,415-555-0199`)).toEqual([problem]);
  });

  test('each of them, and each number that was there before, in a line or in another column', () => {
    expect(problemsOf('name,phone,other phone,slack\nAlice,415-555-0101,,U012AB\nBob,+14155550101,,U012AB\n\n,911\nDan,415-555-0104,(415) 555-0101')).toEqual([
      '3 phone: Line 2 has the same number. Keep one of the two lines.',
      '3 slack: Line 2 has the same Slack user. Keep one of the two lines.',
      expect.stringMatching(/^5 phone: That number has too few digits/u),
      '5 name: There is no name.',
      '6 other phone: Line 2 has the same number. Keep one of the two lines.',
    ]);
    expect(problemsOf('name,phone\nAlice,415-555-0101 x1\nBob,415-555-0101 x2\nDesk,415-555-0101')).toEqual([]);
  });

  test('a row is counted as spreadsheets count it', () => {
    expect(problemsOf('name,phone,note\nAlice,415-555-0101,"one\ntwo\r\nthree"\nBob,911')).toEqual([expect.stringMatching(/^3 phone/u)]);
  });
});

describe('a file that cannot be read is explained', () => {
  test.each([
    ['', 1, 'The first line has to name the columns'],
    ['Alice,415-555-0101', 1, 'The first line has to name the columns'],
    ['name,note\nAlice,x', 1, 'There is no column "number".'],
    ['phone\n415-555-0101', 1, 'There is no column "name".'],
    ['name,phone,mobile\nAlice,415-555-0101,', 1, 'The columns "phone" and "mobile" both mean "number".'],
    ['name,phone\n', 1, 'There is nobody in this file'],
    ['name,phone\nAlice,415-555-0101\nBob,"415-555-0102\nDan,415-555-0104', 3, 'A quote (") that opens in this line is never closed.'],
    ['name,phone\nJ\uFFFDrgen,415-555-0101', 1, 'The file is not written in UTF-8.'],
    [`name,phone\n${'x'.repeat(1_000_000)}`, 1, 'The file is larger than 1 MB.'],
    [`name,phone\n${'ü'.repeat(500_000)}`, 1, 'The file is larger than 1 MB.'],
    [`name,phone\n${'a,1\n'.repeat(MAX_CSV_LINES + 1)}`, 1, 'The file has more than 10,000 lines.'],
  ])('%#', (text, line, problem) => {
    expect(read(text)).toMatchObject({ ok: false, problems: [{ line, problem: expect.stringContaining(problem) }] });
  });

  test('empty lines at its end are none', () => {
    const full = `name,phone,slack id\n${Array.from({ length: MAX_CSV_LINES }, (_, index) => `Person ${index},,U0${index}`).join('\r\n')}\r\n`;
    expect(read(`${full}\r\n \r\n`)).toMatchObject({ ok: true, contacts: { length: MAX_CSV_LINES } });
  });

  const parts = fc.constantFrom('"', '""', ',', ';', '\t', '\r\n', '\n', '\r', "'", '=', '+', '|', '\\', '415-555-0101', '+14155550102', 'Alice', 'name', 'number', '\u0000', '\uFEFF', '\uD800', ' ');

  test('and no text throws, or is refused without a reason, or lets anything half read through', () => {
    fc.assert(fc.property(fc.array(parts, { maxLength: 30 }), fc.boolean(), (texts, hasHeader) => {
      const result = read(`${hasHeader ? 'name,number,note\n' : ''}${texts.join('')}`);
      const explained = result.ok ? result.contacts : result.problems.filter(({ line, problem }) => line > 0 && /^[A-Z].*\.$/u.test(problem));
      expect(explained).toHaveLength(result.ok ? Math.max(1, result.contacts.length) : Math.max(1, result.problems.length));
    }), { numRuns: 1000 });
  });
});

describe('contacts written to a file', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: fc.constantFrom(...'=+-@＝\'"`\\|,;: \taßü.1'.split('')), maxLength: 12 }));
  const plain = (raw: string): string => printable(raw.replaceAll('\uFFFD', '')).trim();
  const name = text.map((raw) => plainName(plain(raw))).filter((one) => one !== '');
  const note = fc.array(text.map(plain), { maxLength: 3 }).map((lines) => lines.join('\n').trim());
  const group = name.filter((one) => searchKey(one) !== '');
  const extension = fc.option(fc.stringMatching(/^[0-9]{1,9}$/u));
  const numberFrom = (national: string) => (ext: string | null) => ({ e164: `+1${national}`, extension: ext });
  const contacts = fc.array(fc.tuple(name, note, fc.uniqueArray(group, { selector: searchKey, maxLength: 3 }), extension, fc.boolean(), fc.constantFrom('first', 'both', 'second', 'none')), { minLength: 1, maxLength: 10 })
    .map((drafts) => drafts.map(([theName, theNote, groups, ext, isSlackUser, numbers], index): CsvContact => ({
      name: theName, note: theNote, groups,
      slackUserId: isSlackUser || numbers === 'second' || numbers === 'none' ? `U0${index}ABC` : null,
      number: numbers === 'none' || numbers === 'second' ? null : numberFrom(`415555${2000 + index}`)(ext),
      secondNumber: numbers === 'both' || numbers === 'second' ? numberFrom(`212555${2000 + index}`)(ext) : null,
    })));

  test('come back as they were, also through a spreadsheet that writes ; or tabs', () => {
    fc.assert(fc.property(contacts, fc.constantFrom(',', ';', '\t'), (all, separator) => {
      const written = writeContactCsv(all);
      expect(read(written)).toEqual({ ok: true, contacts: all, ignored: [] });
      const rows = readRows(written.slice(1), ',');
      const rewritten = rows.ok ? rows.rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\n') : '';
      expect(read(rewritten)).toEqual({ ok: true, contacts: all, ignored: [] });
    }), { numRuns: 300 });
  });

  test('are read by the byte order mark as UTF-8, with CRLF and numbers in E.164', () => {
    expect(writeContactCsv([contact('Jürgen', '01', { number: { e164: '+14155550101', extension: '42' }, note: 'a,b', groups: ['Leads', 'A|B'] })]))
      .toBe("\uFEFFname,number,second number,note,groups,slack user\r\nJürgen,'+14155550101 ext. 42,,\"a,b\",Leads|A\\|B,\r\n");
  });

  test('hold nothing a spreadsheet would take for a formula, whatever separator it expects', () => {
    fc.assert(fc.property(contacts, (all) => {
      const written = writeContactCsv(all).slice(1);
      const asCommas = readRows(written, ',');
      // Where another separator is expected, cells begin behind it, and a quote in the middle of one means nothing.
      const cells = [...(asCommas.ok ? asCommas.rows.flat() : ['=']), ...written.split(/[\t;\r\n]/u)];
      expect(cells.filter((cell) => /^["\s]*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    }), { numRuns: 500 });
  });

  test.each(['=1+1', '+1', '-1', '@x', "'=1", "''=1", "'tis", '＝1', 'a;=b', 'a;"=b', '"=b'])('%j is itself again', (hostile) => {
    const all = [contact(hostile, '01', { note: `${hostile}\n${hostile}`, groups: [`g${hostile}`] })];
    expect(read(writeContactCsv(all))).toEqual({ ok: true, contacts: all, ignored: [] });
  });

  test('a character that was lost is a question mark', () => {
    expect(read(writeContactCsv([contact('J\uFFFDrgen', '01')]))).toMatchObject({ contacts: [{ name: 'J?rgen' }] });
  });
});

test('10,000 contacts are read in a few seconds', () => {
  const many = Array.from({ length: MAX_CSV_LINES }, (_, index) => contact(`Person ${index}`, '', { number: { e164: `+1415${2_000_000 + index * 7}`, extension: null } }));
  const text = writeContactCsv(many);
  const before = process.cpuUsage();
  expect(read(text)).toMatchObject({ ok: true, contacts: { length: MAX_CSV_LINES } });
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(15_000); // some 1.5 s
});
