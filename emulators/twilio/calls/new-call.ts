import type { Call, Instructions, MachineDetection, Reporting } from '../core/entities.ts';
import { sid } from '../core/random.ts';
import type { World } from '../core/world.ts';
import { touch } from './change.ts';

/** What somebody asked of a new call, already judged. */
export interface CallRequest {
  readonly direction: Call['direction'];
  readonly to: string;
  readonly from: string;
  readonly instructions: Instructions;
  readonly reporting: Reporting | undefined;
  readonly timeoutSeconds: number;
  readonly timeLimitSeconds: number;
  readonly sendDigits: string | undefined;
  readonly machineDetection: MachineDetection | undefined;
}

/** Makes the call exist; nothing rings yet. */
export function newCall(world: World, request: CallRequest): Call {
  const now = world.clock.now();
  const call: Call = {
    ...request,
    // "If both SendDigits and MachineDetection parameters are provided, then MachineDetection will be ignored" (openapi: CreateCall, SendDigits).
    machineDetection: request.sendDigits === undefined ? request.machineDetection : undefined,
    sid: sid('CA', world.random),
    createdAt: now,
    status: request.direction === 'inbound' ? 'ringing' : 'queued',
    updatedAt: now,
    queueMs: 0,
    startedAt: undefined,
    answeredAt: undefined,
    endedAt: undefined,
    sipCode: undefined,
    answeredBy: undefined,
    price: undefined,
    sequence: 0,
    trail: [],
    past: [],
    presence: undefined,
    run: undefined,
    leg: undefined,
    digits: undefined,
    timers: [],
    onEnd: [],
  };
  call.trail.push({ status: call.status, at: now });
  world.store.calls.set(call.sid, call);
  touch(world, call);
  return call;
}
