import type { PeopleSettings, PersonSettings } from '../conference/ports.ts';
import type { DialedNumber } from '../domain/participant.ts';
import type { KnownNumbers, SourcedNumber } from '../domain/person-number.ts';
import { numbersToRing } from '../domain/person-number.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { readQuietHours, writeQuietHours } from '../domain/quiet-hours.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { readNumber } from './rows.ts';

/** What people said of themselves, in the database. */
export function createPeopleSettings(prisma: PrismaClient, cipher: Cipher): PeopleSettings {
  const read = (sealed: string | null | undefined): DialedNumber | null => (sealed ? readNumber(sealed, cipher) : null);
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

    unwanted: async (teamId, numbers) => {
      const hashes = [...new Set(numbers.flatMap(({ e164 }) => cipher.hashes(e164)))];
      const contacts = await prisma.contact.findMany({
        where: { teamId, slackUserId: { not: null }, OR: [{ numberHash: { in: hashes } }, { secondNumberHash: { in: hashes } }] },
        select: { slackUserId: true, number: true, secondNumber: true },
      });
      const inBook = new Map(contacts.map((contact) => [contact.slackUserId, contact]));
      const people = await prisma.person.findMany({
        where: { teamId, doNotRing: true, OR: [{ provedNumberHash: { in: hashes } }, { slackUserId: { in: contacts.flatMap(({ slackUserId }) => slackUserId ?? []) } }] },
        select: { slackUserId: true, provedNumber: true },
      });
      const theirs = people.flatMap(({ slackUserId, provedNumber }) => {
        const contact = inBook.get(slackUserId);
        return phonesOf({ proved: read(provedNumber), book: read(contact?.number), secondInBook: read(contact?.secondNumber) });
      });
      return numbers.filter((number) => theirs.some((phone) => rings(number, phone)));
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

/** What would be rung of somebody, were it not that they asked not to be: an old number in the book, in whose place they proved another, is not theirs any more. */
function phonesOf(numbers: Pick<KnownNumbers, 'proved' | 'book' | 'secondInBook'>): readonly SourcedNumber[] {
  const rung = numbersToRing({ ...numbers, profile: null, doNotRing: false });
  return rung.kind === 'ring' ? rung.numbers : [];
}

/** An extension is somebody else behind one switchboard. But a phone that was proved without one is no switchboard: keyed in behind it, any extension rings it. */
function rings(number: DialedNumber, { number: theirs, source }: SourcedNumber): boolean {
  return number.e164 === theirs.e164 && (number.extension === theirs.extension || (source === 'proved' && theirs.extension === null));
}

function written(quietHours: QuietHours | null): string | null {
  return quietHours === null ? null : writeQuietHours(quietHours);
}
