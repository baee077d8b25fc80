import type { Conference } from '../domain/conference.ts';
import { moveCard, placeCard } from './card-place.ts';
import type { Context } from './context.ts';
import { findRunningCost } from './find-running-cost.ts';
import type { CardRecord } from './ports.ts';

/** Brings the card in line with the conference: finds it a place the first time, then rewrites it whole when it would look different. */
export async function refreshCard(context: Context, conferenceId: string): Promise<void> {
  const settled = await context.store.readSettled(conferenceId);
  if (settled === null || settled.card.lost !== null) return;
  const { conference } = settled;
  const card = settled.card.place === null ? await placeCard(context, conference) : settled.card;
  const after = await write(context, conference, card);
  // Moved: what it says is still to be written in its new place, which cannot move again.
  if (after.hash === null) await write(context, conference, after);
}

async function write(context: Context, conference: Conference, card: CardRecord): Promise<CardRecord> {
  const { messenger, store } = context;
  if (card.place === null || card.lost !== null) return card;
  const running = await findRunningCost(context, conference);
  const hash = messenger.cardHash(conference, running);
  if (card.hash === hash) return card;
  const outcome = await messenger.updateCard(conference, card.place, running);
  if (outcome.kind === 'lost') return moveCard(context, conference, outcome.code, card.place);
  const record = { ...card, hash };
  await store.saveCard(conference.id, record);
  return record;
}
