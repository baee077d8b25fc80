import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { OUR_NUMBER } from '../support/world.ts';

/** Point 3 of issue 2: whom we may ring. In each story Alice is rung all the same, and her line is busy. */
const US_ALONE = { RING_HOST: 'false', ALLOWED_COUNTRIES: 'US', DEFAULT_COUNTRY: 'US' };
const ORDINARY = 'Give an ordinary mobile or landline number instead.';

async function onlyAliceIsRung({ slack, phones }: Story, ...others: readonly string[]): Promise<void> {
  await phones.of('alice').isBusy();
  await slack.channel('general').card('Vendor').shows('Alice Ames: line busy', ...others.map((name) => `${name}: not rung`), 'Ended');
  const missing = ['Alice (line busy)', ...others.map((name) => `${name.split(' ')[0]} (not rung)`)];
  await slack.channel('general').thread('Vendor').says("Alice's line was busy", `Ended: nobody answered. Never joined: ${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}.`);
}

function notIn(country: string, code: string): string {
  return `That number is in ${country} (${code}), where this app may not ring. An admin can allow it by adding ${code} to ALLOWED_COUNTRIES.`;
}

for (const { what, number, shown, why } of [
  { what: 'in another country', number: '+442079460199', shown: '+44•••••••99', why: notIn('United Kingdom', 'GB') },
  { what: 'in Canada, which shares +1 with the United States', number: '+16135550142', shown: '+1•••••••42', why: notIn('Canada', 'CA') },
  { what: 'in Jamaica, which shares +1 with the United States', number: '+18765230123', shown: '+1•••••••23', why: notIn('Jamaica', 'JM') },
  { what: 'of premium rate', number: '+19002345678', shown: '+1•••••••78', why: `That is a premium-rate number, which costs far more than a call. This can't be allowed. ${ORDINARY}` },
  { what: 'that forwards at special rates', number: '+447011234567', shown: '+44•••••••67', why: `That is a "personal" forwarding number, which is charged specially. This can't be allowed. ${ORDINARY}` },
  { what: 'of a pager', number: '+447640123456', shown: '+44•••••••56', why: `That is a pager, which nobody can talk through. This can't be allowed. ${ORDINARY}` },
  { what: 'at shared cost', number: '+491803123456', shown: '+49•••••••56', why: `That is a shared-cost number, which is charged specially. This can't be allowed. ${ORDINARY}` },
  { what: 'of a satellite phone', number: '+881612345678', shown: '+881•••••••78', why: `Satellite phones and international-network numbers are never rung from here, and this can't be allowed. ${ORDINARY}` },
  { what: 'of an international network', number: '+883510001234567', shown: '+883•••••••67', why: `Satellite phones and international-network numbers are never rung from here, and this can't be allowed. ${ORDINARY}` },
  { what: 'that no phone has', number: '+11234567890', shown: '+1•••••••90', why: 'No phone has that number. Check the digits and the country code.' },
  { what: 'that is too short', number: '+49 30 110', shown: '+49•••••••10', why: "Emergency and short numbers are never rung from here, and this can't be allowed. Dial it from your own phone." },
  { what: "of the app's own", number: OUR_NUMBER, shown: '+1•••••••06', why: "That is this app's own number: it would ring itself. This can't be allowed; give the person's own number." },
]) {
  scenario(`a number ${what} is not rung, and the host reads why and whether it can be allowed`, async (story) => {
    await story.slack.as('ina').types(`/conference Vendor @alice ${number}`);
    await story.slack.as('ina').reads(`Ringing @Alice Ames and ${shown}.`, 'Not rung for “Vendor”:', `• ${shown}: ${why}`);
    await onlyAliceIsRung(story, shown);
  }, { settings: US_ALONE });
}

scenario("a colleague's number in a country not allowed is not rung, and the host reads which country it is", async (story) => {
  await story.slack.as('ina').types('/conference Vendor @alice @carol @emil');
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames, @Carol Cruz and @Emil Ernst.', 'Not rung for “Vendor”:',
    `• Carol Cruz: ${notIn('United Kingdom', 'GB')}`, `• Emil Ernst: ${notIn('Germany', 'DE')}`);
  await onlyAliceIsRung(story, 'Carol Cruz', 'Emil Ernst');
}, { settings: US_ALONE });

scenario('ALLOWED_COUNTRIES lets the very same numbers ring', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Vendor @carol +16135550142 +18765230123');
  await slack.as('ina').reads('Ringing @Carol Cruz, +1•••••••42 and +1•••••••23.');
  await phones.of('carol').isBusy();
  await phones.of('+16135550142').isBusy();
  await phones.of('+18765230123').isBusy();
  await slack.channel('general').thread('Vendor').says(
    "Carol's line was busy", "+1•••••••42's line was busy", "+1•••••••23's line was busy",
    'Ended: nobody answered. Never joined: Carol (line busy), +1•••••••42 (line busy) and +1•••••••23 (line busy).');
  await slack.channel('general').card('Vendor').shows('Ended');
}, { settings: { RING_HOST: 'false', ALLOWED_COUNTRIES: 'GB,CA,JM', DEFAULT_COUNTRY: 'GB' } });

scenario('a toll-free number may be rung', async ({ slack, phones }) => {
  await slack.as('ina').types('/conference Vendor +18002345678');
  await slack.as('ina').reads('Ringing +1•••••••78.');
  await phones.of('+18002345678').isBusy();
  await slack.channel('general').thread('Vendor').says("+1•••••••78's line was busy", 'Ended: nobody answered. Never joined: +1•••••••78 (line busy).');
  await slack.channel('general').card('Vendor').shows('Ended');
}, { settings: US_ALONE });

scenario('an emergency number typed among the people is not rung', async (story) => {
  await story.slack.as('ina').types('/conference Vendor @alice tel:911');
  await story.slack.as('ina').reads(
    'Ringing @Alice Ames and •••••••.', 'Not rung for “Vendor”:',
    '• •••••••: That number has too few digits. Write all of it, with + and the country code; emergency and short numbers are never rung.');
  await onlyAliceIsRung(story, '•••••••');
}, { settings: US_ALONE });
