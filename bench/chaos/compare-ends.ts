import type { JournalEntry } from '../../emulators/shared/journal.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import type { Asked } from './perform.ts';
import type { Pressed } from './press.ts';
import type { ConferenceRow } from './rows.ts';
import { LIMIT_MS, RIGHT_WITHIN_MS } from './settings.ts';
import type { Ring } from './truth.ts';

interface Ours {
  readonly asked: Asked;
  /** All of the conference. */
  readonly rings: readonly Ring[];
  /** On its card. */
  readonly pressed: readonly Pressed[];
}

/** Holds the end of a conference against whoever wished it, the clock and the phones. */
export function compareEnd(evidence: Evidence, conference: ConferenceRow, ours: Ours): Finding[] {
  const { rings, pressed } = ours;
  return [...compareState(conference, rings), ...compareReason(conference, ours), ...tooEarly(conference, rings), ...hungUpOn(evidence, conference, rings), ...tooLate(conference, rings, pressed)];
}

function compareState(conference: ConferenceRow, rings: readonly Ring[]): Finding[] {
  const found = findingOf(conference);
  const { state, live_at, end_reason, settled } = conference;
  if (state !== 'ended') return [found('wrongFinalStates', null, `the conference is ${state}, and no phone of it is up`)];
  if (!settled) return [found('wrongFinalStates', null, 'the conference has ended and is not settled: some call of it is believed to go on')];
  if (live_at === null && rings.some(({ wasInRoom, presenceWasTold }) => wasInRoom && presenceWasTold)) return [found('wrongFinalStates', null, `somebody was in the room, and it ended with ${end_reason}`)];
  if (live_at !== null && !rings.some(({ wasInRoom }) => wasInRoom)) return [found('wrongFinalStates', null, 'nobody was ever in the room, and it was live')];
  return [];
}

/** Ends that come by themselves, when nobody is in the room and nobody rings. All others somebody or something decides on. */
const BY_ITSELF: ReadonlySet<string | null> = new Set(['everyone-left', 'nobody-answered', 'no-call-placed', 'nobody-to-ring']);

/** An end somebody decided on needs somebody who did; of all that can decide, a run has its hosts and the time limit. */
function compareReason(conference: ConferenceRow, { asked, pressed }: Ours): Finding[] {
  const found = findingOf(conference);
  const { end_reason, decided_reason, decided_end_at, people_known_at } = conference;
  if (conference.state !== 'ended') return [];
  if (!BY_ITSELF.has(end_reason) && end_reason !== decided_reason) return [found('wrongFinalStates', null, `ended with ${end_reason}, and what was decided is ${decided_reason}`)];
  if (decided_end_at === null) return [];
  const decidedAt = decided_end_at.getTime();
  switch (decided_reason) {
    case 'ended-by': {
      // Failed as the host saw it, it may have been heard all the same.
      if (pressed.some(({ button, at }) => button === 'End for all' && at <= decidedAt)) return [];
      return [found('wrongFinalStates', null, 'ended by its host, who had not pressed End for all')];
    }
    case 'time-limit': {
      const lasted = decidedAt - Math.max(asked.at, people_known_at?.getTime() ?? 0);
      return lasted >= LIMIT_MS ? [] : [found('wrongFinalStates', null, `the time limit came after ${lasted} ms`)];
    }
    default: return [found('wrongFinalStates', null, `ended with ${decided_reason}, which nothing in a run leads to`)];
  }
}

/** Twilio tells times in whole seconds, and a busy machine is slow to write them down. */
const ENDS_WITHIN_MS = 5_000;

/** An end nobody decided on is the moment the last phone hung up. */
function tooEarly(conference: ConferenceRow, rings: readonly Ring[]): Finding[] {
  const { state, end_reason, ended_at } = conference;
  if (state !== 'ended' || ended_at === null || !BY_ITSELF.has(end_reason)) return [];
  const late = rings.map(({ sid, lastAt }) => ({ sid, ms: lastAt - ended_at.getTime() })).filter(({ ms }) => ms > ENDS_WITHIN_MS);
  return late.map(({ sid, ms }) => findingOf(conference)('wrongFinalStates', null, `${end_reason}, and ${sid} was up ${ms} ms after that`));
}

/** All times are of one clock, and the journal rounds them otherwise: a call that is hung up on ends within the millisecond. */
const ROUNDED_MS = 1;

/** The app hangs up on people once somebody or something ended their conference, and on nobody it only takes for gone. */
function hungUpOn({ journal }: Evidence, conference: ConferenceRow, rings: readonly Ring[]): Finding[] {
  const decidedAt = conference.decided_end_at?.getTime() ?? Number.POSITIVE_INFINITY;
  return rings.flatMap(({ sid, lastAt }): Finding[] => {
    const hangUp = journal.twilio.map((entry) => ({ at: entry.at - (entry.tookMs ?? 0), isOne: isHangUp(entry, sid) }))
      .find(({ at, isOne }) => isOne && at <= lastAt + ROUNDED_MS && at < decidedAt - ROUNDED_MS);
    return hangUp === undefined ? [] : [findingOf(conference)('wrongFinalStates', null, `the app hung up on ${sid} at ${new Date(hangUp.at).toISOString()}, and nobody had ended the conference`)];
  });
}

function isHangUp({ direction, what, request }: JournalEntry, sid: string): boolean {
  if (direction !== 'in' || !what.startsWith('POST') || !what.endsWith(`/Calls/${sid}.json`)) return false;
  return typeof request === 'object' && request !== null && 'Status' in request && (request.Status === 'completed' || request.Status === 'canceled');
}

/** Twilio may have been asked a moment before, and takes as long as the slowest fault. */
const RINGS_AFTER_END_MS = 5_000;

/** Once Slack has shown a host that the end was heard, nobody is rung any more, and whoever is on the phone is hung up on. */
function tooLate(conference: ConferenceRow, rings: readonly Ring[], pressed: readonly Pressed[]): Finding[] {
  const heard = pressed.find(({ button, refused }) => button === 'End for all' && refused === undefined);
  if (heard === undefined) return [];
  const found = findingOf(conference);
  return rings.flatMap(({ sid, startedAt, lastAt }): Finding[] => {
    if (startedAt > heard.shownAt + RINGS_AFTER_END_MS) return [found('rungTwice', null, `${sid} was rung ${startedAt - heard.shownAt} ms after the host had ended it`)];
    return lastAt > heard.shownAt + RIGHT_WITHIN_MS ? [found('wrongFinalStates', null, `${sid} was up ${lastAt - heard.shownAt} ms after the host had ended it`)] : [];
  });
}
