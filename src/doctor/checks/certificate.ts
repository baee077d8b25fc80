import { duration } from '../duration.ts';
import type { Check } from '../check.ts';
import { ok, skipped, warning } from '../check.ts';

const SOON_MS = 14 * 86_400_000;

export const certificate: Check = {
  id: 'certificate',
  title: 'Certificate',
  symptom: 'From one day to the next nothing works any more.',
  why: 'Once it is over neither Slack nor Twilio calls the app.',
  mend: 'Renew it, and let that happen by itself: certbot and Caddy renew 30 days before the end.',
  needs: ['reaches-us'],
  look: async ({ atAddress, wallClock }) => {
    const found = await atAddress();
    const ends = found.kind === 'app' || found.kind === 'stand-in' ? found.certificateEnds : null;
    if (ends === null) return skipped('Not looked at: API_URL has no https.');
    const left = ends - wallClock();
    return left < SOON_MS ? warning(`It ends in ${duration(left)}.`) : ok(`It is trusted, and ends in ${duration(left)}.`);
  },
};
