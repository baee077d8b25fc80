import type { DialTurn, DialTurns } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';

/** A turn nobody gave back in so long is of a call whose job is dead: its number must not stay closed to everybody. */
const LONGEST_MS = 15 * 60_000;

/**
 * Turns to dial in the database: a row a number, without the number. While the key is being changed it is a row for each key: a process that
 * knows only the previous one finds the number taken too.
 */
export function createDialTurns(prisma: PrismaClient, cipher: Cipher, now: () => number): DialTurns {
  const takeRows = (sql: Pick<Prisma.TransactionClient, '$queryRaw'>, hashes: readonly string[], callId: string): Promise<readonly { readonly taken_at: Date }[]> => {
    const at = new Date(now());
    const longAgo = new Date(at.getTime() - LONGEST_MS);
    return sql.$queryRaw`
      INSERT INTO dial_turn (number_hash, call_id, taken_at) SELECT hash, ${callId}, ${at} FROM unnest(${hashes}::text[]) AS hash ORDER BY hash
      ON CONFLICT (number_hash) DO UPDATE SET call_id = ${callId}, taken_at = greatest(${at}, dial_turn.taken_at + interval '1 millisecond')
      WHERE dial_turn.call_id = ${callId} OR dial_turn.taken_at < ${longAgo}
      RETURNING taken_at`;
  };
  return {
    take: async (number, callId) => {
      const hashes = cipher.hashes(number);
      if (hashes.length === 1) return turnOf(await takeRows(prisma, hashes, callId));
      try {
        return await prisma.$transaction(async (tx) => {
          const rows = await takeRows(tx, hashes, callId);
          if (rows.length < hashes.length) throw new Taken();
          return turnOf(rows);
        }, TRANSACTION);
      } catch (error) {
        if (error instanceof Taken) return null;
        throw error;
      }
    },
    giveBack: async (number, callId, turn) => {
      const before = turn === undefined ? Prisma.empty : Prisma.sql`AND taken_at <= ${new Date(turn)}`;
      await prisma.$executeRaw`DELETE FROM dial_turn WHERE number_hash = ANY(${cipher.hashes(number)}::text[]) AND call_id = ${callId} ${before}`;
    },
  };
}

/** The latest of its rows: what is taken anew is later than all of them. */
function turnOf(rows: readonly { readonly taken_at: Date }[]): DialTurn | null {
  return rows.length === 0 ? null : Math.max(...rows.map(({ taken_at: at }) => at.getTime()));
}

/** Half of a turn is none: what was taken of it is rolled back. */
class Taken extends Error {
  override readonly name = 'Taken';
}
