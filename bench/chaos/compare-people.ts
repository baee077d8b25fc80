import { statesAfter } from './expected.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import type { Asked } from './perform.ts';
import { wasPromised } from './perform.ts';
import type { CallRow, ConferenceRow, ParticipantRow } from './rows.ts';
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
    findings.push(...compareConference(conference, theirs));
    for (const member of everybody(asked)) {
      const participant = rows.participants.find((row) => row.conference_id === conference.id && row.slack_user_id === member.userId);
      const call = rows.calls.find(({ participant_id }) => participant_id === participant?.id);
      findings.push(...comparePerson(conference, member, participant, call, theirs.filter(({ number }) => number === member.number)));
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

function comparePerson(conference: ConferenceRow, member: Member, participant: ParticipantRow | undefined, call: CallRow | undefined, rings: Rings): Finding[] {
  const say = findingOf(conference);
  const found = (kind: Finding['kind'], what: string): Finding => say(kind, member.firstName, what);
  if (participant === undefined) return [found('participantsLost', `was asked for and is no participant; the conference is ${conference.state} (${conference.end_reason})`)];
  const up = rings.filter((ring) => !isOver(ring)).map(({ sid, status }) => found('callsStillUp', `${sid} is ${status} at Twilio`));
  if (rings.length > 1) return [...up, found('rungTwice', `${rings.length} calls: ${rings.map(({ sid, callId }) => `${sid} for ${callId}`).join(', ')}`)];
  const [ring] = rings;
  if (ring === undefined) return isExplained(conference, participant, call) ? up : [...up, found('participantsLost', `was never rung, and is ${participant.state} (call ${call?.placing ?? 'none'}, sid ${call?.sid ?? 'none'})`)];
  if (!isOver(ring) || statesAfter(ring).includes(participant.state)) return up;
  return [...up, found('wrongFinalStates', `is ${participant.state}; the phone lived through ${ring.status} (SIP ${ring.sipCode}, ${ring.wasInRoom ? 'in the room' : 'never in the room'})`)];
}

/** Why somebody was rightly never rung: a reason their host can read, or an end that came before their turn. */
export function isExplained(conference: ConferenceRow, { state, not_called_code }: ParticipantRow, call: CallRow | undefined): boolean {
  if (not_called_code !== null) return state === 'not-called';
  if (call?.placing === 'refused') return call.refusal !== null;
  return call?.placing === 'abandoned' && state === 'cancelled' && conference.end_reason === 'time-limit';
}
