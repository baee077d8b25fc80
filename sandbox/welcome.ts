import type { Cast } from './cast.ts';
import type { Paint } from './paint.ts';

export interface Whereabouts {
  /** Where the page's server listens. */
  readonly url: string;
  readonly appUrl: string;
  readonly slackUrl: string;
  readonly twilioUrl: string;
  readonly logFile: string;
  /** The port that was asked for, and the one it became. */
  readonly wantedPort: number;
  readonly port: number;
  /** Why there is no page; undefined when there is one. */
  readonly noPage: string | undefined;
}

/** What somebody needs to know who has just typed `npm start`. */
export function welcome({ url, appUrl, slackUrl, twilioUrl, logFile, wantedPort, port, noPage }: Whereabouts, cast: Cast, paint: Paint): string {
  const command = (text: string): string => `  ${paint('cyan', `npm run -s sandbox -- ${text}`)}`;
  const withPhone = cast.members.filter(({ number }) => number !== undefined).map(({ handle }) => handle);
  const without = cast.members.filter(({ number }) => number === undefined).map(({ handle }) => handle);
  return `
${paint('bold', 'Conference is running in a sandbox.')} Its Slack, its phones and its people are made up: nobody is rung, nothing costs.

${framed(noPage === undefined ? `Open  ${url}/sandbox` : `There is no page. ${noPage}`, noPage === undefined, paint)}${wantedPort !== 0 && wantedPort !== port ? `    (port ${wantedPort} is in use)` : ''}

  app      ${appUrl}
  Slack    ${slackUrl}   emulated
  Twilio   ${twilioUrl}   emulated
  log      ${logFile}

${paint('bold', 'Or from a second terminal:')}

${command('ina types "/conference Project Review @alice @bob"')}
${command('phone alice answers')}
${command('phone bob is busy')}
${command('phone ina answers')}
${command('phone alice says "Hello, Ina"')}
${command('channel general')}
${command('thread "Project Review"')}
${command('phones')}
${command('phone alice hangs up')}
${command('help')}

With a phone: ${withPhone.join(', ')}. Without: ${without.join(', ')}. Or drive it from any program, over HTTP:

  ${paint('cyan', `curl ${slackUrl}/_emulator/as/ina/types -H 'Content-Type: application/json' -d '{"text":"/conference @oncall"}'`)}
  ${paint('cyan', `curl ${twilioUrl}/_emulator/phones`)}

To ring real phones, put your Slack and Twilio accounts into .env; README.md says how to get them.
${paint('bold', 'What happens appears below.')} Ctrl+C ends it.

`;
}

/** The address, as large as a terminal can say it. */
function framed(text: string, isGood: boolean, paint: Paint): string {
  if (!isGood) return paint('yellow', text);
  const line = '━'.repeat(text.length + 6);
  return [`  ┏${line}┓`, `  ┃   ${paint('bold', paint('green', text))}   ┃`, `  ┗${line}┛`].join('\n');
}
