import type { VariableName } from '../config/env.ts';

/** One thing that is asked for. */
export interface Question {
  readonly name: VariableName;
  /** Checks of the doctor that show whether the answer is right; with a failure of the first kind it is asked again. */
  readonly checks: readonly string[];
  /** An empty answer is one, too. */
  readonly mayBeEmpty?: true;
  /** What else to know before answering. */
  readonly note?: string;
  /** Asked again, together with this one, when the checks fail: which of the two is wrong nobody can say. */
  readonly with?: VariableName;
}

/** What is asked for, in this order, where it is missing. What can be chosen otherwise stands in .env.example. */
export const QUESTIONS: readonly Question[] = [
  { name: 'API_URL', checks: ['address', 'reaches-us'], mayBeEmpty: true, note: 'Leave it empty to have a tunnel opened at each start, by ngrok: then you are asked for its token.' },
  { name: 'NGROK_AUTHTOKEN', checks: [], note: 'It is only for your own machine; production needs API_URL.' },
  { name: 'SLACK_BOT_TOKEN', checks: ['slack-token', 'slack-scopes'] },
  { name: 'SLACK_SIGNING_SECRET', checks: [], note: 'Whether it is right the first command shows: Slack lets nobody ask.' },
  { name: 'TWILIO_ACCOUNT_SID', checks: [] },
  { name: 'TWILIO_AUTH_TOKEN', checks: ['twilio-account'], with: 'TWILIO_ACCOUNT_SID' },
  { name: 'TWILIO_PHONE_NUMBER', checks: ['twilio-number'] },
];
