import { test } from 'vitest';
import { databaseKind } from './databases.ts';
import { Phones } from './phones.ts';
import { SlackStory } from './slack-story.ts';
import type { World, WorldOptions } from './world.ts';
import { startWorld } from './world.ts';

/** What a story is told with. */
export interface Story {
  readonly slack: SlackStory;
  readonly phones: Phones;
  readonly world: World;
}

/** Of real time, and only so that a story that hangs ends: shared machines are ten times slower at times than at others. */
const LONGEST_MS = 240_000;

/**
 * One story of people and phones, told to the real app over HTTP. It fails on surprise: a call, a message, a warning or an error it did
 * not mention, or a request neither provider would understand.
 */
export function scenario(name: string, tell: (story: Story) => Promise<void>, options: WorldOptions = {}): void {
  test(`${name} [${databaseKind}]`, async () => {
    const world = await startWorld(options);
    try {
      const story: Story = { world, slack: new SlackStory(world), phones: new Phones(world) };
      await tell(story);
      await world.settle();
      failOnSurprise(story);
    } catch (error) {
      throw withLog(error, world);
    } finally {
      await world.stop();
    }
  }, LONGEST_MS);
}

function failOnSurprise({ slack, phones, world }: Story): void {
  const surprises = [
    ...slack.untold(),
    ...phones.untold(),
    ...world.log.unexpected.map(({ level, message, facts }) => `the log said (${level}): ${message} ${JSON.stringify(facts)}`),
    ...world.slack.surprises.map((surprise) => `Slack was surprised: ${JSON.stringify(surprise)}`),
    ...world.twilio.surprises.all.map((surprise) => `Twilio was surprised: ${JSON.stringify(surprise)}`),
  ];
  if (surprises.length > 0) throw new Error(`The story did not mention:\n- ${surprises.join('\n- ')}`);
}

function withLog(error: unknown, world: World): Error {
  const lines = world.log.lines.filter(({ level }) => level !== 'info').map(({ level, message, facts }) => `  ${level}: ${message} ${JSON.stringify(facts).slice(0, 600)}`);
  const seen = world.slack.channel('general').messages.map(({ text }) => `  #general: ${text.replaceAll('\n', ' | ')}`);
  const told = new Error(`${error instanceof Error ? error.message : String(error)}\n${[...lines, ...seen].join('\n')}`, { cause: error });
  if (error instanceof Error && error.stack !== undefined) told.stack = `${told.message}\n${error.stack.split('\n').filter((line) => line.trim().startsWith('at ')).join('\n')}`;
  return told;
}
