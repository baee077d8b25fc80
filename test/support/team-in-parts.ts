import type { Seed } from '../../emulators/slack/team.ts';
import { bigTeam } from './team.ts';
import type { Story } from './scenario.ts';
import { placings } from './twilio-requests.ts';
import type { WorldOptions } from './world.ts';

/** Somewhere the app may not ring: whoever has this number is looked up like everybody, and no phone rings. */
const NOT_RUNG = '+44 20 7946 0999';

/** A team of `count` colleagues in groups of `each`, `@part1`, `@part2` and so on; the first `phones` of each group are rung, and busy. */
export function teamInParts(count: number, each = count, phones = each): WorldOptions {
  return {
    settings: { RING_HOST: 'false', MAX_PARTICIPANTS: '250', TWILIO_CPS: '30', ALLOWED_COUNTRIES: 'US' },
    slack: { seed: seedOf(count, each, phones) }, twilio: { account: { cps: 30 }, people: { does: 'busy' } },
  };
}

function seedOf(count: number, each: number, phones: number): Seed {
  const team = bigTeam(count);
  const others = team.users.slice(0, -count);
  const colleagues = team.users.slice(-count).map((user, index) => (index % each < phones ? user : { ...user, phone: NOT_RUNG }));
  const parts = Array.from({ length: Math.ceil(count / each) }, (_, index) => ({
    id: `S0PART0000${index + 1}`, handle: `part${index + 1}`, name: `Part ${index + 1}`, members: colleagues.slice(index * each, (index + 1) * each).map(({ id }) => id), disabled: false,
  }));
  return { ...team, users: [...others, ...colleagues], groups: [...team.groups, ...parts] };
}

/** How many phones were rung, all of which are told of by it. @throws when one was rung twice. */
export function phonesRung({ world, phones }: Story): number {
  const numbers = placings(world).map(({ form }) => `+${String(form['To']).slice(1)}` as const);
  const different = new Set(numbers);
  if (different.size !== numbers.length) throw new Error(`${numbers.length - different.size} phones were rung twice.`);
  for (const number of different) phones.of(number);
  return different.size;
}
