import type { KnownBlock, ModalView, Option } from '@slack/types';
import type { MyNumber } from '../../conference/read-my-number.ts';
import type { DialedNumber } from '../../domain/participant.ts';
import type { NumberSource } from '../../domain/number-source.ts';
import { readablePhoneNumber } from '../../domain/phone-number.ts';
import { MOST_TRIES } from '../../domain/proof-code.ts';
import type { QuietHours } from '../../domain/quiet-hours.ts';
import { writeQuietHours } from '../../domain/quiet-hours.ts';
import { CODE_VIEW, codeViewId, FIELD, MY_NUMBER_VIEW, REMOVE_NUMBER_ACTION, SET_NUMBER_ACTION, SET_NUMBER_VIEW } from './names.ts';
import { input, sayingView, section } from './parts.ts';
import { plain } from '../messages/text.ts';

export const TITLE = 'My number';
const CODE_LENGTH_LIMIT = 20;
const NUMBER_LENGTH_LIMIT = 60;
const HOURS_LENGTH_LIMIT = 40;
export const DO_NOT_RING = 'do-not-ring';

/** Opened before anything is known. */
export function loadingView(): ModalView {
  return { ...sayingView(TITLE, 'One moment…'), callback_id: MY_NUMBER_VIEW };
}

/** A person's own number, in full, and what they wish. @param usual QUIET_HOURS. */
export function myNumberView(mine: MyNumber, usual: QuietHours): ModalView {
  const { settings: { proved, doNotRing, quietHours }, timeZone } = mine;
  const box: Option = { value: DO_NOT_RING, text: plain('Do not ring me'), description: plain('Nobody can have this app ring your phone, however urgent it is.') };
  return {
    type: 'modal', callback_id: MY_NUMBER_VIEW, title: plain(TITLE), submit: plain('Save'), close: plain('Close'),
    blocks: [
      ...whatIsRung(mine),
      {
        type: 'actions', block_id: 'my-number-buttons',
        elements: [
          { type: 'button', action_id: SET_NUMBER_ACTION, text: plain(proved === null ? 'Set my number' : 'Change my number') },
          ...(proved === null ? [] : [{
            type: 'button' as const, action_id: REMOVE_NUMBER_ACTION, text: plain('Remove my number'), style: 'danger' as const,
            confirm: { title: plain('Remove your number?'), text: plain('I forget it. If the phone book or your Slack profile has one, I ring that from now on.'), confirm: plain('Remove'), deny: plain('Keep') },
          }]),
        ],
      },
      { type: 'divider' },
      input('When somebody calls you', { type: 'checkboxes', action_id: FIELD.doNotRing, options: [box], ...(doNotRing ? { initial_options: [box] } : {}) }, { optional: true }),
      input('Quiet hours', {
        type: 'plain_text_input', action_id: FIELD.quietHours, max_length: HOURS_LENGTH_LIMIT, placeholder: plain('22:00-07:00, or off'),
        ...(quietHours === null ? {} : { initial_value: writeQuietHours(quietHours) }),
      }, { optional: true, hint: hoursHint(timeZone, usual) }),
    ],
  };
}

function whatIsRung({ number, refusal, profile, settings: { doNotRing } }: MyNumber): KnownBlock[] {
  if (number === null) return [section(NOTHING_KNOWN[profile])];
  const shown = readablePhoneNumber(number.number);
  return [
    section(doNotRing ? `I would ring ${shown}, but you asked me not to ring you.` : `When somebody calls you, I ring ${shown}.`),
    { type: 'context', elements: [plain(WHERE_FROM[number.source])] },
    ...(refusal === null ? [] : [section(`I may not ring it, though: ${refusal}`)]),
  ];
}

const NOTHING_KNOWN: Readonly<Record<MyNumber['profile'], string>> = {
  unread: 'You have not set a number here, and Slack does not tell me just now what your profile says.',
  empty: 'I know no phone number of you, so nobody can call you. Set one here: I ring it once and tell you a code, so that nobody else can set yours.',
  unreadable: 'I cannot read the phone number in your Slack profile, so nobody can call you. Set it here, or write it in your profile like +14155550100.',
  read: 'I know no phone number of you, so nobody can call you. Set one here.',
};

const WHERE_FROM: Readonly<Record<NumberSource, string>> = {
  proved: 'You showed me that it is yours. It goes before the phone book and your Slack profile.',
  book: 'It comes from the phone book of this workspace. A number you set here goes before it.',
  profile: 'It comes from your Slack profile. A number you set here goes before it.',
  typed: 'Somebody typed it.',
};

function hoursHint(timeZone: string | null, usual: QuietHours): string {
  const clock = timeZone === null ? 'By the clock of your Slack time zone.' : `By the clock in ${timeZone}, your time zone in Slack.`;
  const else_ = usual === 'off' ? 'Empty: you can be called at any hour.' : `Empty: ${writeQuietHours(usual)}, as for everybody.`;
  return `${clock} In these hours your phone rings only when the caller insists. ${else_} "off": no night holds a call back.`;
}

/** Asks for a number to call with a code. */
export function setNumberView(): ModalView {
  return {
    type: 'modal', callback_id: SET_NUMBER_VIEW, title: plain(TITLE), submit: plain('Call me with a code'), close: plain('Back'),
    blocks: [
      section('Which phone should ring when somebody calls you? I call it now and tell you a code of six digits, which you type here: so nobody can give your name to another phone.'),
      input('Phone number', { type: 'plain_text_input', action_id: FIELD.number, max_length: NUMBER_LENGTH_LIMIT, placeholder: plain('+1 415 555 0100') }, { hint: 'With + and the country code.' }),
    ],
  };
}

/** Asks for the code a call speaks. */
export function codeView(proofId: string, number: DialedNumber): ModalView {
  return {
    type: 'modal', callback_id: CODE_VIEW, external_id: codeViewId(proofId), private_metadata: proofId, title: plain(TITLE), submit: plain('Check the code'), close: plain('Back'),
    blocks: [
      section(`I am calling ${readablePhoneNumber(number)}. Answer, and type here the six digits you hear; the call says them twice.`),
      input('Code', { type: 'plain_text_input', action_id: FIELD.code, max_length: CODE_LENGTH_LIMIT, placeholder: plain('123 456') }, { hint: `It counts for ten minutes, and you have ${TRIES_IN_WORDS} tries.` }),
      { type: 'context', elements: [plain('No call? Go back and ask for another in a minute. Until you type the code, nothing changes.')] },
    ],
  };
}

const TRIES_IN_WORDS = MOST_TRIES === 3 ? 'three' : String(MOST_TRIES);

/** Takes the place of the view that waits for a code when none comes. */
export function noCodeView(proofId: string, sentence: string): ModalView {
  return { ...sayingView(TITLE, `I could not call you with a code. ${sentence}`), callback_id: CODE_VIEW, external_id: codeViewId(proofId), close: plain('Back') };
}
