import type { Channel, User, UserGroup } from './world/entities.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

export type SeedChannel = Omit<Channel, 'members' | 'messages'> & { readonly members: readonly string[] };

/** What a workspace starts with. */
export interface Seed {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly users: readonly User[];
  readonly groups: readonly UserGroup[];
  readonly channels: readonly SeedChannel[];
}

const TEAM = { id: 'T0SANDBOX01', name: 'Sandbox', domain: 'sandbox' };
const OTHER_TEAM = 'T0PARTNER01';
const { botUserId, botId, appName } = DEFAULT_SETTINGS;

/** Ids of the made-up people, by the handle they are known by. The numbers are reserved for fiction and yet valid to libphonenumber. */
export const people = {
  ina: 'U0INA000001',
  alice: 'U0ALICE0001',
  bob: 'U0BOB000001',
  carol: 'W0CAROL0001',
  dora: 'U0DORA00001',
  emil: 'U0EMIL00001',
  gus: 'U0GUS000001',
  frida: 'U0FRIDA0001',
  ada: 'U0ADA000001',
  bot: botUserId,
  standup: 'U0STANDUP01',
  slackbot: 'USLACKBOT',
} as const;

function person(id: string, name: string, realName: string, phone: string, more: Partial<User> = {}): User {
  return {
    id,
    teamId: TEAM.id,
    name,
    realName,
    displayName: realName,
    phone,
    email: `${name}@sandbox.example`,
    title: '',
    locale: 'en-US',
    tz: 'America/Los_Angeles',
    isAdmin: false,
    isOwner: false,
    deleted: false,
    isStranger: false,
    ...more,
  };
}

/** Whoever the first steps ring (`/conference Project Review @alice @bob` of Ina's) lives where she does: an app that minds the night rings them at any hour. */
const users: User[] = [
  person(people.ina, 'ina', 'Ina Ito', '+1 415 555 0100', { title: 'Project lead' }),
  person(people.alice, 'alice', 'Alice Ames', '+1 (415) 555-0101'),
  person(people.bob, 'bob', 'Bob Berg', '415.555.0102'),
  person(people.carol, 'carol', 'Carol Cruz', '020 7946 0103', { locale: 'en-GB', tz: 'Europe/London' }),
  person(people.dora, 'dora', 'Dora Dorn', '', { locale: 'de-DE', tz: 'Europe/Berlin' }),
  person(people.emil, 'emil', 'Emil Ernst', '030 23125-104', { locale: 'de-DE', tz: 'Europe/Berlin', dnd: { from: '22:00', to: '07:00' } }),
  person(people.gus, 'gus', 'Gus Gone', '+1 415 555 0105', { deleted: true }),
  person(people.frida, 'frida', 'Frida Fremd', '+1 415 555 0106', { teamId: OTHER_TEAM, isStranger: true }),
  person(people.ada, 'ada', 'Ada Adler', '+1-415-555-0107', { isAdmin: true, isOwner: true }),
  person(people.bot, appName, 'Conference', '', { botId }),
  person(people.standup, 'standup', 'Standup Bot', '', { botId: 'B0STANDUP01' }),
  person(people.slackbot, 'slackbot', 'Slackbot', ''),
];

const groups: UserGroup[] = [
  { id: 'S0ONCALL001', handle: 'oncall', name: 'On call', members: [people.alice, people.bob], disabled: false },
  { id: 'S0LEADS0001', handle: 'leads', name: 'Leads', members: [people.ina, people.carol, people.gus], disabled: false },
  { id: 'S0EMPTY0001', handle: 'nobody-yet', name: 'Nobody yet', members: [], disabled: false },
  { id: 'S0OLDCREW01', handle: 'old-crew', name: 'Old crew', members: [people.bob], disabled: true },
];

function channel(id: string, name: string, kind: Channel['kind'], members: readonly string[], more: Partial<SeedChannel> = {}): SeedChannel {
  return {
    id,
    name,
    kind,
    creator: people.ada,
    created: 1_700_000_000,
    members,
    archived: false,
    general: false,
    externallyShared: false,
    topic: '',
    purpose: '',
    ...more,
  };
}

const everybody = [people.ina, people.alice, people.bob, people.carol, people.dora, people.emil, people.ada];

const channels: SeedChannel[] = [
  channel('C0GENERAL01', 'general', 'public', [...everybody, people.bot], { general: true, purpose: 'Company-wide news' }),
  channel('C0RANDOM001', 'random', 'public', everybody),
  channel('C0SHARED001', 'shared', 'public', [people.ina, people.alice, people.frida, people.bot], { externallyShared: true }),
  channel('C0ATTIC0001', 'attic', 'public', [people.ina, people.ada], { archived: true }),
  channel('C0SECRET001', 'secret', 'private', [people.ina, people.alice, people.ada]),
  channel('C0BOARD0001', 'board', 'private', [people.ina, people.carol, people.ada, people.bot]),
  channel('D0INAALICE1', 'directmessage', 'im', [people.ina, people.alice]),
  channel('G0INAALIBOB', 'mpdm-ina--alice--bob-1', 'mpim', [people.ina, people.alice, people.bob]),
];

/** A small company: a host, colleagues with numbers in many notations, and everybody a rule about people is made for. */
export const SANDBOX_TEAM: Seed = { team: TEAM, users, groups, channels };
