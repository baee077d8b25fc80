import type { Reply } from '../../emulators/slack/people/reply.ts';
import type { World } from './world.ts';

/**
 * Somebody presses a button on a message, a modal or Home; resolves when all that follows from it at once is done.
 * @param button its words.
 * @param on what it stands on, where several have such a button.
 */
export async function presses(world: World, who: string, button: string, on?: string): Promise<Reply> {
  const reply = await world.slack.as(who).presses(button, on);
  await world.settle();
  return reply;
}
