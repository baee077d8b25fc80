import type { World } from './world.ts';

/** Slack's own call of a conference, as the emulator has it. */
export interface ToldCall {
  readonly id: string;
  readonly title: string;
  readonly joinUrl: string;
  /** Slack users by their ids, others by the name they are shown with. */
  readonly people: readonly string[];
  readonly isOver: boolean;
  readonly seconds: number | undefined;
}

/** All calls Slack knows of, in the order they were added. */
export function nativeCalls({ slack }: World): ToldCall[] {
  return [...slack.world.calls.values()].map(({ id, title, joinUrl, users, endedAt, durationSeconds }) => ({
    id, title, joinUrl, people: users.map(shownAs), isOver: endedAt !== undefined, seconds: durationSeconds,
  }));
}

function shownAs({ slack_id: id, display_name: name }: Readonly<Record<string, unknown>>): string {
  if (typeof id === 'string') return id;
  return typeof name === 'string' ? name : '';
}

/** Lets time pass until Slack's only call is as it should be. */
export async function nativeCallIs(world: World, holds: (call: ToldCall) => boolean, what: string): Promise<ToldCall> {
  const only = (): ToldCall | undefined => nativeCalls(world)[0];
  await world.until(() => only() !== undefined && holds(only() as ToldCall), () => `Slack's own call ${what}; it is ${JSON.stringify(nativeCalls(world))}`, 30_000);
  return only() as ToldCall;
}

/** How often the app asked for a method of the Calls API. */
export function callsApi({ slack }: World, method: string): number {
  return slack.journal.entries.filter(({ direction, what }) => direction === 'in' && what.endsWith(`/api/calls.${method}`)).length;
}
