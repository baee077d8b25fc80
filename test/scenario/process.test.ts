import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Surroundings } from '../support/app-process.ts';
import { AppProcess, journalSays, surroundings } from '../support/app-process.ts';
import { databaseKind } from '../support/databases.ts';
import { NUMBERS } from '../support/phones.ts';

/** The app as people run it: a process of its own, in real time, beside both emulators. */
let s: Surroundings;
beforeEach(async () => {
  s = await surroundings();
}, 120_000);
afterEach(() => s.close(), 120_000);

const callsTo = (number: string): number => [...s.twilio.store.calls.values()].filter(({ to }) => to === number).length;
const get = async (path: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`http://127.0.0.1:${s.port}${path}`);
  return { status: response.status, body: await response.json() };
};

function story(name: string, tell: () => Promise<void>): void {
  test(`${name} [${databaseKind}]`, tell, 240_000);
}

story('It starts, says that it lives and is ready, and SIGTERM ends it with 0', async () => {
  const app = s.start();
  await app.ready();
  expect(await get('/health')).toEqual({ status: 200, body: { status: 'alive' } });
  expect(await get('/ready')).toEqual({ status: 200, body: { status: 'ready', database: 'ready', workers: 'ready' } });
  expect(await app.kill('SIGTERM')).toBe(0);
  expect(app.output).not.toMatch(/"level":"(?:warn|error)"/);
});

