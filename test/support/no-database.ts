/**
 * The tests that know no database: the run on Postgres leaves them out, for they would find the same again. test/contract/both-databases.test.ts holds
 * this list against what imports what.
 */
export const KNOW_NO_DATABASE = ['src/**', 'emulators/**', 'test/contract/{slack,twilio,app-messages,app-views,manifest,both-databases}*', 'test/scenario/{demo,sandbox}.*', 'test/chaos/{close,judge}*', 'test/docs/**', 'test/page/**'];
