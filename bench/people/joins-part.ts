import { pause, startAppProcess } from '../app-process.ts';
import type { Bench, Figure, Part } from '../bench.ts';
import type { Setting } from '../setting.ts';
import { openSetting } from '../setting.ts';
import { bigTeam } from '../../test/support/team.ts';
import { until } from './until.ts';

const PEOPLE = 60;
const WITHIN_MS = 4_000;
/** Whatever is still to come has come by then. */
const QUIET_MS = 4_000;

/** Everybody picks up within a few seconds: what Slack is asked for, and when the card is right. */
export const joinsPart: Part = {
  name: 'joins',
  how: () => `One conference of ${PEOPLE} people whose phones ring; they answer one after the other within ${WITHIN_MS / 1_000} s. Slack's rate limits are on. Counted are all calls of Slack's API from the first answer on; the card is right when it `
    + 'shows all of them in the room, counted from the last join.',
  run: async ({ cluster }: Bench) => {
    const setting = await openSetting(cluster.url, {
      settings: { RING_HOST: 'false', MAX_PARTICIPANTS: '100' }, slack: { seed: bigTeam(PEOPLE), rateLimits: true },
    });
    const app = await startAppProcess(setting.settings, setting.url);
    try {
      await setting.slack.as('ina').types('/conference Everybody @everybody');
      await until('all phones ring', 60_000, () => setting.twilio.phones().filter(({ state }) => state === 'ringing').length >= PEOPLE);
      await pause(QUIET_MS);
      return await join(setting);
    } finally {
      await app.stop();
      await setting.close();
    }
  },
};

async function join({ slack, twilio }: Setting): Promise<Figure[]> {
  let slackCalls = 0;
  let joins = 0;
  let lastJoin = Number.NaN;
  const stops = [
    slack.journal.follow(({ direction, what }) => {
      if (direction === 'in' && what.includes('/api/')) slackCalls += 1;
    }),
    twilio.journal.follow(({ what }) => {
      if (what !== 'conference.participant-join') return;
      joins += 1;
      lastJoin = performance.now();
    }),
  ];
  const started = performance.now();
  for (const [index, phone] of twilio.phones().filter(({ state }) => state === 'ringing').entries()) {
    await pause(Math.max(0, started + (index * WITHIN_MS) / PEOPLE - performance.now()));
    void phone.answers();
  }
  await until('everybody is in the room', 30_000, () => joins >= PEOPLE);
  await until('the card is right', 60_000, () => isRight(slack));
  const rightAfter = performance.now() - lastJoin;
  await pause(QUIET_MS);
  for (const stop of stops) stop();
  return [
    { name: 'slackCallsFor60Joins', value: slackCalls, unit: '', says: `calls of Slack's API for ${PEOPLE} joins in ${((lastJoin - started) / 1_000).toFixed(1)} s`, aim: { atMost: 12 } },
    { name: 'cardRightAfterMs', value: rightAfter, unit: 'ms', says: 'card right after the last join', aim: { atMost: 2_000 } },
  ];
}

function isRight(slack: Setting['slack']): boolean {
  const shown = slack.channel('general').card('Everybody')?.text ?? '';
  return shown.includes(`In the room (${PEOPLE})`);
}
