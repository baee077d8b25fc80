import type { ConferenceRequest } from '../../domain/conference.ts';
import type { Invited } from './conference-store.ts';

/** A conference as somebody filled it in, while the numbers of some of its people are asked for. */
export interface ConferenceDraft extends Pick<ConferenceRequest, 'channelId' | 'confirmJoin'> {
  readonly name: string;
  readonly responseUrl: string | null;
  readonly invited: Invited;
  /** Whether anybody would be rung but for those whose numbers are asked for and the host. */
  readonly ringsOthers: boolean;
}

/** Drafts, for a day; a user finds only their own, by the first view of their modal. */
export interface Drafts {
  keep(teamId: string, viewId: string, slackUserId: string, draft: ConferenceDraft): Promise<void>;
  read(teamId: string, viewId: string, slackUserId: string): Promise<ConferenceDraft | null>;
  /** Erases those made before `before`, epoch milliseconds. */
  eraseOld(before: number): Promise<void>;
}
