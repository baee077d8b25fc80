import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { messageBlocks } from '../../emulators/slack/block-kit/blocks.ts';
import { validateBlocks, validateSuggestions, validateView } from '../../emulators/slack/block-kit/index.ts';
import { validate, type Rule } from '../../emulators/slack/block-kit/rules.ts';
import { home, modal } from '../../emulators/slack/block-kit/views.ts';
import type { JsonObject, JsonValue } from '../../emulators/slack/json.ts';
import { sharedData } from '../support/shared-data.ts';
import { allowedBy, everyWaySpoilt, richest, spoilt, type Schema } from './slack-schema-cases.ts';

const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const section = (length: number): JsonObject => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } });
const many = (count: number, of: (at: number) => JsonObject): JsonObject[] => Array.from({ length: count }, (_, at) => of(at));
const button = (at: number): JsonObject => ({ type: 'button', action_id: `b${at}`, text: plain('x') });

describe('the limits people meet', () => {
  test.each<[string, JsonObject[], JsonObject[]]>([
    ['50 blocks a message', many(50, () => ({ type: 'divider' })), many(51, () => ({ type: 'divider' }))],
    ['3000 characters a section', [section(3000)], [section(3001)]],
    ['10 fields a section', [{ type: 'section', fields: many(10, () => plain('x')) }], [{ type: 'section', fields: many(11, () => plain('x')) }]],
    ['2000 characters a field', [{ type: 'section', fields: [plain('x'.repeat(2000))] }], [{ type: 'section', fields: [plain('x'.repeat(2001))] }]],
    ['25 actions', [{ type: 'actions', elements: many(25, button) }], [{ type: 'actions', elements: many(26, button) }]],
    ['10 things in a context', [{ type: 'context', elements: many(10, () => plain('x')) }], [{ type: 'context', elements: many(11, () => plain('x')) }]],
    ['150 characters a header', [{ type: 'header', text: plain('x'.repeat(150)) }], [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['75 characters on a button', [{ type: 'actions', elements: [{ ...button(0), text: plain('x'.repeat(75)) }] }], [{ type: 'actions', elements: [{ ...button(0), text: plain('x'.repeat(76)) }] }]],
    ['2000 characters in its value', [{ type: 'actions', elements: [{ ...button(0), value: 'x'.repeat(2000) }] }], [{ type: 'actions', elements: [{ ...button(0), value: 'x'.repeat(2001) }] }]],
    ['255 characters an id', [{ type: 'divider', block_id: 'x'.repeat(255) }], [{ type: 'divider', block_id: 'x'.repeat(256) }]],
    ['every block_id once', [{ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'b' }], [{ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }]],
    ['every action_id of a block once', [{ type: 'actions', elements: [button(1), button(2)] }], [{ type: 'actions', elements: [button(1), button(1)] }]],
    ['text that is there', [section(1)], [section(0)]],
    ['blocks that exist', [{ type: 'divider' }], [{ type: 'carousel' }]],
    ['fields that exist', [{ type: 'divider' }], [{ type: 'divider', colour: 'red' }]],
  ])('%s', (_, fine, wrong) => {
    expect(validateBlocks(fine)).toEqual([]);
    expect(validateBlocks(wrong)).not.toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['24 characters a title', { title: plain('x'.repeat(24)) }, { title: plain('x'.repeat(25)) }],
    ['24 characters on submit', { submit: plain('x'.repeat(24)) }, { submit: plain('x'.repeat(25)) }],
    ['100 blocks a view', { blocks: many(100, () => ({ type: 'divider' })) }, { blocks: many(101, () => ({ type: 'divider' })) }],
    ['one block at least', { blocks: [{ type: 'divider' }] }, { blocks: [] }],
    ['3000 characters of metadata', { private_metadata: 'x'.repeat(3000) }, { private_metadata: 'x'.repeat(3001) }],
    ['a way to submit its inputs', { submit: plain('Go') }, { blocks: [{ type: 'input', label: plain('x'), element: { type: 'plain_text_input' } }] }],
    ['no call in a modal', {}, { blocks: [{ type: 'call', call_id: 'R1' }] }],
  ])('%s', (_, fine, wrong) => {
    const view = { type: 'modal', title: plain('x'), blocks: [{ type: 'divider' }] };
    expect(validateView({ ...view, ...fine }, 'modal')).toEqual([]);
    expect(validateView({ ...view, ...wrong }, 'modal')).not.toEqual([]);
  });

  test('a suggestion is at most 100 options of at most 75 characters; none at all is fine', () => {
    const option = (length: number): JsonObject => ({ text: plain('x'.repeat(length)), value: 'v' });
    expect(validateSuggestions({ options: [] })).toEqual([]);
    expect(validateSuggestions({ options: many(100, () => option(75)) })).toEqual([]);
    expect(validateSuggestions({ options: many(101, () => option(75)) })).not.toEqual([]);
    expect(validateSuggestions({ options: [option(76)] })).not.toEqual([]);
    expect(validateSuggestions(undefined)).not.toEqual([]);
  });
});

const file = sharedData('slack/block-kit.schema.json');

if (file === undefined) {
  test('NOT RUN: ../shared/data/slack/block-kit.schema.json is not on this machine', () => undefined);
} else {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
  const definitions = schema.definitions ?? {};
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addSchema({ ...schema, $id: 'block-kit' });
  const judge = (name: string) => ajv.compile({ $ref: `block-kit#/definitions/${name}` });

  const isWhole = (name: string): boolean => name === 'message_blocks' || name.endsWith('_view');
  const ruleFor = (name: string): Rule => (name === 'modal_view' ? modal : name === 'home_view' ? home : messageBlocks);

  /** A definition of the schema where it may stand: a block in a message, an element in a block. */
  function placed(name: string, value: unknown): unknown {
    if (isWhole(name)) return value;
    if (name.startsWith('e_')) return [{ type: 'actions', elements: [value] }];
    if (name.startsWith('n_')) return [{ type: 'input', label: plain('x'), element: value }];
    return [value];
  }

  /** Compares the two verdicts on a value, and counts them. */
  function comparison(name: string) {
    const allows = judge(isWhole(name) ? name : 'message_blocks');
    const verdicts = { fine: 0, wrong: 0 };
    const agree = (value: unknown): void => {
      const said = allows(value);
      verdicts[said ? 'fine' : 'wrong'] += 1;
      const problems = validate(ruleFor(name), value as JsonValue, '');
      if ((problems.length === 0) !== said) throw new Error(`The schema says ${said ? 'fine' : ajv.errorsText(allows.errors)}, the emulator ${JSON.stringify(problems)} of ${JSON.stringify(value).slice(0, 2000)}`);
    };
    return { verdicts, agree };
  }

  describe('the emulator and the schema agree', () => {
    const names = Object.keys(definitions).filter((name) => /^[ben]_|^rich_text$|_view$/.test(name));

    test.each(names)('on %s with everything in it, and on every single change of it', (name) => {
      const { verdicts, agree } = comparison(name);
      const full = placed(name, richest(definitions[name] ?? {}, definitions));
      agree(full);
      for (const changed of everyWaySpoilt(full)) agree(changed);
      expect(verdicts.fine).toBeGreaterThan(0);
      expect(verdicts.wrong).toBeGreaterThan(50);
    });

    test.each([...names, 'message_blocks'].map((name) => [name, isWhole(name) ? 60 : name === 'b_table' ? 15 : 80] as const))('on %s as it comes, and on one change of it', (name, numRuns) => {
      const { verdicts, agree } = comparison(name);
      const cases = allowedBy(definitions[name] ?? {}, definitions)
        .map((value) => placed(name, value))
        .chain((fine) => fc.tuple(fc.constant(fine), JSON.stringify(fine) === '[]' ? fc.constant(fine) : spoilt(fine)));
      const property = fc.property(cases, ([fine, changed]) => {
        agree(fine);
        agree(changed);
      });
      fc.assert(property, { numRuns });
      // The comparison is worth nothing when all cases fall on one side.
      expect(verdicts.fine).toBeGreaterThan(numRuns / 2);
      expect(verdicts.wrong).toBeGreaterThan(numRuns / 5);
    });
  });
}
