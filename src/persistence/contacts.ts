import type { Contacts } from '../conference/ports.ts';
import type { DialedNumber } from '../domain/participant.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { readNumber } from './rows.ts';

/** The phone book in the database. */
export function createContacts(prisma: PrismaClient, cipher: Cipher): Contacts {
  return {
    numbersOf: async (teamId, slackUserIds) => {
      const rows = await prisma.contact.findMany({
        where: { teamId, slackUserId: { in: [...slackUserIds] }, number: { not: null } }, select: { slackUserId: true, number: true },
      });
      return new Map(rows.flatMap(({ slackUserId, number }): [string, DialedNumber][] =>
        slackUserId === null || number === null ? [] : [[slackUserId, readNumber(number, cipher)]]));
    },

    namesOf: async (teamId, numbers) => {
      const byHash = new Map(numbers.map((number) => [cipher.hash(number), number]));
      const rows = await prisma.contact.findMany({
        where: { teamId, numberHash: { in: [...byHash.keys()] } }, select: { numberHash: true, name: true },
      });
      return new Map(rows.flatMap(({ numberHash, name }): [string, string][] => {
        const number = numberHash === null ? undefined : byHash.get(numberHash);
        return number === undefined ? [] : [[number, name]];
      }));
    },
  };
}
