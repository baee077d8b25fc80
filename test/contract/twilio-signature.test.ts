import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import twilio from 'twilio';
import { twilioSignature } from '../../emulators/twilio/webhooks/signature.ts';
import { sharedData } from '../support/shared-data.ts';

interface Vector {
  readonly id: string;
  readonly auth_token: string;
  readonly url: string;
  readonly params: Record<string, string | string[]> | null;
  readonly signature: string | null;
  readonly raw_body?: string;
  readonly checked: { readonly exact_url_hmac_matches: boolean };
}

test('whatever the emulator signs, the official SDK finds genuine', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const url = fc.webUrl({ withQueryParameters: true, validSchemes: ['https'] });
  fc.assert(
    fc.property(text, url, fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/), fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }))), (token, to, params) => {
      expect(twilio.validateRequest(token, twilioSignature(token, to, params), to, params)).toBe(true);
    }),
  );
});

const file = sharedData('twilio/signature-vectors.json');
if (file === undefined) {
  test('not checked here: the signature vectors are not on this machine (../shared/data/twilio/signature-vectors.json)', () => undefined);
} else {
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly Vector[] };
  // Those with a raw body are of messaging webhooks in JSON, which voice never sends.
  const forms = vectors.filter((vector) => vector.raw_body === undefined);
  describe('the vectors of the official helper libraries', () => {
    test.each(forms.map((vector): [string, Vector] => [vector.id, vector]))('%s', (_id, { auth_token, url, params, signature, checked }) => {
      // Some vectors are of the tolerance a receiver shows (ports, fragments, hosts); a sender signs exactly what it calls.
      expect(twilioSignature(auth_token, url, params ?? {}) === signature).toBe(checked.exact_url_hmac_matches);
    });
  });
}
