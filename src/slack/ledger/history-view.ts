import type { KnownBlock, ModalView } from '@slack/types';
import type { Sees } from '../../conference/whose-records.ts';
import type { Conference } from '../../domain/conference.ts';
import { button, context, pages, section } from '../contacts/parts.ts';
import { conferenceEntry } from '../messages/home-conferences.ts';
import { CONFERENCES_PER_PAGE, DO, VIEW } from './words.ts';
import { plain } from '../messages/text.ts';

export interface HistoryPage {
  readonly conferences: readonly Conference[];
  readonly offset: number;
  readonly total: number;
  readonly sees: Sees;
  readonly retentionDays: number;
  /** What just happened, in Slack's markup. */
  readonly notice?: string | undefined;
}

/** Past conferences, the newest first: who, when, how long, and what it cost. No number is on it but the masked ones of those nobody named. */
export function historyView({ conferences, offset, total, sees, retentionDays, notice }: HistoryPage): ModalView {
  return {
    ...shell(offset),
    blocks: [
      context(`${WHOSE[sees]} They are kept for ${retentionDays === 1 ? '1 day' : `${retentionDays} days`}.`),
      ...(total === 0 ? [section('There are none.')] : [{ type: 'actions', elements: [button('Export', DO.exportHistory)] } satisfies KnownBlock]),
      ...(notice === undefined ? [] : [section(notice)]),
      ...conferences.flatMap(conferenceEntry),
      ...pages({ offset, perPage: CONFERENCES_PER_PAGE, total }, { previous: DO.previous, next: DO.next }),
    ],
  };
}

/** While they are found, or in their place when they cannot be. */
export function historyThatSays(text: string): ModalView {
  return { ...shell(0), blocks: [section(text)] };
}

function shell(offset: number): Omit<ModalView, 'blocks'> {
  return { type: 'modal', callback_id: VIEW.history, title: plain('History'), close: plain('Close'), private_metadata: JSON.stringify({ offset }) };
}

const WHOSE: Readonly<Record<Sees, string>> = {
  all: 'All conferences of this workspace, for you are an admin of it. Others see those they started or were called into.',
  own: 'The conferences you started or were called into. Admins of this workspace see all.',
  'own-for-now': 'The conferences you started or were called into. Slack does not say just now whether you are an admin of this workspace, who see all.',
};
