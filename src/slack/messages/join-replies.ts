import type { ModalView } from '@slack/types';
import type { JoinResult } from '../../conference/join-conference.ts';
import { stateWords } from './person-state.ts';
import { cut } from './text.ts';

/** A sentence for whoever pressed Join, plain text. */
export interface JoinReply {
  readonly text: string;
  /** They have to say which phone is theirs first. */
  readonly needsNumber?: true;
}

/** What whoever presses Join reads; null when their phone rings, for that is answer enough. */
export function joinReply(result: JoinResult): JoinReply | null {
  switch (result.kind) {
    case 'rung': return null;
    case 'there-already': return { text: `You are in “${result.conferenceName}” already: ${stateWords(result.state)}.` };
    case 'unknown': return { text: 'That conference is not there any more, so your phone is not rung.' };
    case 'ended': return { text: 'That conference has ended, so your phone is not rung. Start a new one with /conference.' };
    case 'not-yet': return { text: 'Its people are still being looked up. Press Join again in a moment.' };
    case 'full': return { text: `It is full: ${result.limit} people are on the phone or being rung. Press Join again when somebody has left.` };
    case 'foreign': return { text: FOREIGN };
    case 'no-number': return { text: 'I know no phone number of yours, so I cannot ring you. Press “My number” to set one, and then Join again.', needsNumber: true };
    case 'not-called': return { text: `Your phone is not rung. ${result.sentence}` };
    case 'same-phone': return { text: `Your phone is in it already, or being rung, for ${result.as}.` };
    case 'slack-is-away': return { text: 'Slack does not tell me just now who you are, so your phone is not rung. Press Join again in a moment.' };
  }
}

/** Somebody of another organisation, who came through a shared channel. */
export const FOREIGN = 'I ring only people of the workspace this app is installed in. Whoever started the conference can add your number.';
/** Nothing was stored. */
export const NOT_JOINED = 'I cannot reach my database just now, so your phone is not rung. Press Join again in a moment.';
/** It may still come to something. */
export const BEING_JOINED = 'I am noting it down, which takes longer than usual just now. If your phone does not ring within a minute, press Join again.';

/** Slack's limit of a section's text (docs reference/block-kit/blocks/section-block). */
const SECTION_LIMIT = 3_000;

/** A sentence for somebody at their Home, where nothing can be said beside what they pressed. */
export function joinModal(text: string): ModalView {
  return {
    type: 'modal', callback_id: 'join-reply', title: { type: 'plain_text', text: 'Join' }, close: { type: 'plain_text', text: 'Close' },
    blocks: [{ type: 'section', text: { type: 'plain_text', text: cut(text, SECTION_LIMIT), emoji: false } }],
  };
}
