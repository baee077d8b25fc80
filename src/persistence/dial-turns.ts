import type { DialTurns } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';

/** A turn nobody gave back in so long is of a call whose job is dead: its number must not stay closed to everybody. */
const LONGEST_MS = 15 * 60_000;

/** Turns to dial in the database: a row a number, without the number. */
export function createDialTurns(prisma: PrismaClient, cipher: Cipher, now: () => number): DialTurns {
  return {
    take: async (number, callId) => {
      const at = new Date(now());
      const longAgo = new Date(at.getTime() - LONGEST_MS);
      const taken = await prisma.$executeRaw`
        INSERT INTO dial_turn (number_hash, call_id, taken_at) VALUES (${cipher.hash(number)}, ${callId}, ${at})
        ON CONFLICT (number_hash) DO UPDATE SET call_id = ${callId}, taken_at = ${at}
        WHERE dial_turn.call_id = ${callId} OR dial_turn.taken_at < ${longAgo}`;
      return taken === 1;
    },
    giveBack: async (number, callId) => {
      await prisma.$executeRaw`DELETE FROM dial_turn WHERE number_hash = ${cipher.hash(number)} AND call_id = ${callId}`;
    },
  };
}
