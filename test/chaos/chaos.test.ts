import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { run } from '../support/program.ts';

/** A short chaos run with every kind of fault in it, on whichever database this test run is about. The long ones are `npm run chaos`. */
const SERVER = process.env['TEST_DATABASE_URL'];
const DATABASE = SERVER === undefined ? ['--db', 'pglite'] : ['--db', 'postgres', '--postgres', SERVER, '--instances', '2'];

const figures = z.looseObject({
  participantsLost: z.number(), rungTwice: z.number(), wrongFinalStates: z.number(), staleCards: z.number(), threadLinesLost: z.number(), threadLinesDoubledWithoutCause: z.number(),
  cutOffByTimeLimit: z.number(), cutOffByHost: z.number(), pressesFailed: z.number(), callsStillUp: z.number(), conferences: z.number(), calls: z.number(), kills: z.number(), endsHeard: z.number(), rungMissing: z.number(), callbacksLost: z.number(), crashes: z.number(), stopsNotInTime: z.number(),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conference-chaos-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('Killed, cut off and lied to, the app loses nobody, rings nobody twice, and every card and thread is right in the end', async () => {
  const { code, out, err } = await run('bench/chaos-main.ts', ['--conferences', '10', '--seconds', '20', '--seed', '7', ...DATABASE, '--json'], { folder }).ended;
  const told = figures.safeParse(JSON.parse(out.trim().split('\n').at(-1) ?? 'null'));
  // Whatever went wrong has a story of its own in what it wrote.
  if (code !== 0 || !told.success) throw new Error(`${out}\n${err}`);
  expect(told.data).toMatchObject({
    participantsLost: 0, rungTwice: 0, wrongFinalStates: 0, staleCards: 0, threadLinesLost: 0, threadLinesDoubledWithoutCause: 0, callsStillUp: 0, crashes: 0, stopsNotInTime: 0,
    // The faults are over long before two minutes are: nothing is left by then that could keep anybody from their turn.
    cutOffByTimeLimit: 0,
  });
  // Six people at the most are in a conference that its host ends before they are rung; a press that was shown as failed may have been heard.
  expect(told.data.cutOffByHost).toBeLessThanOrEqual((told.data.endsHeard + told.data.pressesFailed) * 6);
  // And it was no walk in the park.
  expect(told.data.conferences).toBeGreaterThan(3);
  expect(told.data.calls).toBeGreaterThan(10);
  expect(told.data.callbacksLost).toBeGreaterThan(0);
  expect(told.data.kills).toBeGreaterThan(0);
  expect(told.data.endsHeard + told.data.rungMissing).toBeGreaterThan(0);
}, 600_000);
