import type { LoggedRequest } from '../../page-server/logged-request.ts';

/** What of the log is shown. */
export interface LogFilter {
  readonly provider: 'all' | 'Slack' | 'Twilio';
  readonly direction: 'all' | 'to the app' | 'from the app';
  /** Only what failed, was refused or met a fault. */
  readonly trouble: boolean;
  /** Words in what was asked, in its body or its answer. */
  readonly words: string;
}

export const EVERYTHING: LogFilter = { provider: 'all', direction: 'all', trouble: false, words: '' };

/** The requests a filter lets through, the newest first. */
export function filtered(requests: readonly LoggedRequest[], { provider, direction, trouble, words }: LogFilter): LoggedRequest[] {
  const wanted = words.trim().toLowerCase();
  return requests.filter((one) =>
    (provider === 'all' || one.from === provider || one.to === provider)
    && (direction === 'all' || (direction === 'to the app') === (one.to === 'App'))
    && (!trouble || isTrouble(one))
    && (wanted === '' || [one.what, JSON.stringify(one.request ?? ''), JSON.stringify(one.response ?? '')].some((text) => text.toLowerCase().includes(wanted)))).toReversed();
}

/** Whether something went wrong with it; Slack says so in a body with status 200. */
export function isTrouble({ status, fault, response }: LoggedRequest): boolean {
  const refused = typeof response === 'object' && response !== null && 'ok' in response && response.ok === false;
  return status === undefined || status >= 400 || fault !== undefined || refused;
}
