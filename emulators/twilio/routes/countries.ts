import type { Country } from '../core/countries.ts';
import { COUNTRIES, countryOf } from '../core/countries.ts';
import type { World } from '../core/world.ts';
import type { ApiRequest, Route } from './api.ts';
import { ok, PAGE_KEYS } from './api.ts';
import { notFound } from './errors.ts';
import { metaPage } from './paging.ts';

const price = (dollars: number): string => dollars.toFixed(4);

function countryAsked(request: ApiRequest, key: string): Country {
  const country = COUNTRIES.find(({ iso }) => iso === request.path[key]?.toUpperCase());
  if (country === undefined) throw notFound(request.uri);
  return country;
}

/** The voice geographic permissions of a country (openapi: voice.v1.dialing_permissions.dialing_permissions_country). */
function permissionFace(world: World, origin: string, { iso, name, continent, prefix }: Country): Record<string, unknown> {
  const url = `${origin}/v1/DialingPermissions/Countries/${iso}`;
  return {
    iso_code: iso,
    name,
    continent,
    country_codes: [`+${prefix}`],
    low_risk_numbers_enabled: !world.settings.countriesOff.includes(iso),
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
    url,
    links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` },
  };
}

const listPermissions: Route = {
  method: 'get',
  path: '/v1/DialingPermissions/Countries',
  accepts: ['IsoCode', 'Continent', 'CountryCode', 'LowRiskNumbersEnabled', 'HighRiskSpecialNumbersEnabled', 'HighRiskTollfraudNumbersEnabled', ...PAGE_KEYS],
  handle(world, request) {
    const { query } = request;
    const enabled = query.get('LowRiskNumbersEnabled');
    const faces = COUNTRIES.filter(({ iso }) => query.get('IsoCode') === undefined || query.get('IsoCode') === iso)
      .filter(({ continent }) => query.get('Continent') === undefined || query.get('Continent') === continent)
      .filter(({ prefix }) => query.get('CountryCode') === undefined || query.get('CountryCode')?.replace('+', '') === prefix)
      .map((country) => permissionFace(world, request.origin, country));
    return metaPage(request, 'content', faces.filter((face) => enabled === undefined || String(face['low_risk_numbers_enabled']) === enabled));
  },
};

const fetchPermission: Route = {
  method: 'get',
  path: '/v1/DialingPermissions/Countries/{IsoCode}',
  handle: (world, request) => ok(permissionFace(world, request.origin, countryAsked(request, 'IsoCode'))),
};

const listPriceCountries: Route = {
  method: 'get',
  path: '/v2/Voice/Countries',
  accepts: PAGE_KEYS,
  handle: (_world, request) =>
    metaPage(request, 'countries', COUNTRIES.map(({ iso, name }) => ({ country: name, iso_country: iso, url: `${request.origin}/v2/Voice/Countries/${iso}` }))),
};

const fetchPriceCountry: Route = {
  method: 'get',
  path: '/v2/Voice/Countries/{IsoCountry}',
  handle(_world, request) {
    const { iso, name, prefix, outbound, inbound } = countryAsked(request, 'IsoCountry');
    return ok({
      country: name,
      iso_country: iso,
      outbound_prefix_prices: [
        {
          base_price: price(outbound),
          current_price: price(outbound),
          destination_prefixes: [prefix],
          friendly_name: `Programmable Outbound Minute - ${name}`,
          origination_prefixes: ['ALL'],
        },
      ],
      inbound_call_prices: [{ base_price: price(inbound), current_price: price(inbound), number_type: 'local' }],
      price_unit: 'USD',
      url: `${request.origin}/v2/Voice/Countries/${iso}`,
    });
  },
};

const fetchPriceNumber: Route = {
  method: 'get',
  path: '/v2/Voice/Numbers/{DestinationNumber}',
  accepts: ['OriginationNumber'],
  handle(_world, request) {
    const destination = request.path['DestinationNumber'] ?? '';
    const country = countryOf(destination);
    if (country === undefined) throw notFound(request.uri);
    const current = price(country.outbound);
    return ok({
      destination_number: destination,
      origination_number: request.query.get('OriginationNumber') ?? null,
      country: country.name,
      iso_country: country.iso,
      outbound_call_prices: [{ base_price: current, current_price: current, origination_prefixes: ['ALL'] }],
      inbound_call_price: { base_price: null, current_price: null, number_type: null },
      price_unit: 'USD',
      url: `${request.origin}/v2/Voice/Numbers/${destination}`,
    });
  },
};

export const countryRoutes: readonly Route[] = [listPermissions, fetchPermission, listPriceCountries, fetchPriceCountry, fetchPriceNumber];
