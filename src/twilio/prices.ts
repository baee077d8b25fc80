import type { Log, Price, Prices } from '../conference/ports.ts';
import { maskNumbersInText } from '../domain/phone-number.ts';
import type { Client } from './client.ts';
import type { TwilioSettings } from './settings.ts';

/** Prices change by the month; what is known today is good enough to decide by. */
const KNOWN_FOR_MS = 24 * 60 * 60_000;
/** After a failure nobody asks about the number again for so long: the line is looked at with every choice somebody makes. */
const UNKNOWN_FOR_MS = 60_000;
const MOST = 10_000;

interface Known {
  readonly until: number;
  readonly price: Promise<Price | null>;
}

type OfNumber = Awaited<ReturnType<ReturnType<Client['pricing']['v2']['voice']['numbers']>['fetch']>>;

/** Twilio's price list (docs voice/pricing, version 2: by destination and origin). @param now the time, epoch milliseconds. */
export function createPrices(client: Client, settings: Pick<TwilioSettings, 'from'>, now: () => number, log: Log): Prices {
  const known = new Map<string, Known>();
  const remember = (number: string, entry: Known): void => {
    known.delete(number);
    known.set(number, entry);
    const oldest = known.keys().next();
    if (known.size > MOST && oldest.done !== true) known.delete(oldest.value);
  };
  const ask = async (number: string): Promise<Price | null> => {
    try {
      return priceFrom(await client.pricing.v2.voice.numbers(number).fetch({ originationNumber: settings.from }), settings.from);
    } catch (error) {
      log.info({ cause: maskNumbersInText(error instanceof Error ? error.message : String(error)) }, 'Twilio did not say what a call costs; nobody waits for it');
      return null;
    }
  };
  return {
    perMinute: (number) => {
      const before = known.get(number);
      if (before !== undefined && before.until > now()) return before.price;
      const price = ask(number);
      remember(number, { until: now() + KNOWN_FOR_MS, price });
      return price.then((answer) => {
        if (answer === null) remember(number, { until: now() + UNKNOWN_FOR_MS, price });
        return answer;
      });
    },
  };
}

/** Of several prices the one whose origination prefix fits our number best; ALL fits every number. The SDK leaves them as Twilio writes them, as text. */
function priceFrom({ outboundCallPrices, priceUnit }: OfNumber, from: string): Price | null {
  const digits = from.replace(/\D/gu, '');
  const fit = (prefixes: readonly string[] = []): number =>
    Math.max(-1, ...prefixes.map((prefix) => (prefix === 'ALL' ? 0 : digits.startsWith(prefix.replace(/\D/gu, '')) ? prefix.length : -1)));
  const [best] = outboundCallPrices.filter(({ originationPrefixes }) => fit(originationPrefixes) >= 0)
    .toSorted((one, other) => fit(other.originationPrefixes) - fit(one.originationPrefixes));
  const amount = Number.parseFloat(String(best?.currentPrice ?? best?.basePrice));
  return Number.isFinite(amount) && amount >= 0 && /^[A-Za-z]{3}$/u.test(priceUnit) ? { amount, currency: priceUnit.toUpperCase() } : null;
}
