import { postLines } from '../../src/conference/post-lines.ts';
import { scenario } from '../support/scenario.ts';

/**
 * Found by chaos: a change committed after the conference was read for the thread and before its lines were. The line said that it had
 * ended, the conference did not, and what was posted said nothing.
 */
scenario('A change that commits while lines are read is told with the next ones, whole', async ({ world, slack, phones }) => {
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg.');
  await phones.of('alice').answers();
  await phones.of('bob').isBusy();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room');
  await general.thread('Project Review').says('Alice joined', "Bob's line was busy");

  const { context } = world.app;
  const { store, clock } = context;
  const [row] = await world.database.query('SELECT id FROM conference');
  const id = String(row?.['id']);
  let isChanged = false;
  const ends = async (): Promise<void> => {
    if (isChanged) return;
    isChanged = true;
    await store.change(id, () => ({ events: [{ kind: 'end-decided', at: clock.now(), reason: 'time-limit' }], result: undefined }));
  };
  const meanwhile = { ...context, store: { ...store, readSettled: async (which: string) => {
    const settled = await store.readSettled(which);
    await ends();
    return settled;
  }, linesToPost: async (which: string) => {
    const lines = await store.linesToPost(which);
    await ends();
    return lines;
  } } };
  await postLines(meanwhile, id);

  await general.card('Project Review').shows('Ended after');
  await general.thread('Project Review').saysLike(/^Ended after .*: the time limit was reached/u);
  await phones.of('alice').isIdle();
}, { settings: { RING_HOST: 'false' } });
