import { slackWorld } from '../emulators/slack/client.ts';
import type { Sandbox } from './sandbox.ts';

/** Something that goes wrong in the demo on purpose: a demo that cannot fail proves nothing. */
interface Plant {
  readonly doc: string;
  readonly plant: (sandbox: Sandbox) => void;
}

export const PLANTS = {
  'lost-callbacks': {
    doc: 'nothing Twilio reports arrives',
    plant: ({ twilio }) => void twilio.callbackFaults.plant({ fault: { kind: 'lose' } }),
  },
  'slack-down': {
    doc: 'Slack fails to post messages',
    plant: ({ slack }) => void slack.faults.plant({ path: 'chat.postMessage', fault: { kind: 'status', status: 500 } }),
  },
  stranger: {
    doc: 'somebody the story does not know starts a conference too',
    plant: ({ slack }) => void slackWorld(slack.url).as('ada').types('/conference Lunch @carol').catch(() => undefined),
  },
} as const satisfies Record<string, Plant>;

/** @throws Error that names those there are. */
export function plantNamed(name: string | undefined): Plant['plant'] | undefined {
  if (name === undefined) return undefined;
  const found = Object.entries(PLANTS).find(([known]) => known === name)?.[1];
  if (found === undefined) throw new Error(`There is no --plant ${name}. There is: ${Object.keys(PLANTS).join(', ')}.`);
  return found.plant;
}
