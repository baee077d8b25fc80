import type { ChaosDatabase } from './database.ts';
import type { Instance } from './instance.ts';
import type { Pressed } from './press.ts';
import { pressAll } from './press.ts';
import type { Act, Command, Script } from './script.ts';
import { pause } from './settings.ts';
import type { World } from './world.ts';

/** What became of a command, as the person who typed it saw it. */
export interface Asked {
  readonly name: string;
  readonly command: Command;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Slack's word for a failure; undefined when the app acknowledged. */
  readonly error: string | undefined;
  readonly answer: string;
}

export interface Stage {
  readonly world: World;
  readonly instances: readonly Instance[];
  readonly database: ChaosDatabase;
}

export interface Performed {
  readonly asked: readonly Asked[];
  readonly pressed: readonly Pressed[];
  /** Everything that was done, for the stories. */
  readonly done: readonly { readonly at: number; readonly what: string }[];
  readonly faultsStoppedAt: number;
}

/** Carries a script out, each act at its moment; resolves when the last one is done and all faults are taken out. */
export async function perform(script: Script, stage: Stage): Promise<Performed> {
  const { world } = stage;
  const asked: Asked[] = [];
  const pressed: Pressed[] = [];
  const done: { at: number; what: string }[] = [];
  const began = Date.now();
  await disturbCallbacks(world);
  await Promise.all(script.acts.map(async (act) => {
    await pause(Math.max(0, began + act.atMs - Date.now()));
    if (act.kind !== 'command' && act.kind !== 'fault') done.push({ at: Date.now(), what: describe(act) });
    if (act.kind !== 'command') return disturb(act, stage);
    const tries = await ask(world, act);
    asked.push(...tries);
    const promised = tries.at(-1);
    if (promised !== undefined && wasPromised(promised)) pressed.push(...(await pressAll(world, act, promised.name)));
  }));
  await world.slack.noFaults();
  await world.twilio.clearFaults();
  done.push({ at: Date.now(), what: 'the faults stop' });
  return { asked, pressed, done, faultsStoppedAt: Date.now() };
}

/** Callbacks on a bad line: some lost, doubled, late, overtaking one another. The first rule that strikes counts. */
async function disturbCallbacks({ twilio }: World): Promise<void> {
  await twilio.plantCallbackFault({ chance: 0.1, fault: { kind: 'lose' } });
  await twilio.plantCallbackFault({ chance: 0.1, fault: { kind: 'double' } });
  await twilio.plantCallbackFault({ chance: 0.05, fault: { kind: 'delay', ms: 5_000 } });
  await twilio.plantCallbackFault({ chance: 0.25, fault: { kind: 'shuffle', withinMs: 2_500 } });
}

/** A command, and when Slack told that it failed, others under other names until one is acknowledged. */
async function ask(world: World, command: Command): Promise<Asked[]> {
  const tries = [await type(world, command, command.name)];
  for (const [index, ms] of command.thinksMs.entries()) {
    if (wasPromised(tries.at(-1))) break;
    await pause(ms);
    tries.push(await type(world, { ...command, delivery: null }, `${command.name} ${NAMES[index] ?? ''}`));
  }
  return tries;
}

/** Names of further tries, without figures, which could be taken for numbers. */
const NAMES = ['again', 'once more', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** Whether Slack showed the host that phones ring. Whatever else they were shown, they may not count on it. */
export function wasPromised(asked: Asked | undefined): boolean {
  return asked !== undefined && asked.error === undefined && asked.answer.startsWith('Ringing');
}

async function type({ slack }: World, command: Command, name: string): Promise<Asked> {
  const { channel, host, invited, delivery } = command;
  if (delivery !== null) await slack.deliveryFault({ kind: 'command', fault: delivery });
  const at = Date.now();
  const { error, text } = await slack.as(host.handle).in(channel).types(`/conference ${name} ${invited.map(({ handle }) => `@${handle}`).join(' ')}`);
  return { name, command, at, error, answer: text };
}

async function disturb(act: Exclude<Act, Command>, { world, instances, database }: Stage): Promise<void> {
  const { slack, twilio } = world;
  switch (act.kind) {
    case 'fault':
      return void (await (act.provider === 'slack' ? slack.fault(act.rule) : twilio.plantFault(act.rule)));
    case 'end-instance':
      // Where there is no other, one that is still starting is left alone: nobody would learn anything from an app that never comes up.
      if (instances.length === 1 && instances[0]?.isUp !== true) return;
      return await instances[act.instance]?.restart(act.signal, act.downMs);
    case 'restart-database':
      return await database.restart?.(act.mode, act.downMs);
    case 'outage':
      await (act.provider === 'slack' ? slack.fault({ path: '/api/', fault: { kind: 'status', status: 503 } }) : twilio.plantFault({ path: '/2010-04-01/', fault: { kind: 'status', status: 503 } }));
      await pause(act.ms);
      return await (act.provider === 'slack' ? slack.noFaults() : calm(world));
    case 'silence':
      await twilio.clearFaults();
      await twilio.plantCallbackFault({ fault: { kind: 'lose' } });
      await pause(act.ms);
      return await calm(world);
  }
}

/** Taking one fault out takes out all; those of callbacks belong to the whole run. */
async function calm(world: World): Promise<void> {
  await world.twilio.clearFaults();
  await disturbCallbacks(world);
}

function describe(act: Exclude<Act, Command>): string {
  switch (act.kind) {
    case 'end-instance': return `${act.signal} to instance ${act.instance}, down for ${act.downMs} ms`;
    case 'restart-database': return `Postgres stops (${act.mode}), down for ${act.downMs} ms`;
    case 'outage': return `${act.provider} is out for ${act.ms} ms`;
    case 'silence': return `every callback is lost for ${act.ms} ms`;
    case 'fault': return `${act.provider} ${act.rule.path}: ${act.rule.fault.kind}`;
  }
}
