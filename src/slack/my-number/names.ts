/** What the views and their parts are called by: callback_id, action_id and block_id. */
export const MY_NUMBER_VIEW = 'my-number';
export const SET_NUMBER_VIEW = 'my-number-set';
export const CODE_VIEW = 'my-number-code';

/** The button in App Home, and the buttons of the view itself. */
export const MY_NUMBER_ACTION = 'my-number';
export const SET_NUMBER_ACTION = 'my-number-set';
export const REMOVE_NUMBER_ACTION = 'my-number-remove';

export const FIELD = { number: 'my-new-number', code: 'my-code', doNotRing: 'my-do-not-ring', quietHours: 'my-quiet-hours' } as const;

/** A view that waits for a code can be found by its proof, whoever has to write on it (docs surfaces/modals, external_id). */
export function codeViewId(proofId: string): string {
  return `${CODE_VIEW}-${proofId}`;
}
