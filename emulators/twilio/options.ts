import type { Clock } from '../shared/clock.ts';
import { systemClock } from '../shared/clock.ts';
import type { Behaviour } from './phones/behaviour.ts';

/** A number of the account, as bought in the Console: what happens when somebody calls it. */
export interface OwnedNumber {
  readonly phoneNumber: string;
  readonly friendlyName?: string;
  readonly voiceUrl?: string;
  readonly voiceMethod?: 'GET' | 'POST';
  readonly voiceFallbackUrl?: string;
  readonly statusCallback?: string;
  /** Whether it can make and take calls; true when absent. */
  readonly voice?: boolean;
}

/**
 * The account's standing. `trial` refuses most call parameters and unverified numbers; `individual` and `business` differ in how many
 * calls may be up at once (facts/twilio.md §0: trial 5, individual 3, business unlimited).
 */
export interface AccountOptions {
  readonly type?: 'trial' | 'individual' | 'business';
  /** A suspended or closed account can be looked at, and nothing else; active when absent. */
  readonly status?: 'active' | 'suspended' | 'closed';
  /** Calls that may be up at once. */
  readonly concurrency?: number;
  /** Calls started per second; more are queued, not refused. */
  readonly cps?: number;
  /** Form keys a trial account may send with Calls.create. */
  readonly trialAllows?: readonly string[];
}

/** Everything about the emulated Twilio that a test may choose. All durations are milliseconds of the emulator's clock unless said otherwise. */
export interface TwilioEmulatorOptions {
  readonly clock?: Clock;
  readonly accountSid?: string;
  readonly authToken?: string;
  readonly apiKeys?: readonly { readonly sid: string; readonly secret: string }[];
  /** Owned numbers; a bare string is a number with no voice URL. */
  readonly numbers?: readonly (string | OwnedNumber)[];
  /** Verified caller ids: allowed as From, and as To on a trial account. */
  readonly verifiedNumbers?: readonly string[];
  readonly account?: AccountOptions;
  /** Seeds sids, shuffles and every other choice, so that a run can be repeated. */
  readonly seed?: number;
  /** From leaving the queue to the first ring. */
  readonly ringDelayMs?: number;
  /** How long one spoken character takes; 0 says everything in an instant. */
  readonly sayMsPerCharacter?: number;
  /** How long a played file takes. */
  readonly playMs?: number;
  /** How long machine detection takes to reach its verdict (facts/twilio.md §7: about 4 s). */
  readonly amdMs?: number;
  /** How long after its end a call gets its price. */
  readonly priceDelayMs?: number;
  /** How far behind the truth GET and list of calls are; a call younger than that is not found. */
  readonly listLagMs?: number;
  /**
   * What muting, holding or announcing in a room is answered with that has not started, for only one person is in it. Twilio documents 16001 "Conference
   * is not bridged" and 16099 "Unexpected conference status" for that (docs/api/errors), but whether it always refuses is not certain: `served` is the default.
   */
  readonly controlsBeforeStart?: 'served' | 16001 | 16099;
  /** What the same is answered with in a room that has ended: the errors before, 16022 "Conference does not exist or is completed", or HTTP 404. */
  readonly controlsAfterEnd?: 20404 | 16001 | 16022 | 16099;
  /** `kept`: the callbacks of one call or conference arrive in order; `free`: each goes out at once. Twilio promises no order. */
  readonly callbackOrder?: 'kept' | 'free';
  /** Whether participant-leave comes before conference-end; Twilio allows both. */
  readonly conferenceEndOrder?: 'leave-first' | 'end-first' | 'either';
  /** What a phone does nobody told anything: `ring` leaves it ringing for somebody to act. */
  readonly people?: Behaviour;
  /** ISO countries switched off in the voice geographic permissions. */
  readonly countriesOff?: readonly string[];
  /** Real milliseconds a word such as `phone.rings()` waits before it says what happened instead. */
  readonly patienceMs?: number;
  /** Money on the account, in US dollars. */
  readonly balance?: number;
  /** How far the Date header of answers is ahead of the real time, in milliseconds; behind it when negative. */
  readonly dateSkewMs?: number;
}

/** The options with every default filled in. */
export interface Settings extends Required<Omit<TwilioEmulatorOptions, 'numbers' | 'account'>> {
  readonly numbers: readonly OwnedNumber[];
  readonly account: Required<AccountOptions>;
}

const CONCURRENCY = { trial: 5, individual: 3, business: Number.POSITIVE_INFINITY } as const;

/** Fills in the defaults: a business account at 1 call per second, owning +15005550006 (the "valid" number of Twilio's test credentials). */
export function settingsFrom(options: TwilioEmulatorOptions): Settings {
  const type = options.account?.type ?? 'business';
  return {
    clock: options.clock ?? systemClock,
    accountSid: options.accountSid ?? `AC${'e'.repeat(32)}`,
    authToken: options.authToken ?? 'emulated-auth-token',
    apiKeys: options.apiKeys ?? [],
    numbers: (options.numbers ?? ['+15005550006']).map((number) => (typeof number === 'string' ? { phoneNumber: number } : number)),
    verifiedNumbers: options.verifiedNumbers ?? [],
    account: {
      type,
      status: options.account?.status ?? 'active',
      concurrency: options.account?.concurrency ?? CONCURRENCY[type],
      cps: options.account?.cps ?? 1,
      // People on trial accounts report that To, From and Url pass while Twiml, Method and the rest are refused.
      trialAllows: options.account?.trialAllows ?? ['To', 'From', 'Url'],
    },
    seed: options.seed ?? 1,
    ringDelayMs: options.ringDelayMs ?? 0,
    sayMsPerCharacter: options.sayMsPerCharacter ?? 0,
    playMs: options.playMs ?? 0,
    amdMs: options.amdMs ?? 4_000,
    priceDelayMs: options.priceDelayMs ?? 60_000,
    listLagMs: options.listLagMs ?? 0,
    controlsBeforeStart: options.controlsBeforeStart ?? 'served',
    controlsAfterEnd: options.controlsAfterEnd ?? 20404,
    callbackOrder: options.callbackOrder ?? 'kept',
    conferenceEndOrder: options.conferenceEndOrder ?? 'leave-first',
    people: options.people ?? { does: 'ring' },
    countriesOff: options.countriesOff ?? [],
    patienceMs: options.patienceMs ?? 4_000,
    balance: options.balance ?? 100,
    dateSkewMs: options.dateSkewMs ?? 0,
  };
}
