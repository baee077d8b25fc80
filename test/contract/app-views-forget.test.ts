import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { erasingView, forgetView } from '../../src/slack/forget/views.ts';
import { sharedData } from '../support/shared-data.ts';

/** The views that erase somebody, against Slack's schema. */
const named = [
  { words: 'you', isSelf: true }, { words: 'this person', isSelf: false }, { words: 'whoever has the number +1•••••••99', isSelf: false },
];
const views = named.flatMap((one) => [[`asks about ${one.words}`, forgetView(one, '{}')], [`says that ${one.words} go`, erasingView(one)]] as const);

describe('the view that erases somebody', () => {
  const file = sharedData('slack/block-kit.schema.json');
  if (file === undefined) {
    test('NOT RUN: ../shared/data/slack/block-kit.schema.json is not on this machine', () => undefined);
    return;
  }
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), $id: 'block-kit' });
  const allows = ajv.compile({ $ref: 'block-kit#/definitions/modal_view' });
  test.each(views)('%s as the schema allows', (_what, view) => {
    expect(allows(view) ? [] : allows.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([]);
  });
});
