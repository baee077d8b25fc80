/** When a person is better not rung, in minutes of their own day (0 to 1439): from `from` until just before `to`, over midnight when `to` is the earlier. */
export type QuietHours = 'off' | { readonly from: number; readonly to: number };

/** A stretch of time in epoch milliseconds, without its end. */
export interface Window {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A clock on a wall there: `text` is "03:10". */
export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
  readonly text: string;
}

export interface Ring {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly person: {
    /** IANA name, as Slack's users.info tells it; null when nobody knows. */
    readonly timeZone: string | null;
    /** What they chose themselves under `/conference me`; null when they chose nothing. */
    readonly quietHours?: QuietHours | null;
    /** Slack's, see `doNotDisturbWindow`. */
    readonly doNotDisturb?: Window | null;
  };
  readonly host: { readonly timeZone: string | null };
  /** QUIET_HOURS. */
  readonly defaultQuietHours: QuietHours;
  /** `urgent:` in the text, or the switch in the modal. */
  readonly urgent: boolean;
}

/** Why somebody is not rung before the host was asked. */
export type Held =
  | { readonly reason: 'night' | 'own-quiet-hours'; readonly localTime: string }
  /** `localTime` is null when their time zone is unknown. */
  | { readonly reason: 'do-not-disturb'; readonly localTime: string | null };

const MINUTES_A_DAY = 1440;
const SPAN = /^(.+?)(?:\s*[-‐-―−]\s*|\s+(?:to|until)\s+)(.+)$/iu;
const CLOCK = /^(\d{1,2})[:.](\d{2})$/u;
const TWELVE_HOUR_CLOCK = /^(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\.?$/iu;

/**
 * Reads "22:00-07:00", "10 pm to 7 am" or "off": the setting QUIET_HOURS and what a person chose. Undefined for all else, and on purpose for
 * "22-7" and "10:00-7am" (of which nobody can tell the half of the day) and for "22:00-22:00" (never, or the whole day?): hours misread
 * ring somebody at night.
 */
export function readQuietHours(raw: string): QuietHours | undefined {
  const text = raw.trim();
  if (text.toLowerCase() === 'off') return 'off';
  const [, first = '', last = ''] = SPAN.exec(text) ?? [];
  const read = CLOCK.test(first) ? readClock : readTwelveHourClock;
  const [from, to] = [read(first), read(last)];
  if (from === undefined || to === undefined || from === MINUTES_A_DAY || from === to % MINUTES_A_DAY) return undefined;
  return { from, to: to % MINUTES_A_DAY };
}

/** "22:00-07:00" or "off": what `readQuietHours` reads back, and people too. */
export function writeQuietHours(quietHours: QuietHours): string {
  if (quietHours === 'off') return 'off';
  return [quietHours.from, quietHours.to].map((minutes) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`).join('-');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** What the clock shows there at `at` (epoch ms), summer time and all. Undefined for a zone nobody knows. */
export function localTime(at: number, timeZone: string | null): LocalTime | undefined {
  const text = timeZone === null ? undefined : clockOf(timeZone)?.format(at);
  if (text === undefined) return undefined;
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return { hour, minute, text };
}

/** Whether a clock shows quiet hours. What summer time skips is skipped, and the hour it repeats counts twice: people go by the clock. */
export function isQuiet({ hour, minute }: Pick<LocalTime, 'hour' | 'minute'>, quietHours: QuietHours): boolean {
  if (quietHours === 'off') return false;
  const { from, to } = quietHours;
  const now = hour * 60 + minute;
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

/**
 * Slack's do-not-disturb of one person as dnd.teamInfo gives it, in epoch seconds: the window one is in, or the next one (docs
 * methods/dnd.teamInfo). Null for somebody without; their times are 1.
 */
export function doNotDisturbWindow(dnd: { readonly dnd_enabled: boolean; readonly next_dnd_start_ts: number; readonly next_dnd_end_ts: number }): Window | null {
  return dnd.dnd_enabled ? { startsAt: dnd.next_dnd_start_ts * 1_000, endsAt: dnd.next_dnd_end_ts * 1_000 } : null;
}

/**
 * Whether somebody is rung only after the host said so ("It is 03:10 for Bob": Ring anyway, Leave out), and why; null when their phone rings
 * at once. Never to be asked about the host, who is awake.
 *
 * - Slack's do-not-disturb and QUIET_HOURS are what we presume, and QUIET_HOURS=off ends both. By QUIET_HOURS a person is held only while it is not
 *   night for the host too: then both know what time it is.
 * - Hours they chose themselves are a wish, and hold whatever the host's clock shows, also with QUIET_HOURS=off; "off" among them means that
 *   no night holds them. Slack's do-not-disturb still does: they set that as well.
 * - `urgent` overrides all of it: it is "Ring anyway", said beforehand. It does not override "do not ring me", which is no matter of the hour (`numbersToRing`).
 * - With their time zone unknown no hour holds them; with the host's unknown the host is asked: a question costs a press, a ring wakes.
 */
export function whyHeld({ at, person, host, defaultQuietHours, urgent }: Ring): Held | null {
  if (urgent) return null;
  const theirs = localTime(at, person.timeZone);
  const isHeldByDefault = defaultQuietHours !== 'off';
  if (isHeldByDefault && person.doNotDisturb && isIn(at, person.doNotDisturb)) return { reason: 'do-not-disturb', localTime: theirs?.text ?? null };
  if (theirs === undefined) return null;
  if (person.quietHours) return isQuiet(theirs, person.quietHours) ? { reason: 'own-quiet-hours', localTime: theirs.text } : null;
  if (!isQuiet(theirs, defaultQuietHours)) return null;
  const hosts = localTime(at, host.timeZone);
  return hosts !== undefined && isQuiet(hosts, defaultQuietHours) ? null : { reason: 'night', localTime: theirs.text };
}

/** For the host, about a person by name: "It is 03:10 for Bob." */
export function describeHeld(name: string, held: Held): string {
  const clock = held.localTime === null ? '' : `It is ${held.localTime} for ${name}`;
  switch (held.reason) {
    case 'night': return `${clock}.`;
    case 'own-quiet-hours': return `${clock}, within their quiet hours.`;
    case 'do-not-disturb': return clock === '' ? `${name} has Do Not Disturb on in Slack.` : `${clock}, who has Do Not Disturb on in Slack.`;
  }
}

function isIn(at: number, { startsAt, endsAt }: Window): boolean {
  return at >= startsAt && at < endsAt;
}

/** Minutes of the day; 24:00 is 1440. */
function readClock(text: string): number | undefined {
  const [, hours = '', minutes = ''] = CLOCK.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return hours !== '' && Number(minutes) < 60 && total <= MINUTES_A_DAY ? total : undefined;
}

function readTwelveHourClock(text: string): number | undefined {
  const [, hours = '', minutes = '00', half = ''] = TWELVE_HOUR_CLOCK.exec(text) ?? [];
  if (Number(hours) < 1 || Number(hours) > 12 || Number(minutes) > 59) return undefined;
  return ((Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + Number(minutes);
}

/** By zone: making one takes longer than a hundred uses of it. Only zones that exist are kept, which are some hundreds. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, clock);
    return clock;
  } catch {
    return undefined; // a RangeError: no such zone, and nothing to learn from it
  }
}
