import type { Answer } from '../to-app/answer.ts';
import type { World } from '../world/world.ts';
import { ephemeralLine, lineOf, type Line } from './line.ts';

/** What a person has of something they did: how the app answered, and what they saw at once. */
export interface Reply {
  /** The app's HTTP status; undefined when it never answered, or was not asked. */
  readonly status: number | undefined;
  /** Slack's word for what went wrong; undefined when all is well. */
  readonly error: string | undefined;
  /** What they read in the answer; empty when the app said nothing yet. */
  readonly text: string;
  readonly line: Line | undefined;
}

export function replyOf(world: World, { status, error, shown }: Answer): Reply {
  const line = shown === undefined ? undefined : 'forUser' in shown ? ephemeralLine(world, shown) : lineOf(world, shown);
  return { status, error, text: line?.text ?? '', line };
}
