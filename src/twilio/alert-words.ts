import { sentenceOfRefusal } from './refusals.ts';

/** What is wrong between Twilio and this app, by the code Twilio's debugger gives it (docs api/errors of Twilio). */
const OF_OUR_ANSWERS: Readonly<Record<string, string>> = {
  11100: 'API_URL is no address Twilio can call.',
  11200: 'Twilio asked the app at API_URL and got an error, or no answer. Whoever was on the phone heard an apology of Twilio’s.',
  11205: 'Twilio could not reach API_URL.',
  11210: 'The host name in API_URL was not found.',
  11220: 'Twilio could not agree on encryption with API_URL.',
  11237: 'Twilio does not trust the certificate of API_URL.',
  11750: 'The answer at API_URL was too long: it is no TwiML.',
  12100: 'What came back from API_URL was no TwiML.',
  12300: 'What came back from API_URL was no XML: something answers in the place of the app.',
  13805: 'A call was cut: a trial account’s calls last ten minutes.',
  15003: 'Twilio told the app what happened to a call, and the app answered with an error.',
  16001: 'Somebody was to be muted, held or announced to in a room with one person in it, or that had ended. Whoever pressed was told.',
  16099: 'Somebody was to be muted, held or announced to in a room that had not started, or had ended. Whoever pressed was told.',
  16011: 'Twilio told the app what happened in a conference, and the app answered with an error.',
  32015: 'A call was cut at its longest allowed time. After four hours it is Twilio’s setting: Console > Voice > Settings > General > "24-Hour Maximum Call Duration".',
  32016: 'A carrier did not say within its time what became of a call.',
  32017: 'A carrier blocked a call because of the number it came from: too many calls, or reported as spam.',
};

/** An alert in plain words. @param code Twilio's error code, as text. */
export function alertWords(code: string): string {
  return OF_OUR_ANSWERS[code] ?? sentenceOfRefusal(Number(code)) ?? `Twilio noted error ${code}; what it means stands at https://www.twilio.com/docs/api/errors/${code}.`;
}
