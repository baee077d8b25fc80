import type { Check, Outcome } from '../check.ts';
import { failure, ok, skipped, warning } from '../check.ts';
import type { Answer } from '../ports/web.ts';

/** What Slack and Twilio would meet, by what we met. */
const CAUSES: Readonly<Record<Extract<Answer, { kind: 'failed' }>['cause'], Pick<Outcome, 'mend'> & { readonly found: string }>> = {
  'no-such-host': { found: 'there is no such host', mend: 'Correct API_URL, or make the DNS record.' },
  refused: { found: 'nothing listens there', mend: 'Start the proxy or the tunnel, and open its port in the firewall.' },
  timeout: { found: 'nothing answers', mend: 'Something on the way drops it: look at the firewall, and at where the proxy or tunnel leads.' },
  certificate: { found: 'its certificate is not trusted', mend: 'Get a certificate for this very name from a public authority (Let’s Encrypt is free), with its intermediate certificates. Slack and Twilio take no other.' },
  broken: { found: 'the connection breaks', mend: 'Look into the log of the proxy or the tunnel.' },
};

export const reachesUs: Check = {
  id: 'reaches-us',
  title: 'API_URL leads to this app',
  symptom: 'Slack says `dispatch_failed`, Twilio’s debugger 11200: the address leads somewhere else, often to an old tunnel.',
  why: 'Slack and Twilio call the app at API_URL, and nowhere else.',
  mend: 'Let the proxy or tunnel lead to PORT on this machine, and set API_URL to its address.',
  needs: ['address'],
  look: async ({ parts, atAddress, atPort }) => {
    const { apiUrl } = parts;
    if (apiUrl === undefined) return skipped('Not looked at: API_URL is not set.');
    const found = await atAddress();
    switch (found.kind) {
      case 'app': return ourOne(found.instance, await atPort(), parts.database.isPostgres);
      case 'worker': return failure('It leads to a process that only works (WEB=off), and takes no requests.', { mend: 'Let the proxy lead to a process with WEB=on.' });
      case 'stand-in': return ok('It leads here; the doctor answered for the app, which does not run.');
      case 'other-secrets': return failure('It leads to a Conference with other secrets than those set here.', { mend: 'Start the app anew so that it reads the settings of now; or the address leads to another installation.' });
      case 'something-else': return failure(found.isNgrokPage
        ? `ngrok answers (HTTP ${found.status}) and leads nowhere: its tunnel is down, or shows its warning page.` : `Something else answers there (HTTP ${found.status}).`);
      case 'nobody': {
        const { cause, code } = found.answer;
        const { found: what, mend } = CAUSES[cause];
        return failure(`${apiUrl} cannot be reached: ${what} (${code}).`, mend === undefined ? {} : { mend });
      }
    }
  },
};

function ourOne(instance: string, here: { readonly kind: string; readonly instance?: string }, isShared: boolean): Outcome {
  if (here.instance === instance) return ok('It leads to this process.');
  if (here.kind !== 'app') return ok('It leads to the app, on another machine.');
  if (isShared) return ok('It leads to another process of this app; they share the work.');
  return warning('It leads to another process, with the same settings as the one on this machine.', { why: 'Each has a database of its own: what Twilio tells one, the other never hears.', mend: 'Stop one of them: perhaps an old tunnel leads to a machine where the app still runs.' });
}
