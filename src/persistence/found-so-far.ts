import * as z from 'zod';
import type { FoundSoFar, SlackPerson } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';

/** Written by `keep` from typed people, so only its shape is checked. */
const personJson = z.custom<SlackPerson>((value) => typeof value === 'object' && value !== null && 'kind' in value && 'userId' in value);

interface Row {
  readonly userId: string;
  readonly withPhone: boolean;
  readonly person: string;
}

/** In SQL, for a hundred people are written in one statement, over what was known of them. Sealed: a profile holds a number. @param now the time, epoch milliseconds. */
export function createFoundSoFar(prisma: PrismaClient, cipher: Cipher, now: () => number): FoundSoFar {
  return {
    of: async (conferenceId) => {
      const rows = await prisma.$queryRaw<Row[]>`SELECT slack_user_id AS "userId", with_phone AS "withPhone", person FROM found_so_far WHERE conference_id = ${conferenceId}`;
      return new Map(rows.map(({ userId, withPhone, person }) => [userId, { withPhone, person: personJson.parse(JSON.parse(cipher.open(person))) }]));
    },

    keep: async ({ id, teamId }, people) => {
      // In the order of their ids, or two workers at the same conference might wait for each other's rows.
      const sorted = people.toSorted((one, other) => (one.person.userId < other.person.userId ? -1 : 1));
      const ids = sorted.map(({ person }) => person.userId);
      const phones = sorted.map(({ withPhone }) => withPhone);
      const sealed = sorted.map(({ person }) => cipher.seal(JSON.stringify(person)));
      await prisma.$executeRaw`INSERT INTO found_so_far (conference_id, team_id, slack_user_id, with_phone, person, found_at)
        SELECT ${id}, ${teamId}, user_id, with_phone, person, ${new Date(now())} FROM unnest(${ids}::text[], ${phones}::boolean[], ${sealed}::text[]) AS told (user_id, with_phone, person)
        ON CONFLICT (conference_id, slack_user_id) DO UPDATE SET with_phone = excluded.with_phone, person = excluded.person, found_at = excluded.found_at`;
    },

    forget: async (conferenceId) => {
      await prisma.$executeRaw`DELETE FROM found_so_far WHERE conference_id = ${conferenceId}`;
    },

    eraseOld: async (before) => {
      await prisma.$executeRaw`DELETE FROM found_so_far WHERE found_at < ${new Date(before)}`;
    },
  };
}
