import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';
import { CALL_OUTCOMES } from '../domain/call-outcome.ts';
import type { ConferenceState, EndReason } from '../domain/conference.ts';
import type { ParticipantState } from '../domain/participant.ts';

/** From the command to the second person in the room: phones ring for some twenty seconds, and above a minute people start to type again. */
const BRIDGE_SECONDS = [5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300, 600];
/** Twilio's times have whole seconds, so what is below one says nothing. */
const LAG_SECONDS = [1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 900, 3600];

/** Held against the types: a state or reason nobody lists here would start at its first event and not at 0, and rate() would miss that one. */
const END_REASONS: Readonly<Record<EndReason, true>> = {
  'everyone-left': true, 'nobody-answered': true, 'no-call-placed': true, 'nobody-to-ring': true, 'everybody-left-out': true, 'too-many-people': true, 'people-unknown': true, 'time-limit': true, alone: true, 'ended-by': true,
};
const OPEN_STATES: Readonly<Record<Exclude<ConferenceState, 'ended'>, true>> = { starting: true, live: true };
/** Those in which somebody is, or may yet come. */
const PRESENT_STATES = ['held', 'waiting', 'ringing', 'answered', 'joined'] as const satisfies readonly ParticipantState[];

export type Instruments = ReturnType<typeof createInstruments>;

/**
 * Everything that is measured, in a registry of its own. Counters and histograms are of this process and what it did; gauges are read from the
 * database when somebody asks, and so the same whichever process answers. No label names a person, a number or an id.
 * @param names the kinds of jobs there are.
 */
export function createInstruments(registry: Registry, names: readonly string[]) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => new Gauge({ name, help, labelNames, registers });
  const instruments = {
    requested: counter('conference_requested_total', 'Conferences asked for.', []),
    ended: counter('conference_ended_total', 'Conferences that ended, by reason.', ['reason']),
    calls: counter('conference_calls_total', 'Calls that are over, by what became of them.', ['outcome']),
    bridged: new Histogram({ name: 'conference_time_to_bridge_seconds', help: 'From the command to two people in the room.', buckets: BRIDGE_SECONDS, registers }),
    lag: new Histogram({ name: 'conference_callback_lag_seconds', help: 'From when something happened, as Twilio says, to when it was applied.', buckets: LAG_SECONDS, registers }),
    slack: counter('conference_slack_requests_total', "Requests to Slack's Web API, by method and result.", ['method', 'result']),
    twilio: counter('conference_twilio_requests_total', "Requests to Twilio's API, by resource and result.", ['resource', 'result']),
    cost: counter('conference_cost_total', 'What Twilio charged for calls, by currency, as it becomes known.', ['currency']),
    databaseUp: gauge('conference_database_up', '1 when the database answered while this was read; without it the other gauges are missing.', []),
    open: gauge('conference_open', 'Conferences that go on, by state.', ['state']),
    participants: gauge('conference_participants', 'People of conferences that go on, by state.', ['state']),
    unapplied: gauge('conference_callbacks_unapplied', 'Callbacks kept and not applied: waiting for their job, or unexplained.', ['why']),
    oldestCallback: gauge('conference_callback_oldest_seconds', 'Age of the oldest callback that waits to be applied.', ['why']),
    jobsDue: gauge('conference_jobs_due', 'Jobs that could run now, by kind.', ['kind']),
    oldestJob: gauge('conference_job_oldest_seconds', 'How long the longest-waiting due job has been due, by kind.', ['kind']),
    deadJobs: gauge('conference_jobs_dead', 'Jobs that failed for good, by kind.', ['kind']),
  };
  for (const reason of Object.keys(END_REASONS)) instruments.ended.inc({ reason }, 0);
  for (const outcome of CALL_OUTCOMES) instruments.calls.inc({ outcome }, 0);
  return { ...instruments, openStates: Object.keys(OPEN_STATES), presentStates: PRESENT_STATES, jobKinds: names };
}
