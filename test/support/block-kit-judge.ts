import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Ajv } from 'ajv';
import { sharedData } from './shared-data.ts';

/** What a definition of Slack's schema of Block Kit is about: the blocks of a message, or a whole view. */
type Definition = 'message_blocks' | 'modal_view' | 'home_view';

/**
 * Holds things to show against Slack's schema of Block Kit, one test each, and shows that the schema refuses something, so that the others mean
 * something. Where the schema is not on this machine a test says so by its name.
 * @param refused what the schema must not allow.
 */
export function judgedByBlockKit(definition: Definition, shown: readonly (readonly [what: string, it: unknown])[], refused: unknown): void {
  describe(`against Slack's schema of a ${definition}`, () => {
    const problemsOf = blockKitJudge(definition);
    if (problemsOf === undefined) {
      test('NOT RUN: ../shared/data/slack/block-kit.schema.json is not on this machine', () => undefined);
      return;
    }
    test.each(shown)('%s is allowed', (_what, it) => expect(problemsOf(it)).toEqual([]));
    test('what is wrong is refused', () => expect(problemsOf(refused)).not.toEqual([]));
  });
}

/** Says what Slack's schema has against something, where on it and why; undefined when the schema is not on this machine. */
export function blockKitJudge(definition: Definition): ((it: unknown) => string[]) | undefined {
  const file = sharedData('slack/block-kit.schema.json');
  if (file === undefined) return undefined;
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), $id: 'block-kit' });
  const allows = ajv.compile({ $ref: `block-kit#/definitions/${definition}` });
  return (it) => (allows(it) ? [] : (allows.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`));
}
