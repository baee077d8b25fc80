import type { Cast } from './cast.ts';
import type { Paint } from './paint.ts';

export interface Whereabouts {
  readonly url: string;
  readonly slackUrl: string;
  readonly twilioUrl: string;
  readonly logFile: string;
  /** The port that was asked for, and the one it became. */
  readonly wantedPort: number;
  readonly port: number;
}

/** What somebody needs to know who has just typed `npm start`. */
export function welcome({ url, slackUrl, twilioUrl, logFile, wantedPort, port }: Whereabouts, cast: Cast, paint: Paint): string {
  const command = (text: string): string => `  ${paint('cyan', `npm run -s sandbox -- ${text}`)}`;
  const withPhone = cast.members.filter(({ number }) => number !== undefined).map(({ handle }) => handle);
  const without = cast.members.filter(({ number }) => number === undefined).map(({ handle }) => handle);
  return `
${paint('bold', 'Conference is running in a sandbox.')} Its Slack, its phones and its people are made up: nobody is rung, nothing costs.

  app      ${url}${wantedPort !== 0 && wantedPort !== port ? `   (port ${wantedPort} is in use)` : ''}
  Slack    ${slackUrl}   emulated
  Twilio   ${twilioUrl}   emulated
  log      ${logFile}

${paint('bold', 'Try it in a second terminal:')}

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
