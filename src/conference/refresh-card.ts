import type { Conference } from '../domain/conference.ts';
import type { Context } from './context.ts';
import type { CardPlace, CardRecord } from './ports.ts';

/** Brings the card in line with the conference: posts it the first time, then rewrites it whole when it would look different. */
export async function refreshCard(context: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const { store, messenger } = context;
  const settled = await store.readSettled(conferenceId);
  if (settled === null) return;
  const { conference, card } = settled;
  const hash = messenger.cardHash(conference);
  if (card.lost !== null || card.hash === hash) return;
  if (card.place === null) {
    const place = await postCard(context, conference);
    await store.saveCard(conferenceId, { place, hash, lost: place === null ? 'nowhere to post it' : null });
    return;
  }
  await updateCard(context, conference, { ...card, place: card.place }, hash);
}

/** In the channel, or where the bot may not write, in the host's direct messages; null when not even there. */
async function postCard({ messenger, store, log }: Context, conference: Conference): Promise<CardPlace | null> {
  const inChannel = await messenger.postCard(conference, conference.channelId);
  if (inChannel.kind === 'posted') return inChannel.place;
  log.info({ conferenceId: conference.id, code: inChannel.code }, 'The card may not be posted in the channel; it goes to the host');
  const direct = await messenger.postCard(conference, await messenger.directMessages(conference.teamId, conference.hostUserId));
  if (direct.kind === 'not-allowed') {
    log.warn({ conferenceId: conference.id, code: direct.code }, 'The card can be posted nowhere; the conference goes on without it');
    return null;
  }
  await messenger.tellHostWhereTheCardIs(conference, await store.responseUrl(conference.id));
  return direct.place;
}

async function updateCard({ messenger, store, log }: Context, conference: Conference, card: CardRecord & { readonly place: CardPlace }, hash: string): Promise<void> {
  const outcome = await messenger.updateCard(conference, card.place);
  if (outcome.kind === 'updated') {
    await store.saveCard(conference.id, { ...card, hash });
    return;
  }
  log.warn({ conferenceId: conference.id, code: outcome.code }, 'The card is gone; nobody writes it any more');
  await store.saveCard(conference.id, { ...card, lost: outcome.code });
}
