import { randomBytes, randomUUID } from 'node:crypto';
import type { Invitee } from '../domain/command-text.ts';
import type { Context } from './context.ts';
import type { Invited } from './ports.ts';

/** A wish to start a conference, by whatever way it came. */
export interface StartConference {
  readonly teamId: string;
  readonly channelId: string;
  readonly hostUserId: string;
  /** Slack's trigger_id: the same one starts one conference. */
  readonly triggerId: string;
  readonly responseUrl: string | null;
  readonly name: string | null;
  readonly invitees: readonly Invitee[];
  /** Whether the host is rung too; as RING_HOST says when absent. */
  readonly ringHost?: boolean;
  /** It cannot wait for the morning; no when absent. */
  readonly urgent?: boolean;
  /** Whether people press 1 to join; as CONFIRM_JOIN says when absent. */
  readonly confirmJoin?: boolean;
  /** Numbers typed for people nobody knew one of, and whether to keep them (`Invited`). */
  readonly typedNumbers?: Invited['typedNumbers'];
  readonly rememberNumbers?: boolean;
}

/**
 * Stores a conference with the job that finds its people, and nothing else: this is what is done before a command is acknowledged.
 * @returns the id of the conference, the earlier one's when this trigger was seen before; then `created` is false.
 */
export async function startConference({ store, clock, rules }: Context, start: StartConference): Promise<{ readonly conferenceId: string; readonly created: boolean }> {
  const { invitees, ringHost = rules.ringHost, urgent = false, confirmJoin = rules.confirmJoin, typedNumbers, rememberNumbers, ...request } = start;
  return store.request({
    ...request, confirmJoin, ringPlan: rules.ringPlan,
    id: randomUUID(),
    // Random: Twilio allows no personal data in a conference name, and two rooms of one name would be one (docs voice/twiml/conference).
    roomName: randomBytes(16).toString('hex'),
    requestedAt: clock.now(),
    invited: { invitees, ringHost, urgent, ...(typedNumbers === undefined ? {} : { typedNumbers }), ...(rememberNumbers === undefined ? {} : { rememberNumbers }) },
  });
}
