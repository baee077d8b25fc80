import { z } from 'zod';

const answeredBy = z.enum(['human', 'machine_start', 'machine_end_beep', 'machine_end_silence', 'machine_end_other', 'fax', 'unknown']);

const behaviour = z.strictObject({
  does: z.enum(['ring', 'answer', 'busy', 'no-answer', 'decline', 'voicemail', 'fax', 'unreachable']),
  afterMs: z.number().nonnegative().exactOptional(),
  detectedAs: answeredBy.exactOptional(),
  presses: z.string().exactOptional(),
  hangsUpAfterMs: z.number().nonnegative().exactOptional(),
  greeting: z.string().exactOptional(),
});

/** The body of `POST /_emulator/phones/{number}/acts`: one word of a phone's story. */
export const actSchema = z.discriminatedUnion('word', [
  z.strictObject({
    word: z.enum(['rings', 'hangs-up', 'is-busy', 'does-not-answer', 'declines', 'is-unreachable', 'hears-music', 'has-call-waiting']),
  }),
  z.strictObject({ word: z.literal('answers'), as: answeredBy.exactOptional() }),
  z.strictObject({ word: z.enum(['hears', 'says']), text: z.string() }),
  z.strictObject({ word: z.literal('presses'), digits: z.string().regex(/^[0-9*#]+$/) }),
  z.strictObject({ word: z.literal('voicemail'), greeting: z.string().exactOptional() }),
  z.strictObject({ word: z.literal('dials'), number: z.string() }),
  z.strictObject({ word: z.literal('will'), plan: z.array(behaviour) }),
]);

const times = { times: z.int().positive().exactOptional(), after: z.int().nonnegative().exactOptional() };

/** The body of `POST /_emulator/faults`. */
export const faultRuleSchema = z.strictObject({
  path: z.string(),
  method: z.string().exactOptional(),
  body: z.string().exactOptional(),
  ...times,
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('status'), status: z.int(), body: z.unknown().exactOptional() }),
    z.strictObject({ kind: z.literal('rate-limit'), retryAfterSeconds: z.number() }),
    z.strictObject({ kind: z.literal('reset') }),
    z.strictObject({ kind: z.literal('hang'), afterEffect: z.boolean().exactOptional() }),
    z.strictObject({ kind: z.literal('lost-answer') }),
    z.strictObject({ kind: z.literal('slow'), ms: z.number() }),
  ]),
});

/** The body of `POST /_emulator/callback-faults`. */
export const callbackRuleSchema = z.strictObject({
  url: z.string().exactOptional(),
  event: z.string().exactOptional(),
  chance: z.number().min(0).max(1).exactOptional(),
  ...times,
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lose') }),
    z.strictObject({ kind: z.literal('double') }),
    z.strictObject({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
    z.strictObject({ kind: z.literal('shuffle'), withinMs: z.number().nonnegative() }),
  ]),
});

/** The body of `POST /_emulator/clock`. */
export const advanceSchema = z.strictObject({ advanceMs: z.number().nonnegative() });
