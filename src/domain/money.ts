/** An amount of money, exact: a float cannot hold a cent, and hundreds of calls would add up to another sum than the bill. */
export interface Money {
  /** ISO 4217, such as USD. */
  readonly currency: string;
  /** Millionths of a dollar (or pound, or yen): Twilio's prices have five decimals, and the table keeps six. */
  readonly millionths: number;
}

const ONE = 1_000_000;
const DECIMAL = /^(-?)(\d{1,9})(?:\.(\d+))?$/;
const CURRENCY = /^[A-Z]{3}$/;

/**
 * Reads a charge as Twilio writes it: a negative decimal such as "-0.01400" with its currency (docs voice/api/call-resource: price,
 * price_unit). What is charged comes out positive. Decimals behind the sixth are rounded.
 * @returns null for anything else: not priced yet, or nothing we could add up.
 */
export function readCharge(price: string | null | undefined, currency: string | null | undefined): Money | null {
  const [, minus, whole = '', decimals = ''] = DECIMAL.exec(price ?? '') ?? [];
  const unit = (currency ?? '').toUpperCase();
  if (minus === undefined || !CURRENCY.test(unit)) return null;
  const rounded = Number((decimals[6] ?? '0') >= '5');
  const millionths = Number(whole) * ONE + Number(decimals.slice(0, 6).padEnd(6, '0')) + rounded;
  // Zero has no sign: -0 would be written "-$0.00".
  return { currency: unit, millionths: minus === '-' || millionths === 0 ? millionths : -millionths };
}

/**
 * An amount of a price list, such as 0.014 USD a minute, exact. What a millionth cannot hold is rounded up: an estimate is never to be less than
 * the bill. @param currency ISO 4217.
 */
export function moneyOf(amount: number, currency: string): Money {
  // A product of floats is a hair off: 0.0158 would become 15800.000000000002, and then 15801.
  return { currency, millionths: Math.ceil(Number((amount * ONE).toFixed(3))) };
}

/** The amount as an exact decimal with six places: "0.014000". */
export function writeDecimal({ millionths }: Money): `${number}` {
  const digits = String(Math.abs(millionths)).padStart(7, '0');
  return `${millionths < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}` as `${number}`;
}

/** One sum for each currency, in the order of the currencies' names. */
export function sums(amounts: readonly Money[]): readonly Money[] {
  const byCurrency = new Map<string, number>();
  for (const { currency, millionths } of amounts) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + millionths);
  return [...byCurrency].map(([currency, millionths]) => ({ currency, millionths })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** "$0.12" for whatever is above $0.11: rounded up to what the currency has coins for, for better less stands on the bill than was said. */
export function estimateWords({ currency, millionths }: Money): string {
  const smallest = ONE / 10 ** placesOf(formatFor(currency));
  return moneyWords({ currency, millionths: Math.ceil(millionths / smallest) * smallest });
}

/** "$0.12"; "under $0.01" for what would else read as nothing. Rounded to what the currency has coins for. */
export function moneyWords(money: Money): string {
  // Given the decimal as text, Intl rounds that and not the float nearest to it.
  const format = formatFor(money.currency);
  const places = placesOf(format);
  const smallest = ONE / 10 ** places;
  if (money.millionths > 0 && money.millionths * 2 < smallest) return `under ${format.format(10 ** -places)}`;
  return format.format(writeDecimal(money));
}

function formatFor(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency });
}

/** Decimal places the currency has coins for. */
function placesOf(format: Intl.NumberFormat): number {
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
