import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dotenv from 'dotenv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { VARIABLE_LIST } from '../../src/config/env.ts';
import { commandOf, copies, environmentOf, lastStage, ROOT, stages } from '../support/dockerfile.ts';
import { documentedCommands } from '../support/documented-commands.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const known = new Set<string>(VARIABLE_LIST.map(({ name }) => name));
const needed = VARIABLE_LIST.filter(({ variable }) => variable.required !== undefined).map(({ name }) => name);
const unknown = (names: readonly string[]): string[] => names.filter((name) => !known.has(name));
const last = lastStage();
const PORT = environmentOf(last)['PORT'];

test('the Dockerfile copies what there is, and what it runs is among it', () => {
  const made = new Set(['node_modules']);
  for (const { stage, from } of stages().flatMap(copies)) {
    for (const path of from) {
      const inRepository = path.replace(/^\/app\/?/u, '');
      expect({ path, is: made.has(inRepository) || existsSync(join(ROOT, inRepository)) }).toEqual({ path, is: true });
      expect(stage === undefined || stages().some(({ name }) => name === stage)).toBe(true);
    }
  }
  const there = copies(last).map(({ from, to }) => (to === './' ? from[0] ?? '' : to));
  for (const word of ['CMD', 'HEALTHCHECK'] as const) {
    const script = commandOf(last, word).at(-1) ?? '';
    expect(there.some((path) => script === path || script.startsWith(`${path}/`))).toBe(true);
  }
});

test('the image runs as nobody who may change it, without development packages, on the Node the tests run on', () => {
  expect(last.instructions.find(({ word }) => word === 'USER')?.rest).toBe('node');
  const packages = stages().find(({ name }) => name === copies(last).find(({ to }) => to === 'node_modules')?.stage);
  expect(packages?.instructions.find(({ word }) => word === 'RUN')?.rest).toMatch(/^npm ci --omit=dev --omit=optional --ignore-scripts\b/u);
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
  for (const { image } of stages()) expect(image).toBe(`node:${devDependencies.node.split('.')[0]}-bookworm-slim`);
});

test('what is not for the image stays out of it', () => {
  const ignored = read('.dockerignore').split('\n');
  for (const path of ['.env', '.git', '.data', 'node_modules']) expect(ignored).toContain(path);
});

interface Compose {
  services: Record<'app' | 'database', { environment: Record<string, string>; ports?: string[]; env_file?: string; stop_grace_period?: string }>;
}

test('compose.yaml sets variables the app knows, and the ports fit', () => {
  const { app, database } = (parse(read('compose.yaml')) as Compose).services;
  expect(unknown(Object.keys(app.environment))).toEqual([]);
  expect(app.environment['PORT']).toBe(PORT);
  expect(app.ports).toEqual([`127.0.0.1:${PORT}:${PORT}`, `127.0.0.1:${app.environment['METRICS_PORT']}:${app.environment['METRICS_PORT']}`]);
  expect(app.environment['DATABASE_URL']).toContain(`//${database.environment['POSTGRES_USER']}:`);
  expect(app.environment['DATABASE_URL']).toMatch(new RegExp(`/${database.environment['POSTGRES_DB']}$`, 'u'));
  expect(Number.parseInt(app.stop_grace_period ?? '', 10)).toBeGreaterThan(10);
});

test('render.yaml asks for every setting production needs, and knows no other', () => {
  const { services } = parse(read('render.yaml')) as { services: { healthCheckPath: string; envVars: { key: string }[]; plan: string; runtime: string }[] };
  const keys = services.flatMap(({ envVars }) => envVars.map(({ key }) => key));
  expect(unknown(keys)).toEqual([]);
  expect(keys).toEqual(expect.arrayContaining(needed));
  expect(services.map(({ healthCheckPath, runtime }) => [healthCheckPath, runtime])).toEqual([['/ready', 'docker']]);
  // docs/deploy.md: 1 GB. The plan before has 512 MB, this one 2 GB (render.com/pricing), and Render kills what needs more.
  expect(services.map(({ plan }) => plan)).toEqual(['standard']);
});

test('fly.toml and railway.json ask /ready, on the port of the image', () => {
  const fly = read('fly.toml');
  const env = [...(/^\[env\]\n((?:[ \t]+\S.*\n)+)/mu.exec(fly)?.[1] ?? '').matchAll(/(\w+) = "(.*)"/gu)].map(([, name = '', value = '']) => [name, value]);
  expect(unknown(env.map(([name = '']) => name))).toEqual([]);
  expect(Object.fromEntries(env)).toMatchObject({ PORT });
  expect(fly).toMatch(new RegExp(`internal_port = ${PORT}\\b`, 'u'));
  expect(/\[metrics\]\n\s+port = (\d+)/u.exec(fly)?.[1]).toBe(Object.fromEntries(env)['METRICS_PORT']);
  const railway = JSON.parse(read('railway.json')) as { deploy: { healthcheckPath: string }; build: { dockerfilePath: string } };
  for (const path of [/ path = "(\/ready)"/u.exec(fly)?.[1], railway.deploy.healthcheckPath]) expect(path).toBe('/ready');
  expect(existsSync(join(ROOT, railway.build.dockerfilePath))).toBe(true);
});

test('the systemd unit runs what the image runs, and gives it time to finish', () => {
  const unit = read('deploy/conference.service');
  expect(/^ExecStart=\/usr\/bin\/(.*)$/mu.exec(unit)?.[1]?.split(' ')).toEqual(commandOf(last, 'CMD'));
  expect(Number(/^TimeoutStopSec=(\d+)$/mu.exec(unit)?.[1])).toBeGreaterThan(10);
});

/** What the file of settings says wins over `Environment=` of the unit (systemd.exec(5), EnvironmentFile), so that only the file counts. */
test('the file of settings the systemd install makes is one of production, and operators give the same file to the commands', () => {
  const unit = read('deploy/conference.service');
  const file = /^EnvironmentFile=(.*)$/mu.exec(unit)?.[1] ?? '';
  expect(unit).not.toMatch(/^Environment=/mu);
  const typed = documentedCommands().map(({ line }) => line);
  expect(typed).toContain(`sudo install -m 640 -g conference .env.example ${file}`);
  const sed = typed.find((line) => line.startsWith('sudo sed -i ') && line.endsWith(` ${file}`));
  const script = /'([^']+)'/u.exec(sed ?? '')?.[1] ?? '';
  expect(dotenv.parse(execFileSync('sed', [script, join(ROOT, '.env.example')]))).toEqual({ ...dotenv.parse(read('.env.example')), NODE_ENV: 'production' });
  for (const script of ['doctor-start.mjs', 'jobs-main.ts list', 'keys-main.ts status', 'keys-main.ts rotate']) expect(typed).toContain(`sudo -u conference node --env-file=${file} src/${script}`);
});
