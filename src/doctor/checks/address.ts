import { isLocalHost, isPrivateAddress } from '../hosts.ts';
import { providersAreLocal } from '../providers.ts';
import type { Check } from '../check.ts';
import { failure, ok, warning } from '../check.ts';

export const address: Check = {
  id: 'address',
  title: 'Public address',
  symptom: '`operation_timeout` or `dispatch_failed` in Slack; phones ring, and say “an application error has occurred”.',
  why: 'Slack and Twilio call the app at API_URL: from the internet, by https.',
  mend: 'Set API_URL to an https address that leads here. On your own machine a tunnel gives you one (docs/tunnels.md): `ngrok http 5000`, or NGROK_AUTHTOKEN set and API_URL empty.',
  look: async ({ parts, web }) => {
    const { apiUrl } = parts;
    if (apiUrl === undefined && parts.opensTunnel) return ok('Not set: each start opens a tunnel by ngrok. Start the app, and the doctor looks at that address.');
    if (apiUrl === undefined) return parts.hasAccounts ? failure('API_URL is not set.') : ok('Not set, which is right for the sandbox.');
    const url = new URL(apiUrl);
    // Emulators on this machine reach it wherever it is.
    if (providersAreLocal(parts)) return ok(`${apiUrl}, for a Slack and a Twilio on this machine.`);
    if (isLocalHost(url.hostname)) return failure(`${apiUrl} can be reached from this machine or its network alone.`);
    if (url.protocol !== 'https:') return failure(`${apiUrl} is not https.`, { why: 'Slack takes no other, and names and numbers travel over it.', mend: 'Put the app behind a proxy that speaks https, and set API_URL to its https:// address.' });
    const addresses = await web.addressesOf(url.hostname);
    if (addresses.length === 0) return failure(`There is no host ${url.hostname}.`, { mend: 'Correct API_URL, or make the DNS record. A tunnel that was started anew has another name unless it has a reserved one.' });
    if (addresses.every(isPrivateAddress)) return warning(`${url.hostname} is ${addresses.join(', ')} from here, which is an address of a private network.`, { mend: 'If this machine merely sees it differently than the internet does, all is well; else give the name a public address.' });
    return ok(`${apiUrl}.`);
  },
};
