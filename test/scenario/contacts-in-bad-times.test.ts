import { expect } from 'vitest';
import type { BookChanges, PhoneBook } from '../../src/conference/ports.ts';
import { inAnotherProcess } from '../support/another-process.ts';
import { inTheBook, opensBook } from '../support/book-story.ts';
import { scenario } from '../support/scenario.ts';

/** The phone book when something else is broken: it opens, says so, and loses nothing that was typed. */
const AWAY = 'I cannot reach my database just now. Close this and try again in a moment.';
const NOT_SAVED = 'I cannot reach my database just now, or it takes its time. Nothing you typed is lost: press the button again in a moment.';
const gone = (): Promise<never> => Promise.reject(new Error('The database is gone'));
const never = (): Promise<never> => new Promise(() => undefined);

scenario('with the database away it opens and says so', async (story) => {
  const { world } = story;
  world.log.expects('The phone book could not be read');
  const phoneBook: PhoneBook = { ...world.app.context.phoneBook, search: gone };
  await inAnotherProcess(world, { phoneBook }, async () => {
    const modal = await opensBook(story, 'ina');
    await modal.says(AWAY);
  });
});

scenario('with a database that never answers it opens at once, and says so after ten seconds', async (story) => {
  const { world } = story;
  const asked = Promise.withResolvers<void>();
  const search = (): Promise<never> => {
    asked.resolve();
    return never();
  };
  const phoneBook: PhoneBook = { ...world.app.context.phoneBook, search };
  await inAnotherProcess(world, { phoneBook }, async () => {
    const opened = world.clock.now();
    const modal = await opensBook(story, 'ina');
    await asked.promise;
    await modal.says('Opening the phone book');
    expect(world.clock.now()).toBe(opened);
    await world.clock.tick(9_999);
    await world.settle();
    expect(modal.seen.text).not.toContain(AWAY);
    await world.clock.tick(1);
    await modal.says(AWAY);
  });
});

scenario('a form that cannot be saved, or not in time, keeps what was typed, and is saved once when it can be', async (story) => {
  const { world } = story;
  world.log.expects('A contact could not be saved');
  const { bookChanges } = world.app.context;
  const away: BookChanges = { ...bookChanges, keepContact: gone };
  const slow: BookChanges = { ...bookChanges, keepContact: async (...contact) => { await bookChanges.keepContact(...contact); return never(); } };
  const modal = await opensBook(story, 'ina');
  await modal.presses('Add a contact');
  await modal.says('Second number');
  await inAnotherProcess(world, { bookChanges: away }, async () => {
    await modal.submits({ Name: 'Kim Park', Number: '+14155550150' });
    modal.complains({ Name: NOT_SAVED });
  });
  await inAnotherProcess(world, { bookChanges: slow }, async () => {
    const submitting = world.slack.as('ina').submits();
    await world.passes(2_600);
    expect(await submitting).toMatchObject({ status: 200, error: undefined });
    modal.complains({ Name: NOT_SAVED });
    expect(modal.holds('Number')).toBe('+14155550150');
  });
  await modal.submits();
  await modal.says('Kim Park is saved.');
  expect(await world.database.query('SELECT name FROM contact')).toEqual([{ name: 'Kim Park' }]);
});

scenario('while Slack does not say who somebody is, they look without numbers, and change nothing', async (story) => {
  const { world } = story;
  await inTheBook(world, { name: 'Kim Park', number: '+14155550150' });
  const repair = world.slack.faults.plant({ path: 'users.info', fault: { kind: 'status', status: 503 } });
  const modal = await opensBook(story, 'ina');
  await modal.says('Kim Park', 'Slack does not say just now whether you may change the phone book.');
  expect(modal.seen.text).not.toContain('0150');
  expect(modal.seen.buttons).toEqual(['Groups']);
  repair();
  await modal.submits();
  await modal.says('+1 415 555 0150');
  expect(modal.seen.buttons).toContain('Export');
});

scenario('where Slack opens no form, whoever asked is told so', async (story) => {
  const { slack, world } = story;
  world.log.expects('A view of the phone book could not be opened');
  world.slack.faults.plant({ path: 'views.open', times: 1, fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference contacts');
  await slack.as('ina').reads('Slack did not open the form in time. Please try again.');
});
