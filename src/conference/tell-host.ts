import { ERASED_HOST } from '../domain/conference.ts';
import type { Context } from './context.ts';

/** Tells the host alone who is not rung and why; silent when everybody is. */
export async function tellHost({ store, messenger }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const settled = await store.readSettled(conferenceId);
  if (settled === null || settled.conference.hostUserId === ERASED_HOST) return;
  await messenger.tellHostWhoIsNotRung(settled.conference, await store.responseUrl(conferenceId));
}
