import type { ConferenceState } from './conference.ts';
import type { ParticipantState } from './participant.ts';

/**
 * What leads to what, told in the order it happens: Twilio's reports may come in another, and then a state is passed over. Nobody goes by this
 * table; it is there to be looked at (docs/developers.md), and a test walks `transition` to hold it true, in both directions.
 */
export const PARTICIPANT_MOVES: Readonly<Record<ParticipantState, readonly ParticipantState[]>> = {
  held: ['waiting', 'not-called', 'removed', 'cancelled'],
  // Back to what their last call came to: they were to be rung on by the plan, and are not after all.
  waiting: ['ringing', 'unreachable', 'not-called', 'removed', 'cancelled', 'busy', 'no-answer', 'voicemail'],
  // To waiting where the line was busy and the plan rings them on.
  ringing: ['answered', 'waiting', 'busy', 'no-answer', 'declined', 'unreachable', 'removed', 'cancelled'],
  answered: ['joined', 'left', 'voicemail', 'waiting', 'removed'],
  // Back to answered: Twilio takes them for a machine, and they are asked to press 1.
  joined: ['answered', 'left', 'removed'],
  // What left was a machine, as Twilio says a moment later.
  left: ['voicemail', 'waiting'],
  voicemail: ['waiting'],
  'no-answer': ['waiting'],
  busy: ['waiting'],
  declined: ['waiting'],
  unreachable: ['waiting'],
  removed: ['waiting'],
  'not-called': ['waiting'],
  // The conference is over, so nobody is rung again.
  cancelled: [],
};

/** The same for the conference. */
export const CONFERENCE_MOVES: Readonly<Record<ConferenceState, readonly ConferenceState[]>> = {
  starting: ['live', 'ended'],
  // Back to starting: the only one who came in was a machine.
  live: ['starting', 'ended'],
  ended: [],
};

/** Both as Mermaid draws them, for docs/developers.md. */
export function statesAsMermaid(): string {
  return ['```mermaid', ...diagram(PARTICIPANT_MOVES, ['held', 'waiting', 'not-called']), '```', '', '```mermaid', ...diagram(CONFERENCE_MOVES, ['starting']), '```'].join('\n');
}

function diagram(moves: Readonly<Record<string, readonly string[]>>, first: readonly string[]): string[] {
  // Mermaid takes no hyphen in a name.
  const named = (state: string): string => state.replaceAll('-', '_');
  const all = Object.keys(moves);
  return [
    'stateDiagram-v2',
    ...all.filter((state) => state.includes('-')).map((state) => `  state "${state}" as ${named(state)}`),
    ...first.map((state) => `  [*] --> ${named(state)}`),
    ...Object.entries(moves).flatMap(([from, tos]) => tos.map((to) => `  ${named(from)} --> ${named(to)}`)),
    ...all.filter((state) => moves[state]?.length === 0).map((state) => `  ${named(state)} --> [*]`),
  ];
}
