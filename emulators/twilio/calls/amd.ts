import type { Call } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import type { AnsweredBy } from '../phones/behaviour.ts';
import { report } from '../webhooks/callbacks.ts';
import { touch } from './change.ts';

/**
 * Listens whether a person or a machine answered. Asynchronous: the call goes on at once and the verdict comes by callback with
 * CallSid, AccountSid, AnsweredBy, MachineDetectionDuration. Synchronous: the document is fetched only after the verdict.
 * Source: docs voice/answering-machine-detection.
 */
export function detectMachine(world: World, call: Call, by: AnsweredBy, goOn: () => void): void {
  const detection = call.machineDetection;
  if (detection === undefined) return goOn();
  const verdict = by === 'machine_start' && detection.mode === 'DetectMessageEnd' ? 'machine_end_beep' : by;
  const tell = (): void => {
    if (call.status !== 'in-progress') return;
    call.answeredBy = verdict;
    touch(world, call);
    if (!detection.async) return goOn();
    if (detection.callback === undefined) return;
    report(world, {
      ...detection.callback,
      params: {
        AccountSid: world.settings.accountSid,
        AnsweredBy: verdict,
        CallSid: call.sid,
        MachineDetectionDuration: String(world.settings.amdMs),
      },
      event: 'amd',
      about: call.sid,
    });
  };
  call.timers.push(world.clock.setTimeout(tell, world.settings.amdMs));
  if (detection.async) goOn();
}
