import { describe, expect, test } from 'vitest';
import { isEmergencyOrShort, isInternationalNetwork, isPersonsType } from './never-rung.ts';

// On their own, because today's libphonenumber would refuse most of these too: a later one may not.
describe('what no policy can allow', () => {
  test.each(['800', '808', '870', '878', '881', '882', '883', '888', '979'])('+%s is no country', (code) => {
    expect(isInternationalNetwork(`+${code}12345678`)).toBe(true);
  });

  test.each(['+14155550100', '+8801712345678', '+85221234567', '+9771234567'])('%s is in one', (number) => {
    expect(isInternationalNetwork(number)).toBe(false);
  });

  test('a kind of number nobody could tell is no person', () => {
    expect(isPersonsType(undefined)).toBe(false);
  });

  test.each([['911', 'US'], ['30110', 'DE'], ['7131112', 'DE'], ['33056110', 'DE'], ['1133', 'AT'], ['316144', 'AT'], ['2119', 'KR']] as const)('%s in %s is an emergency', (national, country) => {
    expect(isEmergencyOrShort(national, country)).toBe(true);
  });

  test.each([['4000', 'NU'], ['3023125110', 'DE'], ['30123110', 'DE'], ['15113312', 'AT'], ['212345119', 'KR'], ['20110', 'FK']] as const)('%s in %s is not', (national, country) => {
    expect(isEmergencyOrShort(national, country)).toBe(false);
  });
});
