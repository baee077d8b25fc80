import type { Call } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import type { Effect } from '../domain/effects.ts';
import type { Participant } from '../domain/participant.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { callColumns, conferenceColumns, participantRow } from './rows.ts';

/**
 * Writes what differs between two versions of a conference, and the thread lines among the effects. Whatever is the very same object
 * in both did not change: `transition` keeps identity.
 */
export async function saveChanges(
  tx: Prisma.TransactionClient, before: Conference, after: Conference, effects: readonly Effect[], cipher: Cipher,
): Promise<void> {
  if (after !== before) await tx.conference.update({ where: { id: after.id }, data: conferenceColumns(after), select: { id: true } });
  if (after.participants !== before.participants) await saveParticipants(tx, before, after, cipher);
  const lines = effects.flatMap((effect) => (effect.effect === 'say-in-thread' ? [effect.line] : []));
  if (lines.length > 0) {
    await tx.threadLine.createMany({
      data: lines.map((line) => ({ conferenceId: after.id, key: line.key, line: { ...line } })), skipDuplicates: true,
    });
  }
}

async function saveParticipants(tx: Prisma.TransactionClient, before: Conference, after: Conference, cipher: Cipher): Promise<void> {
  const known = new Map(before.participants.map((participant) => [participant.id, participant]));
  const added = after.participants.flatMap((participant, position) =>
    known.has(participant.id) ? [] : [participantRow(after, participant, position, cipher)]);
  if (added.length > 0) await tx.participant.createMany({ data: added });
  for (const participant of after.participants) {
    const old = known.get(participant.id);
    if (old !== undefined && old.state !== participant.state) {
      await tx.participant.update({ where: { id: participant.id }, data: { state: participant.state }, select: { id: true } });
    }
  }
  await saveCalls(tx, known, after);
}

async function saveCalls(tx: Prisma.TransactionClient, before: ReadonlyMap<string, Participant>, after: Conference): Promise<void> {
  const added: Prisma.CallCreateManyInput[] = [];
  for (const participant of after.participants) {
    const known = new Map<string, Call>(before.get(participant.id)?.calls.map((call) => [call.id, call]));
    for (const [position, call] of participant.calls.entries()) {
      const old = known.get(call.id);
      if (old === call) continue;
      if (old === undefined) {
        added.push({ id: call.id, conferenceId: after.id, teamId: after.teamId, participantId: participant.id, position, ...callColumns(call) });
      } else {
        await tx.call.update({ where: { id: call.id }, data: callColumns(call), select: { id: true } });
      }
    }
  }
  if (added.length > 0) await tx.call.createMany({ data: added });
}
