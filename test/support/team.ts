import { SANDBOX_TEAM } from '../../emulators/slack/team.ts';
import type { Seed } from '../../emulators/slack/team.ts';

type SeedUser = Seed['users'][number];

/** The made-up team with somebody changed, by handle: `teamWith({ ina: { phone: '' } })`. */
export function teamWith(changes: Readonly<Record<string, Partial<SeedUser>>>): Seed {
  return { ...SANDBOX_TEAM, users: SANDBOX_TEAM.users.map((user) => ({ ...user, ...changes[user.name] })) };
}

/** The made-up team and `count` more colleagues, `colleague1` and so on, everybody with a number of their own, in a group `@everybody`. */
export function bigTeam(count: number): Seed {
  const [pattern] = SANDBOX_TEAM.users;
  if (pattern === undefined) throw new Error('The team is empty.');
  const colleagues = Array.from({ length: count }, (_, index): SeedUser => ({
    ...pattern, id: `U0COLLEAG${index + 100}`, name: `colleague${index + 1}`, realName: `Colleague ${index + 1}`, displayName: `Colleague ${index + 1}`,
    phone: `+1415555${2000 + index}`, isAdmin: false,
  }));
  return {
    ...SANDBOX_TEAM,
    users: [...SANDBOX_TEAM.users, ...colleagues],
    groups: [...SANDBOX_TEAM.groups, { id: 'S0EVERYBODY', handle: 'everybody', name: 'Everybody', members: colleagues.map(({ id }) => id), disabled: false }],
  };
}
