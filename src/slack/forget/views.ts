import type { ModalView } from '@slack/types';
import { sayingView, section } from '../my-number/parts.ts';
import { plain } from '../messages/text.ts';

export const FORGET_VIEW = 'forget';
export const TITLE = 'Erase from Conference';

/** Whom a view is about: a Slack user by id; null for somebody with a number, which stands sealed in the view (`private_metadata`). */
export interface Named {
  /** As whoever asked may read it: "you", a name, a masked number. */
  readonly words: string;
  readonly isSelf: boolean;
}

/**
 * Asks once more, and says what it does and what it does not.
 * @param metadata what the submission is to find its subject by; holds no readable number.
 */
export function forgetView({ words, isSelf }: Named, metadata: string): ModalView {
  const whose = isSelf ? 'your' : 'their';
  return {
    type: 'modal', callback_id: FORGET_VIEW, private_metadata: metadata, title: plain(TITLE), submit: plain('Erase'), close: plain('Keep'),
    blocks: [
      section(`This erases ${isSelf ? 'your number and your name' : `the number and the name of ${words}`} from the phone book, from saved groups, and from the history of all conferences. States, times and costs stay, without a name.`),
      section(`It cannot be undone. ${isSelf ? 'Your “Do not ring me” and quiet hours are forgotten, too: as long as your Slack profile has a phone number, colleagues can have it rung.' : 'Whoever has a phone number in their Slack profile can still be rung.'}`),
      section(`What stands in Slack's channels stays there, and Twilio keeps records of ${whose} calls of its own. A conference ${isSelf ? 'you are' : 'they are'} in just now is erased once it is over. That ${isSelf ? 'you were' : 'they were'} called with a code, if that was today, is kept until tomorrow, without the number: so nobody can have phones called too often.`),
    ],
  };
}

/** After the deed was stored. */
export function erasingView({ words, isSelf }: Named): ModalView {
  return sayingView(TITLE, isSelf ? 'Your number and your name are being erased. It takes a minute at most, or until the conferences you are in are over.' : `The number and the name of ${words} are being erased. It takes a minute at most, or until the conferences they are in are over.`);
}
