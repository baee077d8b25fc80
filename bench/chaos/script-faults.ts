import type { FaultRule } from '../../emulators/shared/faults.ts';
import type { Dice } from './random.ts';

/** One request to a provider goes wrong. */
export interface ProviderFault {
  readonly kind: 'fault';
  readonly provider: 'slack' | 'twilio';
  readonly rule: FaultRule;
}

/** Where it hurts: a path, its method, and how often it is hit compared with the others. */
interface Target {
  readonly provider: 'slack' | 'twilio';
  readonly path: string;
  readonly method?: string;
  readonly weight: number;
}

const TARGETS: Readonly<Record<string, Target>> = {
  placing: { provider: 'twilio', path: '/Calls.json', method: 'POST', weight: 30 },
  listing: { provider: 'twilio', path: '/Calls.json', method: 'GET', weight: 6 },
  asking: { provider: 'twilio', path: '/Calls/CA', method: 'GET', weight: 6 },
  'hanging up': { provider: 'twilio', path: '/Calls/CA', method: 'POST', weight: 3 },
  rooms: { provider: 'twilio', path: '/Conferences', method: 'GET', weight: 6 },
  posting: { provider: 'slack', path: 'chat.postMessage', weight: 25 },
  updating: { provider: 'slack', path: 'chat.update', weight: 20 },
  people: { provider: 'slack', path: 'users.info', weight: 8 },
};

const FAULTS_A_CONFERENCE = 2.5;
/** The longest a slow provider takes, in milliseconds. */
export const SLOWEST_MS = 3_000;

/** Faults for single requests, at random moments of the run. */
export function providerFaults(throws: Dice, conferences: number, seconds: number): ({ readonly atMs: number } & ProviderFault)[] {
  const weights = Object.fromEntries(Object.entries(TARGETS).map(([name, { weight }]) => [name, weight]));
  return Array.from({ length: Math.round(conferences * FAULTS_A_CONFERENCE) }, () => {
    const { provider, path, method } = TARGETS[throws.weighted(weights)] ?? { provider: 'slack', path: 'chat.update' };
    const rule: FaultRule = { path, ...(method === undefined ? {} : { method }), times: 1, fault: fault(throws, provider) };
    return { kind: 'fault', atMs: Math.round(throws.between(0, seconds * 1_000)), provider, rule };
  });
}

function fault(throws: Dice, provider: 'slack' | 'twilio'): FaultRule['fault'] {
  switch (throws.weighted({ throttled: 3, broken: 3, hangs: 2, 'hangs after the deed': 2, reset: 2, 'done but the answer was lost': 4, slow: 2 })) {
    case 'throttled': return { kind: 'rate-limit', retryAfterSeconds: provider === 'slack' ? throws.whole(1, 4) : 1 };
    case 'broken': return { kind: 'status', status: throws.pick([500, 502, 503]) };
    case 'hangs': return { kind: 'hang' };
    case 'hangs after the deed': return { kind: 'hang', afterEffect: true };
    case 'reset': return { kind: 'reset' };
    case 'done but the answer was lost': return { kind: 'lost-answer' };
    case 'slow': return { kind: 'slow', ms: Math.round(throws.between(500, SLOWEST_MS)) };
  }
}
