import { statesAfter } from './expected.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import type { Asked } from './perform.ts';
import { wasPromised } from './perform.ts';
import type { Pressed } from './press.ts';
import type { CallRow, ConferenceRow, ParticipantRow } from './rows.ts';
import { RIGHT_WITHIN_MS } from './settings.ts';
import type { Member } from './team.ts';
import { isOver } from './truth.ts';

/** Holds people and conferences in the database against what the phones lived through. */
export function comparePeople({ performed, rings, rows }: Evidence): Finding[] {
  const findings: Finding[] = [];
  for (const asked of performed.asked) {
    const stored = rows.conferences.filter(({ name }) => name === asked.name);
    const [conference, ...others] = stored;
    if (conference === undefined) {
      if (wasPromised(asked)) findings.push(...everybody(asked).map(({ firstName }): Finding => ({ kind: 'participantsLost', conferenceId: '', name: asked.name, who: firstName, what: 'the command was acknowledged and never stored' })));
      continue;
    }
    for (const other of others) findings.push(findingOf(other)('rungTwice', null, `one command, ${stored.length} conferences`));
    const theirs = rings.filter(({ conferenceId }) => conferenceId === conference.id);
    const ofTheirs = performed.pressed.filter(({ name }) => name === asked.name);
    findings.push(...compareConference(conference, theirs), ...compareEnd(conference, theirs, ofTheirs));
    for (const member of everybody(asked)) {
      const participant = rows.participants.find((row) => row.conference_id === conference.id && row.slack_user_id === member.userId);
      const calls = rows.calls.filter(({ participant_id }) => participant_id === participant?.id);
      findings.push(...comparePerson(conference, member, { participant, calls, rings: theirs.filter(({ number }) => number === member.number), presses: ofTheirs.filter(({ button }) => button === 'Ring the missing').length }));
    }
  }
  return findings;
}

function everybody({ command }: Asked): Member[] {
  return [command.host, ...command.invited];
}

type Rings = Evidence['rings'];

function compareConference(conference: ConferenceRow, rings: Rings): Finding[] {
  const found = findingOf(conference);
  const { state, live_at, end_reason, settled } = conference;
  if (state !== 'ended') return [found('wrongFinalStates', null, `the conference is ${state}, and no phone of it is up`)];
  if (!settled) return [found('wrongFinalStates', null, 'the conference has ended and is not settled: some call of it is believed to go on')];
  if (live_at === null && rings.some(({ wasInRoom, presenceWasTold }) => wasInRoom && presenceWasTold)) return [found('wrongFinalStates', null, `somebody was in the room, and it ended with ${end_reason}`)];
  if (live_at !== null && !rings.some(({ wasInRoom }) => wasInRoom)) return [found('wrongFinalStates', null, 'nobody was ever in the room, and it was live')];
  return [];
}

/** Twilio may have been asked a moment before, and takes as long as the slowest fault. */
const RINGS_AFTER_END_MS = 5_000;

/** Once Slack has shown a host that the end was heard, nobody is rung any more, and whoever is on the phone is hung up on. */
function compareEnd(conference: ConferenceRow, rings: Rings, pressed: readonly Pressed[]): Finding[] {
  const heard = pressed.find(({ button, refused }) => button === 'End for all' && refused === undefined);
  if (heard === undefined) return [];
  const found = findingOf(conference);
  return rings.flatMap(({ sid, startedAt, lastAt }): Finding[] => {
    if (startedAt > heard.shownAt + RINGS_AFTER_END_MS) return [found('rungTwice', null, `${sid} was rung ${startedAt - heard.shownAt} ms after the host had ended it`)];
    return lastAt > heard.shownAt + RIGHT_WITHIN_MS ? [found('wrongFinalStates', null, `${sid} was up ${lastAt - heard.shownAt} ms after the host had ended it`)] : [];
  });
}

interface Known {
  readonly participant: ParticipantRow | undefined;
  /** In the order they were asked for. */
  readonly calls: readonly CallRow[];
  readonly rings: Rings;
  /** How often their host had the missing rung again, as far as anybody can know. */
  readonly presses: number;
}

function comparePerson(conference: ConferenceRow, member: Member, { participant, calls, rings, presses }: Known): Finding[] {
  const say = findingOf(conference);
  const found = (kind: Finding['kind'], what: string): Finding => say(kind, member.firstName, what);
  if (participant === undefined) return [found('participantsLost', `was asked for and is no participant; the conference is ${conference.state} (${conference.end_reason})`)];
  const up = rings.filter((ring) => !isOver(ring)).map(({ sid, status }) => found('callsStillUp', `${sid} is ${status} at Twilio`));
  const twice = whyTwice(calls, rings, presses);
  if (twice !== null) return [...up, found('rungTwice', `${twice}: ${rings.map(({ sid, callId }) => `${sid} for ${callId}`).join(', ')}`)];
  const forgotten = calls.length === 0 ? [undefined] : calls.filter(({ id }) => rings.every(({ callId }) => callId !== id));
  const unexplained = forgotten.filter((call) => !isExplained(conference, participant, call));
  if (unexplained.length > 0) return [...up, ...unexplained.map((call) => found('participantsLost', `was not rung, and is ${participant.state} (call ${call?.placing ?? 'none'}, sid ${call?.sid ?? 'none'})`))];
  const ring = rings.find(({ callId }) => callId === calls.at(-1)?.id);
  if (ring === undefined || !isOver(ring) || statesAfter(ring).includes(participant.state)) return up;
  return [...up, found('wrongFinalStates', `is ${participant.state}; the phone lived through ${ring.status} (SIP ${ring.sipCode}, ${ring.wasInRoom ? 'in the room' : 'never in the room'})`)];
}

/** How long after it was told the app may still act on what it knew before. */
const KNOWN_WITHIN_MS = 20_000;

/** Why somebody was rung oftener than anybody wished; null when they were not. Rung again is who is missing, once for each press, and when their phone is free. */
function whyTwice(calls: readonly CallRow[], rings: Rings, presses: number): string | null {
  if (new Set(rings.map(({ callId }) => callId)).size < rings.length) return 'one call was placed twice';
  if (rings.some(({ callId }) => calls.every(({ id }) => id !== callId))) return 'a call is up that nobody knows';
  if (rings.length > 1 + presses) return `${rings.length} calls, and the host had the missing rung again ${presses} times`;
  const inOrder = rings.toSorted((one, other) => one.startedAt - other.startedAt);
  for (const [index, ring] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before === undefined) continue;
    if (!isOver(before) || before.lastAt > ring.startedAt) return 'their phone rang while another call of the conference was up';
    if (before.wasInRoom && before.presenceToldAt + KNOWN_WITHIN_MS < ring.startedAt) return 'rung again though they had been in the room, and the app knew';
  }
  return null;
}

/** Why somebody was rightly never rung: a reason their host can read, or an end that came before their turn. */
export function isExplained(conference: ConferenceRow, { state, not_called_code }: ParticipantRow, call: CallRow | undefined): boolean {
  if (not_called_code !== null) return state === 'not-called';
  if (call?.placing === 'refused') return call.refusal !== null;
  return call?.placing === 'abandoned' && state === 'cancelled' && conference.decided_end_at !== null;
}
