import type { DialTurns } from '../conference/ports.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';

/** A turn nobody gave back in so long is of a call whose job is dead: its number must not stay closed to everybody. */
const LONGEST_MS = 15 * 60_000;

/**
 * Turns to dial in the database: a row a number, without the number. While the key is being changed it is a row for each key: a process that
 * knows only the previous one finds the number taken too.
 */
export function createDialTurns(prisma: PrismaClient, cipher: Cipher, now: () => number): DialTurns {
  const takeRows = (sql: Pick<Prisma.TransactionClient, '$executeRaw'>, hashes: readonly string[], callId: string): Promise<number> => {
    const at = new Date(now());
    const longAgo = new Date(at.getTime() - LONGEST_MS);
    return sql.$executeRaw`
      INSERT INTO dial_turn (number_hash, call_id, taken_at) SELECT hash, ${callId}, ${at} FROM unnest(${hashes}::text[]) AS hash ORDER BY hash
      ON CONFLICT (number_hash) DO UPDATE SET call_id = ${callId}, taken_at = ${at}
      WHERE dial_turn.call_id = ${callId} OR dial_turn.taken_at < ${longAgo}`;
  };
  return {
    take: async (number, callId) => {
      const hashes = cipher.hashes(number);
      if (hashes.length === 1) return (await takeRows(prisma, hashes, callId)) === 1;
      try {
        return await prisma.$transaction(async (tx) => {
          if ((await takeRows(tx, hashes, callId)) < hashes.length) throw new Taken();
          return true;
        }, TRANSACTION);
      } catch (error) {
        if (error instanceof Taken) return false;
        throw error;
      }
    },
    giveBack: async (number, callId) => {
      await prisma.$executeRaw`DELETE FROM dial_turn WHERE number_hash = ANY(${cipher.hashes(number)}::text[]) AND call_id = ${callId}`;
    },
  };
}

/** Half of a turn is none: what was taken of it is rolled back. */
class Taken extends Error {
  override readonly name = 'Taken';
}
