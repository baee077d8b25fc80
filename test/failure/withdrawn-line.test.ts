import { expect } from 'vitest';
import type { ThreadLine } from '../../src/domain/thread-line.ts';
import { postLines } from '../../src/conference/post-lines.ts';
import { scenario } from '../support/scenario.ts';
import { aliceIsInAndBobIsRung, WITHOUT_HOST } from '../support/tries-story.ts';

/**
 * That somebody is tried again is a line of its own, and comes to nothing when the conference ends before it is posted. Slack refuses a message without
 * words, and its refusal was taken for a channel that is lost: the card went to the host's direct messages.
 */
scenario('A try that came to nothing before the thread told of it is told nowhere, and the card stays where it is', async (story) => {
  const { slack, world } = story;
  const { alice, bob } = await aliceIsInAndBobIsRung(story);
  await bob.isBusy();
  const general = slack.channel('general');
  await general.thread('Review').says('Alice joined', "Bob's line was busy", 'Trying Bob again in 1 min');
  await alice.hangsUp();
  await general.card('Review').shows('Ended', 'Bob Berg: line busy');
  await general.thread('Review').says('Alice left');
  await general.thread('Review').saysLike(/^Ended after/u);

  // The channel has its pace.
  await world.passes(5_000);
  const { context } = world.app;
  const [row] = await world.database.query(`SELECT id, conference_id, line FROM thread_line WHERE key LIKE '%tries-again'`);
  const waiting = { id: BigInt(String(row?.['id'])), line: row?.['line'] as ThreadLine };
  const asked = world.slack.journal.entries.length;
  await postLines({ ...context, store: { ...context.store, linesToPost: async () => [waiting] } }, String(row?.['conference_id']));
  expect(world.slack.journal.entries.slice(asked).map(({ what }) => what)).toEqual([]);
  expect(await world.database.query('SELECT card_lost FROM conference')).toEqual([{ card_lost: null }]);
}, { settings: { ...WITHOUT_HOST, RING_ATTEMPTS: '2' } });