story('SIGTERM while it still starts ends it with 0, too', async () => {
  const asked = Promise.withResolvers<Socket>();
  const silent = createServer((socket) => asked.resolve(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const app = s.start({ DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none` });
  const connection = await asked.promise;
  app.child.kill('SIGTERM');
  await app.prints('Finishing what is in hand');
  connection.destroy();
  expect(await app.ends()).toBe(0);
  silent.close();
});

story('The whole story runs in real time, and nothing it prints can be dialled or opens a door', async () => {
  const app = s.start();
  await app.ready();
  const reply = await s.slack.as('ina').types('/conference Project Review @alice');
  expect([reply.status, reply.text]).toEqual([200, 'Ringing @Alice Ames.']);
  await s.twilio.phone(NUMBERS.alice).answers().hears('Welcome to Project Review. You are being connected to the conference.').hangsUp();
  await s.slack.until(() => s.slack.channel('general').card('Project Review')?.text.includes('Ended after') === true);
  await s.slack.until(() => s.slack.channel('general').thread('Project Review').lines.join('\n').includes('Alice left'));
  expect(await app.kill('SIGTERM')).toBe(0);
  expect(app.output).toContain('📞 Calling contact: Alice Ames at +1•••••••01');
  expect(app.output).not.toMatch(/5550101|"level":"(?:warn|error)"/);
  for (const secret of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'TWILIO_AUTH_TOKEN', 'ENCRYPTION_KEY']) expect(app.output).not.toContain(s.settings[secret]);
});

story('SIGTERM while Twilio still owes the answer to a call ends it with 0 all the same, and the next start adopts that call', async () => {
  s.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'hang', afterEffect: true } });
  const app = s.start();
  await app.ready();
  await s.slack.as('ina').types('/conference Project Review @alice');
  await s.twilio.phone(NUMBERS.alice).rings();
  const asked = Date.now();
  expect(await app.kill('SIGTERM')).toBe(0);
  // Ten seconds, and what a busy machine takes to say that it is over.
  expect(Date.now() - asked).toBeLessThan(15_000);

  const next = s.start();
  await next.ready();
  await s.twilio.phone(NUMBERS.alice).answers().hears('Welcome to Project Review.');
  await s.slack.until(() => s.slack.channel('general').card('Project Review')?.text.includes('in the room') === true);
  expect(callsTo(NUMBERS.alice)).toBe(1);
});

story('SIGTERM while a call is being placed lets it be finished', async () => {
  s.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'slow', ms: 1_000 } });
  const app = s.start();
  await app.ready();
  await s.slack.as('ina').types('/conference Project Review @alice');
  await app.prints('📞 Calling contact');
  expect(await app.kill('SIGTERM')).toBe(0);
  expect(callsTo(NUMBERS.alice)).toBe(1);

  const next = s.start();
  await next.ready();
  await s.twilio.phone(NUMBERS.alice).answers().hears('Welcome to Project Review.');
  expect(next.output).not.toContain('📞 Calling contact');
  expect(callsTo(NUMBERS.alice)).toBe(1);
});

story('Killed the moment the command was acknowledged, it rings the phones exactly once when it is started again', async () => {
  const app = s.start();
  await app.ready();
  const reply = await s.slack.as('ina').types('/conference Project Review @alice @bob');
  await app.kill('SIGKILL');
  expect(reply.text).toBe('Ringing @Alice Ames and @Bob Berg.');

  const next = s.start();
  await next.ready();
  await s.twilio.phone(NUMBERS.alice).answers().hears('Welcome to Project Review.').hangsUp();
  await s.twilio.phone(NUMBERS.bob).answers().hears('Welcome to Project Review.').hangsUp();
  await s.slack.until(() => s.slack.channel('general').card('Project Review')?.text.includes('Ended after') === true);
  expect([callsTo(NUMBERS.alice), callsTo(NUMBERS.bob)]).toEqual([1, 1]);
});

story('Killed while Twilio places a call, it adopts that call when it is started again', async () => {
  s.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'hang', afterEffect: true } });
  s.twilio.callbackFaults.plant({ url: '/callbacks/call/', times: 2, fault: { kind: 'lose' } });
  const app = s.start();
  await app.ready();
  await s.slack.as('ina').types('/conference Project Review @alice');
  await s.twilio.phone(NUMBERS.alice).rings();
  await app.kill('SIGKILL');

  const next = s.start();
  await next.ready();
  await next.prints('Twilio has the call whose answer was lost');
  await s.twilio.phone(NUMBERS.alice).answers().hears('Welcome to Project Review.').hangsUp();
  await s.slack.until(() => s.slack.channel('general').card('Project Review')?.text.includes('Ended after') === true);
  expect(callsTo(NUMBERS.alice)).toBe(1);
});

story('While Postgres or the folder is fine and Twilio is not, the command is still acknowledged', async () => {
  s.twilio.faults.plant({ path: '/Calls.json', fault: { kind: 'reset' } });
  const app = s.start();
  await app.ready();
  const reply = await s.slack.as('ina').types('/conference Project Review @alice');
  expect(reply.text).toBe('Ringing @Alice Ames.');
  await journalSays(s, `POST /2010-04-01/Accounts/${s.twilio.accountSid}/Calls.json`);
  await app.prints('Twilio did not say what became of a call');
  expect((await get('/ready')).status).toBe(200);
});

story('In production a missing variable is a sentence that says where to find it, and exit code 1', async () => {
  const { SLACK_SIGNING_SECRET: _missing, ...rest } = s.settings;
  const app = new AppProcess({ ...rest, NODE_ENV: 'production', API_URL: 'https://conference.example.com' });
  expect(await app.ends()).toBe(1);
  expect(app.output).toMatch(/^Conference cannot start:\n- SLACK_SIGNING_SECRET is missing\. Proves that a request comes from Slack: https:\/\/api\.slack\.com\/apps/);
  expect(app.output.split('\n')).toHaveLength(2);
});

story('In production nothing at all is set: every missing variable is named, and no sandbox starts', async () => {
  const app = new AppProcess({ NODE_ENV: 'production' });
  expect(await app.ends()).toBe(1);
  for (const name of ['API_URL', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'ENCRYPTION_KEY']) {
    expect(app.output).toContain(`- ${name} is missing.`);
  }
  expect(app.output).not.toMatch(/\n\s+at /);
});

story('A port somebody else has is a sentence, and exit code 1', async () => {
  const app = s.start();
  await app.ready();
  const other = databaseKind === 'PGlite' ? { DATA_DIR: `${'DATA_DIR' in s.database.settings ? s.database.settings.DATA_DIR : ''}/other` } : {};
  const second = s.start(other);
  expect(await second.ends()).toBe(1);
  expect(second.output).toContain('PORT is in use by another program.');
  expect(second.output).not.toMatch(/\n\s+at /);
});

if (databaseKind === 'PGlite') {
  story('A second process on the same folder is refused with the way out, and the first goes on', async () => {
    const app = s.start();
    await app.ready();
    const second = s.start({ PORT: '0' });
    expect(await second.ends()).toBe(1);
    expect(second.output).toMatch(/^Conference cannot start:\n- The data folder \S+ is in use by process \d+\. Stop that process, give this one a folder of its own with DATA_DIR, or use Postgres with DATABASE_URL/);
    expect(second.output).toContain(`process ${app.child.pid}.`);
    expect((await get('/ready')).status).toBe(200);
  });

  story('The lock of a killed process is taken over, and of one that ended in order nothing is left', async () => {
    const { settings: { DATA_DIR: folder } } = s.database as { settings: { DATA_DIR: string } };
    const app = s.start();
    await app.ready();
    await app.kill('SIGKILL');
    expect(await readFile(join(folder, 'process.lock'), 'utf8')).toMatch(new RegExp(`^${app.child.pid} `));
    const next = s.start();
    await next.ready();
    expect(await next.kill('SIGTERM')).toBe(0);
    await expect(readFile(join(folder, 'process.lock'), 'utf8')).rejects.toThrow('ENOENT');
  });
} else {
  story('Two processes that start at once on an empty database both come up, and it is migrated once', async () => {
    const both = [s.start(), s.start({ PORT: '0' })];
    await Promise.all(both.map((app) => app.ready()));
    for (const app of both) expect(app.output).not.toMatch(/"level":"(?:warn|error)"/);
    await s.slack.as('ina').types('/conference Project Review @alice @bob');
    await s.twilio.phone(NUMBERS.alice).answers().hears('Welcome to Project Review.').hangsUp();
    await s.twilio.phone(NUMBERS.bob).answers().hears('Welcome to Project Review.').hangsUp();
    expect([callsTo(NUMBERS.alice), callsTo(NUMBERS.bob)]).toEqual([1, 1]);
  });
}
