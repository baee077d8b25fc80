import type { HomeView, KnownBlock } from '@slack/types';
import type { Home, MyNumber } from '../../conference/ports.ts';
import type { NumberSource } from '../../domain/number-source.ts';
import { overEntry, runningEntry } from './home-conferences.ts';

/** What Slack gives back with an opening, so that what it shows can be told from nothing and from `homeWithout`. */
export const HOME = 'home';

/** The Home tab: a function of what it shows and nothing else. At most 70 of the 100 blocks Slack allows (docs reference/views/home-tab-views). */
export function home({ userId, myNumber, running, over }: Home): HomeView {
  const isNew = running.length === 0 && over.length === 0;
  return {
    type: 'home', callback_id: HOME,
    blocks: [
      header('Get people on the phone now'),
      ...(isNew ? [plain(WELCOME)] : []),
      DOORS,
      context(numberWords(myNumber)),
      ...(running.length === 0 ? [] : [DIVIDER, header('Running now'), ...running.flatMap((conference) => runningEntry(conference, userId))]),
      ...(over.length === 0 ? [] : [DIVIDER, header(over.length === 1 ? 'Your last conference' : `Your last ${over.length} conferences`), ...over.flatMap((conference) => overEntry(conference)), context(COSTS)]),
    ],
  };
}

/** While the database is away: what can be done all the same, and why the rest is missing. */
export function homeWithout(): HomeView {
  return {
    type: 'home', callback_id: 'home-without',
    blocks: [
      header('Get people on the phone now'), DOORS,
      plain('I cannot reach my database just now, so your conferences are not listed. Nothing is lost: open this page again in a minute.'),
    ],
  };
}

const WELCOME = 'I ring your colleagues’ real phones and connect everybody in one call. '
  + 'Press “My number” first, so that I know which phone is yours. '
  + 'Then press “Start a conference” and choose whom to call: their phones ring within seconds.';

const COSTS = 'Costs are what Twilio charges for the calls. What it charges for minutes in its conference rooms comes on top.';

const DIVIDER: KnownBlock = { type: 'divider' };

const DOORS: KnownBlock = {
  type: 'actions',
  elements: [
    { type: 'button', action_id: 'start-conference', style: 'primary', text: { type: 'plain_text', text: 'Start a conference', emoji: false } },
    { type: 'button', action_id: 'my-number', text: { type: 'plain_text', text: 'My number', emoji: false } },
    { type: 'button', action_id: 'contacts', text: { type: 'plain_text', text: 'Contacts', emoji: false } },
  ],
};

function numberWords(myNumber: MyNumber): string {
  switch (myNumber.kind) {
    case 'rung': return `Your phone is ${myNumber.masked}, ${FROM[myNumber.source]}.`;
    case 'not-rung': return TO_ITS_OWNER[myNumber.code] ?? `Your phone is not rung. ${myNumber.sentence}`;
    case 'unknown': return 'Which phone is yours I cannot look up just now.';
  }
}

const FROM: Readonly<Record<NumberSource, string>> = {
  proved: 'a number you proved to be yours', book: 'from the phone book', profile: 'from your Slack profile, and not proved to be yours', typed: 'as somebody typed it',
};

/** The sentences that elsewhere speak of "them", said to the person whose number it is. */
const TO_ITS_OWNER: Readonly<Record<string, string>> = {
  'no-number': 'I know no phone number of yours, so I cannot ring you. Press “My number” to set one.',
  'profile-number-unreadable': 'The phone number in your Slack profile cannot be read, so I cannot ring you. Press “My number” to set one.',
  'do-not-ring': 'You asked not to be rung, so your phone stays silent. Press “My number” to change that.',
  'foreign-team': 'You belong to another organisation, and Slack does not show me your number.',
};

function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
}

function plain(text: string): KnownBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}
