import type { Entry } from '../conferences/open.ts';
import type { Participant, Reporting } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { resolveUrl } from './fetch.ts';
import type { Element } from './xml.ts';

const MOST_PARTICIPANTS = 250;

/**
 * Reads the attributes of `<Conference>` with Twilio's defaults (docs voice/twiml/conference#attributes).
 * @param base the document's URL, against which relative URLs count.
 */
export function readEntry(world: World, noun: Element, base: string): Entry {
  const { attributes } = noun;
  const absolute = (url: string | undefined): string | undefined => (url === undefined || url === '' ? url : resolveUrl(url, base));
  // A trial account's rooms are all named by its sid (facts/twilio.md §0).
  const friendlyName = world.settings.account.type === 'trial' ? world.settings.accountSid : noun.text;
  const asked = Number(attributes['maxParticipants'] ?? MOST_PARTICIPANTS);
  return {
    friendlyName,
    label: attributes['participantLabel'],
    muted: attributes['muted'] === 'true',
    beep: readBeep(attributes['beep']),
    startConferenceOnEnter: attributes['startConferenceOnEnter'] !== 'false',
    endConferenceOnExit: attributes['endConferenceOnExit'] === 'true',
    coaching: attributes['coach'],
    maxParticipants: Math.min(asked, MOST_PARTICIPANTS),
    region: attributes['region'],
    wait: { url: absolute(attributes['waitUrl']), method: attributes['waitMethod'] === 'GET' ? 'GET' : 'POST' },
    reporting: readReporting(absolute(attributes['statusCallback']), attributes),
  };
}

function readBeep(value: string | undefined): Participant['beep'] {
  return value === 'false' || value === 'onEnter' || value === 'onExit' ? value : 'true';
}

function readReporting(url: string | undefined, attributes: Readonly<Record<string, string>>): Reporting | undefined {
  if (url === undefined || url === '') return undefined;
  const events = new Set((attributes['statusCallbackEvent'] ?? '').split(/\s+/).filter((word) => word !== ''));
  return { url, method: attributes['statusCallbackMethod'] === 'GET' ? 'GET' : 'POST', events };
}
