import { numbersToRing } from '../domain/person-number.ts';
import type { SourcedNumber } from '../domain/person-number.ts';
import type { Context } from './context.ts';
import { profileNumber } from './find-people.ts';
import { numberToRing } from './number-to-ring.ts';
import type { PersonSettings, SlackPerson } from './ports.ts';
import { NOTHING_SAID } from './ports.ts';

/** What a person sees of themselves under `/conference me`. */
export interface MyNumber {
  /** What would be rung now, were it not for "do not ring me"; null when nothing is known. */
  readonly number: SourcedNumber | null;
  /** Why we may not ring it, for them to read; null when we may. */
  readonly refusal: string | null;
  /** What Slack's profile says: `unread` when Slack does not tell just now, or another number goes before it. */
  readonly profile: 'unread' | 'empty' | 'unreadable' | 'read';
  readonly settings: PersonSettings;
  /** An IANA name; null when Slack does not say. */
  readonly timeZone: string | null;
}

/** What is known of one's own number. Slack's silence hides the profile's number and nothing else. */
export async function readMyNumber(context: Context, teamId: string, slackUserId: string): Promise<MyNumber> {
  const { peopleSettings, phoneBook, rules } = context;
  const [said, inBook] = await Promise.all([peopleSettings.of(teamId, [slackUserId]), phoneBook.contactOfSlackUser(teamId, slackUserId)]);
  const settings = said.get(slackUserId) ?? NOTHING_SAID;
  const known = { proved: settings.proved, book: inBook?.number ?? null, secondInBook: inBook?.secondNumber ?? null, doNotRing: false };
  const wantsProfile = numbersToRing({ ...known, profile: null }).kind === 'no-number';
  const person = await slackPerson(context, teamId, slackUserId, wantsProfile);
  const profile = person === null || !wantsProfile ? undefined : profileNumber(rules, person);
  const numbers = numbersToRing({ ...known, profile: profile === 'unreadable' ? null : profile ?? null });
  const number = numbers.kind === 'ring' ? numbers.numbers[0] : null;
  return {
    number, settings, timeZone: person?.timeZone ?? null,
    refusal: number === null ? null : refusalOf(rules, number.number.e164),
    profile: profile === undefined ? 'unread' : profile === null ? 'empty' : profile === 'unreadable' ? 'unreadable' : 'read',
  };
}

async function slackPerson({ directory, log }: Context, teamId: string, slackUserId: string, wantsProfile: boolean): Promise<Extract<SlackPerson, { kind: 'person' }> | null> {
  try {
    const person = await directory.person(teamId, slackUserId, wantsProfile);
    return person.kind === 'person' ? person : null;
  } catch (error) {
    log.info({ error }, 'Slack did not tell of somebody who looks at their number; their form does without');
    return null;
  }
}

function refusalOf(rules: Context['rules'], e164: string): string | null {
  const ringable = numberToRing(rules, e164);
  return ringable.ok ? null : ringable.sentence;
}
