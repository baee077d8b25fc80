import { pause, startAppProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import { freshDatabase } from '../databases.ts';
import { openSetting } from '../setting.ts';
import { bigTeam } from '../../test/support/team.ts';
import { watchCalls } from './calls-placed.ts';
import { until } from './until.ts';

const PEOPLE = 3;
const RESTED_MS = 20_000;
/** Longer than the reconciler leaves any conference unasked. */
const WATCHED_MS = 60_000;

/** What a conference costs until everybody is in, and what it costs while people only talk. */
export const quietPart: Part = {
  name: 'quiet',
  how: ({ quick }) => `${conferencesOf(quick)} conferences of ${PEOPLE} people through command, dialling and welcome until everybody is in; then ${WATCHED_MS / 1_000} s in which they talk, and the reconciler asks Twilio about them. CPU of app and Postgres, without Slack's share: each card counts as lost as soon as its command is stored, so nothing is rendered or posted.`,
  run: measure,
};

function conferencesOf(quick: boolean): number {
  return quick ? 20 : 100;
}

async function measure({ cluster, quick }: Bench): Promise<Figure[]> {
  const conferences = conferencesOf(quick);
  const database = await freshDatabase(cluster.url);
  const setting = await openSetting(cluster.url, {
    settings: { RING_HOST: 'false', DATABASE_URL: database.url }, slack: { seed: bigTeam(conferences * PEOPLE) }, twilio: { people: { does: 'answer' } },
  });
  const app = await startAppProcess(setting.settings, setting.url);
  const cpu = async (): Promise<[number, number]> => [await app.cpu(), (await cluster.cpuSeconds()) ?? Number.NaN];
  let asked = 0;
  const { calls, stop } = watchCalls(setting.twilio);
  try {
    await pause(3_000);
    const began = await cpu();
    await pause(RESTED_MS);
    const started = await cpu();
    const rest = [0, 1].map((of) => ((started[of] ?? 0) - (began[of] ?? 0)) / RESTED_MS);
    for (let number = 0; number < conferences; number += 1) {
      await setting.slack.as('ina').types(`/conference Talk ${number} ${Array.from({ length: PEOPLE }, (_, one) => `@colleague${number * PEOPLE + one + 1}`).join(' ')}`);
      // One card a second is all a channel takes; a hundred of them in one would wait for their turn for minutes.
      await database.query("UPDATE conference SET card_lost = 'bench' WHERE card_lost IS NULL");
    }
    await until('everybody is rung', 120_000, () => calls.length >= conferences * PEOPLE);
    await until('everybody talks', 60_000, () => setting.twilio.phones().filter(({ state }) => state === 'talking').length >= conferences * PEOPLE);
    await pause(3_000);
    const everybodyIn = await cpu();
    setting.twilio.journal.follow(({ direction, what }) => {
      if (direction === 'in' && what.startsWith('GET')) asked += 1;
    });
    await pause(WATCHED_MS);
    const over = await cpu();
    const each = (seconds: number): number => (seconds * 1e6) / conferences;
    const minutes = WATCHED_MS / 60_000;
    const talked = (of: 0 | 1): number => each(over[of] - everybodyIn[of] - (rest[of] ?? 0) * WATCHED_MS) / minutes;
    return [
      { name: 'startAppMicros', value: each(everybodyIn[0] - started[0]), unit: 'µs', says: `app: from the command until all ${PEOPLE} are in` },
      { name: 'startDatabaseMicros', value: each(everybodyIn[1] - started[1]), unit: 'µs', says: 'Postgres: the same' },
      { name: 'talkAppMicrosPerMinute', value: talked(0), unit: 'µs', says: 'app: a minute of a conference in which people talk' },
      { name: 'talkDatabaseMicrosPerMinute', value: talked(1), unit: 'µs', says: 'Postgres: the same' },
      { name: 'twilioAsksPerMinute', value: asked / conferences / minutes, unit: '', says: 'requests to Twilio about it in that minute' },
      { name: 'restAppPercent', value: (rest[0] ?? Number.NaN) * 100_000, unit: '%', says: 'app at rest, of one core: its workers look for jobs, pg-boss looks after itself; taken off the above' },
      { name: 'restDatabasePercent', value: (rest[1] ?? Number.NaN) * 100_000, unit: '%', says: 'Postgres: the same' },
    ];
  } finally {
    stop();
    await app.stop();
    await setting.close();
    await database.drop();
  }
}
