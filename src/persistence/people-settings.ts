import type { PeopleSettings, PersonSettings } from '../conference/ports.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { readQuietHours, writeQuietHours } from '../domain/quiet-hours.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { readNumber } from './rows.ts';

/** What people said of themselves, in the database. */
export function createPeopleSettings(prisma: PrismaClient, cipher: Cipher): PeopleSettings {
  return {
    of: async (teamId, slackUserIds) => {
      const rows = await prisma.person.findMany({ where: { teamId, slackUserId: { in: [...slackUserIds] } } });
      return new Map(rows.map(({ slackUserId, provedNumber, doNotRing, quietHours }): [string, PersonSettings] => [slackUserId, {
        get proved() {
          return provedNumber === null ? null : readNumber(provedNumber, cipher);
        },
        doNotRing,
        quietHours: quietHours === null ? null : readQuietHours(quietHours) ?? null,
      }]));
    },

    change: async (teamId, slackUserId, { doNotRing, quietHours }) => {
      const changed = {
        ...(doNotRing === undefined ? {} : { doNotRing }),
        ...(quietHours === undefined ? {} : { quietHours: written(quietHours) }),
      };
      await prisma.person.upsert({ where: { teamId_slackUserId: { teamId, slackUserId } }, create: { teamId, slackUserId, ...changed }, update: changed });
    },

    removeProved: async (teamId, slackUserId) => {
      await prisma.person.updateMany({ where: { teamId, slackUserId }, data: { provedNumber: null, provedNumberHash: null, provedAt: null } });
    },
  };
}

function written(quietHours: QuietHours | null): string | null {
  return quietHours === null ? null : writeQuietHours(quietHours);
}
