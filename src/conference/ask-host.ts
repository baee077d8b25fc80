import type { Context } from './context.ts';

/** Asks the host what to do about those for whom it is night; silent when that was decided meanwhile. */
export async function askHost({ store, messenger }: Context, { conferenceId }: { readonly conferenceId: string }): Promise<void> {
  const settled = await store.readSettled(conferenceId);
  if (settled === null || !settled.conference.participants.some(({ state }) => state === 'held')) return;
  await messenger.askHostAboutHeld(settled.conference, await store.responseUrl(conferenceId));
}
