import { BOOK_ACTION } from '../book-option.ts';

/** What the views of this modal are called by, and what can be filled in on them: the action_id of each input. */
export const START_VIEW = 'start-conference';
export const NUMBERS_VIEW = 'missing-numbers';

export const FIELD = {
  name: 'start-name', people: 'start-people', book: BOOK_ACTION, groups: 'start-user-groups', numbers: 'start-numbers', channel: 'start-channel', options: 'start-options',
  /** One for each person whose number is asked for, and whether to keep them. */
  number: 'missing-number', remember: 'remember-numbers',
} as const;

/** Other modals use the same menu, by the same action_id: the block says that it is this one. */
export const BOOK_BLOCK = 'start-book';

/** The line that says how many phones ring. */
export const SUMMARY_BLOCK = 'start-summary';

/** What can be ticked. */
export const OPTION = { ringMe: 'ring-me', confirmJoin: 'confirm-join', urgent: 'urgent', remember: 'remember' } as const;
