import type { Conference, Method, Participant, Reporting } from '../core/entities.ts';
import { sid } from '../core/random.ts';
import type { World } from '../core/world.ts';

/** How a call wants to be in the room: the attributes of Conference, already read. */
export interface Entry {
  readonly friendlyName: string;
  readonly label: string | undefined;
  readonly muted: boolean;
  readonly beep: Participant['beep'];
  readonly startConferenceOnEnter: boolean;
  readonly endConferenceOnExit: boolean;
  readonly coaching: string | undefined;
  readonly maxParticipants: number;
  readonly region: string | undefined;
  readonly wait: { readonly url: string | undefined; readonly method: Method };
  readonly reporting: Reporting | undefined;
}

/** Makes the room, as the first to enter it wants it; nobody is in yet. */
export function openConference(world: World, entry: Pick<Entry, 'friendlyName' | 'region' | 'maxParticipants' | 'reporting'>): Conference {
  const now = world.clock.now();
  const conference: Conference = {
    sid: sid('CF', world.random),
    friendlyName: entry.friendlyName,
    createdAt: now,
    region: entry.region ?? 'us1',
    maxParticipants: entry.maxParticipants,
    reporting: entry.reporting,
    status: 'init',
    updatedAt: now,
    endReason: undefined,
    endedBy: undefined,
    sequence: 0,
    participants: [],
    visits: [],
  };
  world.store.conferences.set(conference.sid, conference);
  world.store.running.set(conference.friendlyName, conference);
  return conference;
}
