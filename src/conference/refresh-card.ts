import type { Conference } from '../domain/conference.ts';
import type { RunningCost } from '../domain/cost.ts';
import { moveCard, placeCard } from './card-place.ts';
import type { Context } from './context.ts';
import { findRunningCost } from './find-running-cost.ts';
import type { CardRecord } from './ports.ts';
import { refuseNativeCall } from './tell-native-call.ts';

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
  const nativeCallId = await nativeCallOf(context, conference.id);
  const hash = messenger.cardHash(conference, running, nativeCallId);
  if (card.hash === hash) return card;
  const outcome = await messenger.updateCard(conference, card.place, running, nativeCallId);
  if (outcome.kind === 'lost') {
    const without = nativeCallId === null ? null : await writeWithout(context, conference, card, { running, code: outcome.code });
    return without ?? moveCard(context, conference, outcome.code, card.place);
  }
  const record = { ...card, hash };
  await store.saveCard(conference.id, record);
  return record;
}

/** Only where Slack's own calls are wanted anybody looks for one. */
async function nativeCallOf({ rules, nativeCallRecords }: Context, conferenceId: string): Promise<string | null> {
  if (!rules.nativeCalls) return null;
  const { callId, refused } = await nativeCallRecords.of(conferenceId);
  return refused === null ? callId : null;
}

/** It may be Slack's own call alone that Slack does not take on the card. @returns null when the card is not taken without it either. */
async function writeWithout(context: Context, conference: Conference, card: CardRecord, { running, code }: { readonly running: RunningCost | null; readonly code: string }): Promise<CardRecord | null> {
  const { messenger, store } = context;
  if (card.place === null || (await messenger.updateCard(conference, card.place, running, null)).kind === 'lost') return null;
  await refuseNativeCall(context, conference, code);
  const record = { ...card, hash: messenger.cardHash(conference, running, null) };
  await store.saveCard(conference.id, record);
  return record;
}
