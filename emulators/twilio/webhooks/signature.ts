import { createHmac } from 'node:crypto';

/** Form fields of a request from Twilio; a list is a repeated key. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

/**
 * X-Twilio-Signature: base64 HMAC-SHA1 by the account's auth token over the full URL followed by every form field in the order of the
 * sorted keys, key and value run together (docs usage/security#validating-requests). A repeated key adds each distinct value, sorted.
 * @param url as configured, without the fragment (connection overrides are not signed); for a GET it holds the parameters.
 * @param params the form fields of a POST; empty for a GET.
 */
export function twilioSignature(authToken: string, url: string, params: Params): string {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, key) => text + fieldText(key, params[key]), url);
  return createHmac('sha1', authToken).update(Buffer.from(signed, 'utf8')).digest('base64');
}

function fieldText(key: string, value: string | readonly string[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return key + value;
  return [...new Set(value)].sort().map((one) => key + one).join('');
}
