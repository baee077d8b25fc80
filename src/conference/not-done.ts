import type { MarkKind, MarkWish } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { findCall } from '../domain/conference.ts';
import type { NotDone, WhyNotDone } from './ports.ts';

/** What whoever wished something of a call is told when it comes to nothing; null when it is not open, or was about everybody and they know already. */
export function notDone(conference: Conference, callId: string, mark: MarkKind, why: WhyNotDone): NotDone | null {
  const found = findCall(conference, callId);
  const wish = found?.call.wishes[mark];
  if (found === undefined || wish?.outcome !== 'asked') return null;
  const isKnown = wish.ofAll && wishesOf(conference, mark).some((other) => other.ofAll && other.at === wish.at && other.outcome === 'failed');
  return isKnown ? null : { kind: 'mark', mark, on: wish.on, person: wish.ofAll ? null : found.participant, why };
}

function wishesOf({ participants }: Conference, mark: MarkKind): readonly MarkWish[] {
  return participants.flatMap(({ calls }) => calls.flatMap(({ wishes }) => wishes[mark] ?? []));
}
