import type { PlantedFaults } from '../api.ts';

interface Fault<Kind extends keyof PlantedFaults> {
  readonly kind: Kind;
  readonly name: string;
  /** What people will see of it. */
  readonly doc: string;
  readonly rule: PlantedFaults[Kind][number];
}

type AnyFault = Fault<'slack'> | Fault<'twilio'> | Fault<'callbacks'>;

/** What one can break, in the order of how often it happens. */
export const FAULTS: readonly AnyFault[] = [
  { kind: 'callbacks', name: 'Twilio’s callbacks get lost', doc: 'The app has to ask; the card is right within a minute.', rule: { fault: { kind: 'lose' } } },
  { kind: 'callbacks', name: 'Callbacks come late and in disorder', doc: 'By up to five seconds.', rule: { fault: { kind: 'shuffle', withinMs: 5_000 } } },
  { kind: 'callbacks', name: 'Callbacks come twice', doc: 'Nothing is told twice.', rule: { fault: { kind: 'double' } } },
  { kind: 'slack', name: 'Slack answers 429', doc: 'It asks for five seconds of patience, each time.', rule: { path: '/api/', fault: { kind: 'rate-limit', retryAfterSeconds: 5 } } },
  { kind: 'slack', name: 'Slack hangs', doc: 'Its API takes requests and answers none.', rule: { path: '/api/', fault: { kind: 'hang' } } },
  { kind: 'twilio', name: 'Twilio answers 429', doc: 'No call is placed until it stops.', rule: { path: '/Calls', fault: { kind: 'rate-limit', retryAfterSeconds: 2 } } },
  { kind: 'twilio', name: 'Twilio hangs', doc: 'Its API takes requests and answers none.', rule: { path: '/2010-04-01/', fault: { kind: 'hang' } } },
  { kind: 'twilio', name: 'Answers to new calls get lost', doc: 'The phone rings, the app does not know: it asks, and rings nobody twice.', rule: { path: '/Calls.json', method: 'POST', fault: { kind: 'lost-answer' } } },
];

/** Whether this one is planted. */
export function isPlanted(planted: PlantedFaults, { kind, rule }: AnyFault): boolean {
  return planted[kind].some((one) => sameRule(one, rule));
}

/** The rules of a kind with this fault added or taken out; of callbacks only one fault strikes at a time. */
export function toggled<Kind extends keyof PlantedFaults>(rules: PlantedFaults[Kind], rule: PlantedFaults[Kind][number], on: boolean): PlantedFaults[Kind] {
  const others: PlantedFaults[Kind][number][] = rules.filter((one) => !sameRule(one, rule));
  return (on ? [...others, rule] : others) as PlantedFaults[Kind];
}

function sameRule(one: object, other: object): boolean {
  const entries = (rule: object): string => JSON.stringify(Object.entries(rule).toSorted(([a], [b]) => a.localeCompare(b)));
  return entries(one) === entries(other);
}
