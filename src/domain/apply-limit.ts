import type { Conference } from './conference.ts';
import type { Decision } from './events.ts';
import { standingWarning } from './limit-warning.ts';

type Of<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

/**
 * Notes that everybody was told of an end, once for each, and of none that was put off before. Whether it had ended by itself by then is not looked at:
 * reports that come later would make another story of it.
 */
export function warned(conference: Conference, { at, endsAt, extendMs }: Of<'limit-warned'>): Conference {
  const { limitWarning } = conference;
  return conference.decidedEnd !== null || (limitWarning !== null && limitWarning.endsAt >= endsAt) ? conference : { ...conference, limitWarning: { endsAt, at, extendMs, extendedAt: null } };
}

/** Lets it go on after the end everybody was told of. Pressed twice, or beside an older warning, it changes nothing. */
export function extended(conference: Conference, { at, endsAt }: Of<'extended'>): Conference {
  const warning = standingWarning(conference);
  if (conference.decidedEnd !== null || warning === null || warning.endsAt !== endsAt || warning.extendMs === 0) return conference;
  return { ...conference, extendedMs: conference.extendedMs + warning.extendMs, limitWarning: { ...warning, extendedAt: at } };
}
