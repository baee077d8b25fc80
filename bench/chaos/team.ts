import type { Seed } from '../../emulators/slack/team.ts';
import { SANDBOX_TEAM } from '../../emulators/slack/team.ts';
import type { User } from '../../emulators/slack/world/entities.ts';

/** Somebody of the made-up team. */
export interface Member {
  readonly userId: string;
  /** What is typed behind the @. */
  readonly handle: string;
  /** What threads call them; no two share one. */
  readonly firstName: string;
  /** What cards call them. */
  readonly fullName: string;
  /** In E.164. */
  readonly number: string;
}

/** Reserved for fiction (555-0100 to 555-0199 in every area), and valid to libphonenumber. */
const AREAS = ['212', '312', '415', '512', '617', '702', '808', '907'];
const PEOPLE_AN_AREA = 100;
const SURNAME = 'Vale';

/** People with names nobody can mix up and numbers that can be rung. @param count at most 800. */
export function madeUpMembers(count: number): Member[] {
  return Array.from({ length: count }, (_, index): Member => {
    const firstName = firstNameOf(index);
    const area = AREAS[Math.floor(index / PEOPLE_AN_AREA)];
    if (area === undefined) throw new Error(`There are numbers for ${AREAS.length * PEOPLE_AN_AREA} people only.`);
    return {
      userId: `U0CHAOS${String(index).padStart(4, '0')}`, handle: firstName.toLowerCase(), firstName, fullName: `${firstName} ${SURNAME}`,
      number: `+1${area}5550${String(PEOPLE_AN_AREA + (index % PEOPLE_AN_AREA))}`,
    };
  });
}

/** Channels everybody is in, the app too. */
export function channelNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `room-${index + 1}`);
}

/** The workspace of a chaos run: these people, these channels, and the app. */
export function madeUpTeam(members: readonly Member[], channels: readonly string[]): Seed {
  const [someone] = SANDBOX_TEAM.users;
  const bot = SANDBOX_TEAM.users.filter(({ botId }) => botId !== undefined);
  if (someone === undefined) throw new Error('The sandbox team is empty.');
  const users = members.map(({ userId: id, handle, fullName, number }): User => ({
    ...someone, id, name: handle, realName: fullName, displayName: fullName, phone: number, email: `${handle}@chaos.example`, title: '',
  }));
  const everybody = [...members.map(({ userId }) => userId), ...bot.map(({ id }) => id)];
  return {
    team: SANDBOX_TEAM.team,
    users: [...users, ...bot],
    groups: [],
    channels: channels.map((name, index) => ({
      id: `C0CHAOS${String(index).padStart(4, '0')}`, name, kind: 'public', creator: members[0]?.userId ?? '', created: 1_700_000_000, members: everybody,
      archived: false, general: index === 0, externallyShared: false, topic: '', purpose: '',
    })),
  };
}

const FIRST = 'BDFGKLMNPRSTVZ';
const VOWELS = 'aeiou';
const SECOND = 'lmnrstkv';

/** "Bala", "Balo", …: 2,800 of them, and no word of our messages among them. */
function firstNameOf(index: number): string {
  const letters = [FIRST, VOWELS, SECOND, VOWELS].reduceRight<{ text: string; rest: number }>(
    ({ text, rest }, alphabet) => ({ text: (alphabet[rest % alphabet.length] ?? '') + text, rest: Math.floor(rest / alphabet.length) }), { text: '', rest: index * 37 % 2_800 });
  return letters.text;
}
