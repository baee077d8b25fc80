import type { CountryCode } from 'libphonenumber-js';
import type { Clock } from './clock.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import type { ContactsAdmins } from '../domain/contacts-admins.ts';
import type { Controls } from '../domain/may-control.ts';
import type { RingPlan } from '../domain/conference.ts';
import type {
  About, Announcements, BookChanges, BookFiles, BookPost, CallbackStore, ConferenceStore, DetailsViews, DialTurns, Directory, Erasure, Drafts, FoundSoFar, History, Homes, HomeTab, JoinLinks, Log, Messenger, NativeCallRecords, NativeCalls, NumberProofs, Pace, PeopleSettings, PhoneBook, Ledger,
  Doctor, Prices, ReadContactsApart, RecentRings, RoomControls, SignsOfLife, Telephony, Upkeep,
} from './ports.ts';

/** What the use cases work with: put together once, in `app.ts`. */
export interface Context {
  readonly store: ConferenceStore;
  readonly announcements: Announcements;
  readonly detailsViews: DetailsViews;
  readonly callbacks: CallbackStore;
  readonly drafts: Drafts;
  readonly pace: Pace;
  readonly dialTurns: DialTurns;
  readonly erasure: Erasure;
  readonly recentRings: RecentRings;
  readonly upkeep: Upkeep;
  readonly phoneBook: PhoneBook;
  readonly bookChanges: BookChanges;
  readonly bookFiles: BookFiles;
  readonly bookPost: BookPost;
  readonly readContactsApart: ReadContactsApart;
  readonly peopleSettings: PeopleSettings;
  readonly homes: Homes;
  readonly history: History;
  readonly ledger: Ledger;
  readonly homeTab: HomeTab;
  readonly numberProofs: NumberProofs;
  readonly directory: Directory;
  readonly foundSoFar: FoundSoFar;
  readonly messenger: Messenger;
  readonly nativeCalls: NativeCalls;
  readonly nativeCallRecords: NativeCallRecords;
  readonly joinLinks: JoinLinks;
  readonly telephony: Telephony;
  readonly roomControls: RoomControls;
  readonly prices: Prices;
  readonly signsOfLife: SignsOfLife;
  readonly doctor: Doctor;
  readonly clock: Clock;
  readonly log: Log;
  readonly about: About;
  readonly rules: Rules;
}

/** The settings the use cases go by. */
export interface Rules {
  readonly ringHost: boolean;
  readonly maxParticipants: number;
  /** Whether people press 1 to join when nobody said otherwise (`CONFIRM_JOIN`). */
  readonly confirmJoin: boolean;
  /** How often people are rung who are not reached (`RING_ATTEMPTS`, `RING_PAUSE_SECONDS`). */
  readonly ringPlan: RingPlan;
  /** Whether whoever sounds like a machine is asked to press 1 (`VOICEMAIL`). */
  readonly challengesMachines: boolean;
  /** How long a conference lasts when nobody extends it (`MAX_CONFERENCE_MINUTES`), in milliseconds. */
  readonly maxConferenceMs: number;
  /** How long somebody may sit alone in a room (`ALONE_MINUTES`), in milliseconds; 0 for as long as they like. */
  readonly aloneMs: number;
  /** Whether conferences are calls of Slack's own, too (`SLACK_CALLS`). */
  readonly nativeCalls: boolean;
  /** Where people reach the app, without a trailing slash (`API_URL`). */
  readonly publicUrl: string;
  /** When people are better not rung (`QUIET_HOURS`). */
  readonly quietHours: QuietHours;
  /** Who may change the phone book (`CONTACTS_ADMINS`). */
  readonly contactsAdmins: ContactsAdmins;
  /** Who besides the host and admins may reach into a conference (`CONTROLS`). */
  readonly controls: Controls;
  /** How long callbacks are kept, in milliseconds. */
  readonly callbackRetentionMs: number;
  /** How long conferences that are over are kept (`RETENTION_DAYS`), in milliseconds. */
  readonly retentionMs: number;
  readonly allowedCountries: readonly CountryCode[];
  readonly defaultCountry: CountryCode;
  /** How long a request to Twilio is waited for (`TWILIO_TIMEOUT_MS`), in milliseconds. */
  readonly twilioTimeoutMs: number;
  /** The number we call from: never rung. */
  readonly ownNumber: string;
  /** Whether the log shows numbers in full (`LOG_PHONE_NUMBERS=full`). */
  readonly logNumbersInFull: boolean;
}
