import { createHash, randomBytes } from 'node:crypto';
import type { JoinLinks } from '../conference/ports.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** 256 bits: nobody guesses one, however many they try. */
const TOKEN_BYTES = 32;

/** Join links in the database, which holds hashes alone: a dump of it lets nobody in. They go with their conference. */
export function createJoinLinks(prisma: PrismaClient): JoinLinks {
  return {
    make: async ({ id: conferenceId, teamId }) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await prisma.joinLink.create({ data: { tokenHash: hashOf(token), conferenceId, teamId } });
      return token;
    },

    conferenceOf: async (token) => {
      const link = await prisma.joinLink.findUnique({ where: { tokenHash: hashOf(token) }, select: { conferenceId: true } });
      return link?.conferenceId ?? null;
    },
  };
}

/** Looked up by its hash, so that how long it takes tells nothing of the token. No key is needed: what is random cannot be tried out. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
