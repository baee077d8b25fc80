import twilio from 'twilio';
import { RateLimited, Unavailable } from '../conference/errors.ts';
import { maskNumbersInText } from '../domain/phone-number.ts';

/** Twilio names no wait with its 429 (code 20429). A second is the grain it counts in. */
export const THROTTLED_MS = 1_000;

/**
 * Asks for something that may be asked twice, and says in our own terms why it did not work.
 * @throws RateLimited or Unavailable.
 */
export async function asking<Result>(what: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof twilio.RestException && error.status === 429) throw new RateLimited(`Twilio: ${what}`, THROTTLED_MS);
    throw new Unavailable(`Twilio: ${what}: ${describe(error)}`, { cause: error });
  }
}

/** What went wrong, without any number. */
export function describe(error: unknown): string {
  return maskNumbersInText(error instanceof Error ? error.message : String(error));
}
