import { compareEnd } from './compare-ends.ts';
import { statesAfter } from './expected.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import { neverRung } from './never-rung.ts';
import type { Asked } from './perform.ts';
import { wasPromised } from './perform.ts';
import type { Pressed } from './press.ts';
import type { CallRow, ConferenceRow, ParticipantRow } from './rows.ts';
import type { Member } from './team.ts';
import { isOver } from './truth.ts';

/** Holds people and conferences in the database against what the phones lived through. @returns also what is only noted. */
export function comparePeople(evidence: Evidence): Finding[] {
  const { performed, rings, rows } = evidence;
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
    findings.push(...compareEnd(evidence, conference, { asked, rings: theirs, pressed: ofTheirs }));
    for (const member of everybody(asked)) {
      const participant = rows.participants.find((row) => row.conference_id === conference.id && row.slack_user_id === member.userId);
      const calls = rows.calls.filter(({ participant_id }) => participant_id === participant?.id);
      findings.push(...comparePerson(evidence, conference, member, { participant, calls, rings: theirs.filter(({ number }) => number === member.number), presses: ofTheirs.filter(({ button }) => button === 'Ring the missing') }));
    }
  }
  return findings;
}

function everybody({ command }: Asked): Member[] {
  return [command.host, ...command.invited];
}

type Rings = Evidence['rings'];

interface Known {
  readonly participant: ParticipantRow | undefined;
  /** In the order they were asked for. */
  readonly calls: readonly CallRow[];
  readonly rings: Rings;
  /** What may have been heard of their host's wishes to have the missing rung again. */
  readonly presses: readonly Pressed[];
}

function comparePerson(evidence: Evidence, conference: ConferenceRow, member: Member, { participant, calls, rings, presses }: Known): Finding[] {
  const say = findingOf(conference);
  const found = (kind: Finding['kind'], what: string): Finding => say(kind, member.firstName, what);
  if (participant === undefined) return [found('participantsLost', `was asked for and is no participant; the conference is ${conference.state} (${conference.end_reason})`)];
  const up = rings.filter((ring) => !isOver(ring)).map(({ sid, status }) => found('callsStillUp', `${sid} is ${status} at Twilio`));
  const twice = whyTwice(calls, rings, presses.length);
  if (twice !== null) return [...up, found('rungTwice', `${twice}: ${rings.map(({ sid, callId }) => `${sid} for ${callId}`).join(', ')}`)];
  const forgotten = calls.length === 0 ? [undefined] : calls.filter(({ id }) => rings.every(({ callId }) => callId !== id));
  const why = forgotten.map((call) => neverRung(evidence, conference, { participant, call, isFirst: call === calls[0], number: member.number, presses }));
  up.push(...why.map(({ kind, what }) => found(kind, what)));
  if (why.some(({ kind }) => kind === 'participantsLost')) return up;
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
