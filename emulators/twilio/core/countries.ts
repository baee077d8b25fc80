/** A country as the voice permissions and the price list know it. The prices are round figures of ours, per started minute, in US dollars. */
export interface Country {
  readonly iso: string;
  readonly name: string;
  readonly continent: string;
  readonly prefix: string;
  readonly outbound: number;
  readonly inbound: number;
}

export const COUNTRIES: readonly Country[] = [
  { iso: 'US', name: 'United States/Canada', continent: 'NORTH_AMERICA', prefix: '1', outbound: 0.014, inbound: 0.0085 },
  { iso: 'GB', name: 'United Kingdom', continent: 'EUROPE', prefix: '44', outbound: 0.0158, inbound: 0.01 },
  { iso: 'DE', name: 'Germany', continent: 'EUROPE', prefix: '49', outbound: 0.0175, inbound: 0.01 },
  { iso: 'FR', name: 'France', continent: 'EUROPE', prefix: '33', outbound: 0.0187, inbound: 0.01 },
  { iso: 'IT', name: 'Italy', continent: 'EUROPE', prefix: '39', outbound: 0.021, inbound: 0.01 },
  { iso: 'ES', name: 'Spain', continent: 'EUROPE', prefix: '34', outbound: 0.0191, inbound: 0.01 },
  { iso: 'NL', name: 'Netherlands', continent: 'EUROPE', prefix: '31', outbound: 0.022, inbound: 0.01 },
  { iso: 'AT', name: 'Austria', continent: 'EUROPE', prefix: '43', outbound: 0.05, inbound: 0.01 },
  { iso: 'CH', name: 'Switzerland', continent: 'EUROPE', prefix: '41', outbound: 0.045, inbound: 0.01 },
  { iso: 'IN', name: 'India', continent: 'ASIA', prefix: '91', outbound: 0.0497, inbound: 0.0085 },
  { iso: 'JP', name: 'Japan', continent: 'ASIA', prefix: '81', outbound: 0.0746, inbound: 0.01 },
  { iso: 'BR', name: 'Brazil', continent: 'SOUTH_AMERICA', prefix: '55', outbound: 0.0497, inbound: 0.01 },
  { iso: 'AU', name: 'Australia', continent: 'OCEANIA', prefix: '61', outbound: 0.0252, inbound: 0.01 },
];

/** The country a number belongs to; +1 counts as the United States, whichever of its countries it is. */
export function countryOf(number: string): Country | undefined {
  const digits = number.replace(/^\+/, '');
  return COUNTRIES.filter((country) => digits.startsWith(country.prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0];
}
