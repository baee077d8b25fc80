import type { Context } from './context.ts';

/** Somebody pressed 1 whom Twilio had taken for a machine: they are a person, and come back into the room. Twice is once. */
export async function passChallenge({ store, clock }: Context, { conferenceId, callId }: { readonly conferenceId: string; readonly callId: string }): Promise<void> {
  const at = clock.now();
  await store.change(conferenceId, () => ({ events: [{ kind: 'challenge-passed', at, callId }], result: undefined }));
}
