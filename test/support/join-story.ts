import { randomUUID } from 'node:crypto';
import { people } from '../../emulators/slack/team.ts';
import type { JoinResult } from '../../src/conference/join-conference.ts';
import { joinConference } from '../../src/conference/join-conference.ts';
import type { World } from './world.ts';

/** What a press is when it is not one of its own, in the team of the story. */
export interface Press {
  /** Pressed in another workspace. */
  readonly teamId?: string;
  /** The same press, delivered again. */
  readonly pressId?: string;
}

/** The conference started last. */
export async function latestConference({ database }: World): Promise<string> {
  const [row] = await database.query('SELECT id FROM conference ORDER BY requested_at DESC LIMIT 1');
  return String(row?.['id']);
}

/** Somebody presses Join for the conference started last. */
export async function asksToJoin(world: World, who: keyof typeof people, { teamId = world.slack.world.team.id, pressId = randomUUID() }: Press = {}): Promise<JoinResult> {
  const conferenceId = await latestConference(world);
  const result = await joinConference(world.app.context, { teamId, conferenceId, userId: people[who], pressId });
  await world.settle();
  return result;
}
