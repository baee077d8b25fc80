import type { ModalView } from '@slack/types';
import { cut, plain } from '../messages/text.ts';

export const REMOVE_FORM = 'remove-person';

/** Whom, and the details it was asked in. */
export interface Removal {
  readonly conferenceId: string;
  readonly page: number;
  readonly participantId: string;
  readonly viewId: string;
}

const SECTION_LIMIT = 2_900;

/** Asks before somebody is taken out. @param shown the blocks of the details it was pressed in: what they say of the person is at hand. */
export function removeForm({ conferenceId, page, participantId, viewId }: Removal, shown: readonly object[]): ModalView {
  const line = lineOf(shown, `person:${participantId}`);
  return {
    type: 'modal', callback_id: REMOVE_FORM, private_metadata: [conferenceId, page, participantId, viewId].join(' '),
    title: plain('Remove'), submit: plain('Take them out'), close: plain('Cancel'),
    blocks: [
      ...(line === undefined ? [] : [{ type: 'section' as const, text: plain(cut(line, SECTION_LIMIT)) }]),
      { type: 'section', text: plain('They are hung up on, or their phone stops ringing. You can have them rung again afterwards.') },
    ],
  };
}

/** What `removeForm` put into the view; undefined for another. */
export function readRemoveForm(metadata: string): Removal | undefined {
  const [conferenceId, page, participantId, viewId] = metadata.split(' ');
  if (conferenceId === undefined || page === undefined || participantId === undefined || viewId === undefined || !/^\d{1,3}$/u.test(page)) return undefined;
  return { conferenceId, page: Number(page), participantId, viewId };
}

/** "🟢 Bob Berg: in the room", as it stood there. */
function lineOf(shown: readonly object[], blockId: string): string | undefined {
  const block = shown.find((one) => 'block_id' in one && one.block_id === blockId);
  const text = block !== undefined && 'text' in block && typeof block.text === 'object' && block.text !== null && 'text' in block.text ? block.text.text : undefined;
  return typeof text === 'string' ? text.split('\n')[0] : undefined;
}
