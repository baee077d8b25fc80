import type { Conference } from '../domain/conference.ts';
import { ERASED_HOST } from '../domain/conference.ts';
import type { Context } from './context.ts';
import { NotYet } from './errors.ts';
import { insist } from './insist.ts';
import type { CardPlace, CardRecord } from './ports.ts';

/** Slack takes about one message a second in a channel (docs apis/web-api/rate-limits). */
const POST_EVERY_MS = 1_000;

/** Codes after which nothing can be written anywhere: the app itself is out. */
const APP_IS_OUT: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked', 'token_expired', 'invalid_auth', 'not_authed', 'missing_scope']);

/**
 * Waits for a turn to post in a channel, over all conferences and processes.
 * @throws NotYet when others are before: the job takes its turn again.
 */
export async function takeTurnToPost({ pace }: Context, conference: Conference, channelId: string): Promise<void> {
  const wait = await pace.take(`slack-post/${conference.teamId}/${channelId}`, POST_EVERY_MS);
  if (wait > 0) throw new NotYet('Others post in the channel', wait);
}

/** Finds the card its first place: the channel, or where the bot may not write, the host's direct messages. */
export async function placeCard(context: Context, conference: Conference): Promise<CardRecord> {
  await takeTurnToPost(context, conference, conference.channelId);
  const inChannel = await context.messenger.announceCard(conference, conference.channelId);
  if (inChannel.kind === 'posted') return keepCard(context, conference, inChannel.place);
  return moveCard(context, conference, inChannel.code, null);
}

/**
 * The card cannot be written where it is (deleted, archived, not allowed): it goes on in the host's direct messages, once. Where that is
 * no way either, it is given up, so that nobody tries for ever; the conference goes on without it. Nor is it sent to anybody once the conference is
 * over and its thread has told everything: whoever deletes it then wants it gone, and what it cost stands in the history.
 */
export async function moveCard(context: Context, conference: Conference, code: string, from: CardPlace | null): Promise<CardRecord> {
  const { messenger, store, log } = context;
  const wasMovedBefore = from !== null && from.channelId !== conference.channelId;
  // Whoever had themselves forgotten is sent nothing any more.
  if (APP_IS_OUT.has(code) || wasMovedBefore || conference.hostUserId === ERASED_HOST) return giveUp(context, conference, code, from);
  if (from !== null && conference.state === 'ended' && (await store.linesToPost(conference.id)).length === 0) {
    log.info({ conferenceId: conference.id, code }, 'The card of a conference that is over is gone, and nobody is sent another');
    return loseCard(context, conference, code, from);
  }
  log.info({ conferenceId: conference.id, code }, 'The card may not be written in the channel; it goes to the host');
  const direct = await messenger.announceCard(conference, await messenger.directMessages(conference.teamId, conference.hostUserId));
  if (direct.kind === 'not-allowed') return giveUp(context, conference, direct.code, from);
  const record = await keepCard(context, conference, direct.place);
  await messenger.tellHostWhereTheCardIs(conference, from === null ? 'never-allowed' : 'gone', await store.responseUrl(conference.id));
  return record;
}

async function keepCard({ store, clock }: Context, conference: Conference, place: CardPlace): Promise<CardRecord> {
  const record: CardRecord = { place, hash: null, lost: null };
  await insist(clock, () => store.saveCard(conference.id, record));
  return record;
}

function giveUp(context: Context, conference: Conference, code: string, place: CardPlace | null): Promise<CardRecord> {
  context.log.warn({ conferenceId: conference.id, code }, 'The card can be written nowhere; the conference goes on without it');
  return loseCard(context, conference, code, place);
}

async function loseCard({ store }: Context, conference: Conference, code: string, place: CardPlace | null): Promise<CardRecord> {
  const record: CardRecord = { place, hash: null, lost: code };
  await store.saveCard(conference.id, record);
  return record;
}
