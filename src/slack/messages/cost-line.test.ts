import { describe, expect, test } from 'vitest';
import type { Conference } from '../../domain/conference.ts';
import type { ExamplePerson } from '../../domain/conference-examples.ts';
import { endedConference } from '../../domain/conference-examples.ts';
import { costLine } from './cost-line.ts';

const alice: ExamplePerson = { name: 'Alice Ames', state: 'left', minutes: 5, price: 70_000 };
/** Twilio was asked for prices long enough, and never named hers. */
const withoutPrice: ExamplePerson = { ...alice, call: { price: null } };

function over(people: readonly ExamplePerson[]): Conference {
  return { ...endedConference(people, 'everyone-left', 5), pricesGivenUp: true };
}

describe('what the calls cost', () => {
  test('is told with the minutes it is for', () => {
    expect(costLine(over([alice]))).toBe('Cost of the calls: $0.07 for 5 minutes on the phone');
    expect(costLine(over([alice, withoutPrice]))).toBe('Cost of the calls: at least $0.07 for 10 minutes on the phone');
  });

  test('is not known, and nothing of it is known for any minutes, when Twilio named no price', () => {
    expect(costLine(over([withoutPrice]))).toBe('Cost of the calls: not known');
  });
});
