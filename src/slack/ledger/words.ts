/** What the views of costs and history are called by, and what is on them. */
export const VIEW = { costs: 'costs', history: 'history' } as const;

export const DO = {
  /** The value is the month. */
  month: 'costs-month', laterMonth: 'costs-later-month',
  /** The value is what is to be grouped by. */
  by: 'costs-by',
  previousCosts: 'costs-previous', nextCosts: 'costs-next', exportCosts: 'costs-export',
  previous: 'history-previous', next: 'history-next', exportHistory: 'history-export',
} as const;

/** Lines of costs on a page, all in one text of at most 3,000 characters. */
export const GROUPS_PER_PAGE = 20;
/** Conferences on a page: two blocks each. */
export const CONFERENCES_PER_PAGE = 10;

export const FOREIGN = 'Only people of the workspace this app is installed in see what was talked and what it cost.';
export const AWAY = 'I cannot reach my database just now. Close this and try again in a moment.';
export const EXPORTING = ':hourglass_flowing_sand: I am making the file, and send it to our direct messages.';
export const NOT_NOTED = 'I cannot reach my database just now, so no file is made. Try again in a moment.';
