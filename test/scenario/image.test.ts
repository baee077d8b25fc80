import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Surroundings } from '../support/app-process.ts';
import { AppProcess, surroundings } from '../support/app-process.ts';
import { databaseKind } from '../support/databases.ts';
import { commandOf, copies, environmentOf, lastStage, ROOT } from '../support/dockerfile.ts';
import { emptyFolder } from '../support/folders.ts';
import { freePort } from '../support/free-port.ts';
import { NUMBERS } from '../support/phones.ts';

/** The files of the image's last stage in a folder, and its own command run in it: Docker itself is not needed to see whether a file is missing. */
let s: Surroundings;
let folder: string;
let app: AppProcess | undefined;
beforeEach(async () => {
  s = await surroundings();
  folder = await emptyFolder();
});
afterEach(async () => {
  await app?.kill('SIGKILL');
  await s.close();
});

async function unpack(): Promise<void> {
  for (const { from, to } of copies(lastStage())) {
    for (const path of from) {
      const source = join(ROOT, path.replace(/^\/app\//u, ''));
      const target = join(folder, to === './' ? path : to);
      await mkdir(dirname(target), { recursive: true });
      if (to === 'node_modules') await symlink(source, target);
      else await cp(source, target, { recursive: true });
    }
  }
}

test(`What the image holds is enough: it starts in production, is healthy and ready, rings a phone, shows its metrics, and SIGTERM ends it with 0 [${databaseKind}]`, async () => {
  await unpack();
  const stage = lastStage();
  const metricsPort = await freePort();
  const settings = { ...s.settings, ...environmentOf(stage), PORT: String(s.port), API_URL: 'https://conference.example.com', METRICS_PORT: String(metricsPort) };
  app = new AppProcess(settings, { folder, command: commandOf(stage, 'CMD').slice(1) });
  await app.ready();
  const ready = await fetch(`http://127.0.0.1:${s.port}/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', database: 'ready', workers: 'ready' }]);
  const healthcheck = async (port: number): Promise<unknown> => promisify(execFile)(process.execPath, commandOf(stage, 'HEALTHCHECK').slice(1), { cwd: folder, env: { PORT: String(port) } });
  await healthcheck(s.port);
  await expect(healthcheck(await freePort())).rejects.toMatchObject({ code: 1 });

  const reply = await s.slack.as('ina').types('/conference Project Review @alice');
  expect(reply.text).toBe('Ringing @Alice Ames.');
  await s.twilio.phone(NUMBERS.alice).rings();
  const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  expect(await metrics.text()).toContain('conference_requested_total 1');
  expect(await app.kill('SIGTERM')).toBe(0);
}, 240_000);
