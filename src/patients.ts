import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { AppConfig } from './config/config.ts';
import type { EnvFile } from './config/env-file.ts';
import type { Environment } from './config/env.ts';
import { VARIABLE_LIST } from './config/env.ts';
import { readEach } from './config/read-variables.ts';
import type { Log } from './conference/ports.ts';
import type { Clean } from './doctor/examine.ts';
import type { Parts, Patient } from './doctor/patient.ts';
import type { DatabaseInspection, DatabaseLook } from './doctor/ports/database.ts';
import type { AtAddress, Web } from './doctor/ports/web.ts';
import { DOCTOR_AGENT, NONCE, PROOF_PATH, proofOf } from './doctor/proof.ts';
import { partsOf, readParts } from './doctor/read-parts.ts';
import { whoAnswers } from './doctor/who-answers.ts';
import { proofRouter } from './http/proof.ts';
import { createHttpServer } from './http/server.ts';
import { createWeb } from './http/web.ts';
import { cleaner } from './logging/clean.ts';
import { createCipher } from './persistence/cipher.ts';
import type { DatabaseLocation } from './persistence/database.ts';
import { lookAtDatabase } from './persistence/look-at-database.ts';
import { createAskSlack, createWebClient } from './slack/asking.ts';
import { createSlackLook } from './slack/identity.ts';
import { manifestScopes } from './slack/manifest.ts';
import { createClient } from './twilio/client.ts';
import { createTwilioLook } from './twilio/look.ts';

/** Nobody waits longer for the doctor's questions, whatever the app's own patience is. */
const PATIENCE_MS = 8_000;
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a test puts in the place of the usual. */
export interface Circumstances {
  readonly now?: () => number;
  readonly wallClock?: () => number;
  readonly nodeVersion?: string;
  /** In the place of the one the settings name; none at all for whoever asks about something else. */
  readonly database?: DatabaseLocation | 'none';
  readonly web?: Web;
}

/** Somebody to be examined, how to clean what is said of them, and the way to let go. */
export interface Admitted {
  readonly patient: Patient;
  readonly clean: Clean;
  readonly close: () => Promise<void>;
}

/** The installation an environment describes, from outside: the app may run, or not. */
export async function admit(environment: Environment, envFile: EnvFile, circumstances: Circumstances = {}): Promise<Admitted> {
  const { web = createWeb({ agent: DOCTOR_AGENT }), now = Date.now } = circumstances;
  const parts = await withTunnel(readParts(environment, idOfKey), web);
  const [database, standIn] = await Promise.all([openLook(environment, circumstances.database), standInFor(parts, web)]);
  return {
    patient: {
      now, wallClock: circumstances.wallClock ?? Date.now, nodeVersion: circumstances.nodeVersion ?? process.versions.node,
      envFile, parts, database: database.look, web, ...providers(parts), manifestScopes: manifestScopes(),
      atPort: once(async () => (standIn === undefined ? askPort(parts, web) : { kind: 'stand-in' as const, certificateEnds: null })),
      atAddress: once(() => askAddress(parts, web)),
    },
    clean: (text) => cleaner(secretsIn(environment), false).text(text),
    close: async () => {
      await Promise.all([database.close(), standIn?.close()]);
    },
  };
}

/** The running app itself, from inside. @param instance the name of this process. */
export function admitSelf(config: AppConfig, { port, instance, inspection, now, secrets }: { readonly port: number; readonly instance: string; readonly inspection: DatabaseInspection; readonly now: () => number; readonly secrets: readonly string[] }): Pick<Admitted, 'patient' | 'clean'> {
  const { encryptionKey, previousKeys } = config.database;
  const parts = partsOf(config, port, [...(encryptionKey === undefined ? [] : [encryptionKey]), ...previousKeys].map(idOfKey));
  const web = createWeb({ agent: DOCTOR_AGENT });
  return {
    patient: {
      now, wallClock: Date.now, nodeVersion: process.versions.node, envFile: null, parts, database: { kind: 'open', inspection }, web, ...providers(parts),
      manifestScopes: manifestScopes(), atPort: async () => ({ kind: 'app', instance, publicUrl: config.http.apiUrl, certificateEnds: null }), atAddress: once(() => askAddress(parts, web)),
    },
    clean: (text) => cleaner(secrets, false).text(text),
  };
}

/** The address of a tunnel only the app that opened it knows. */
async function withTunnel(parts: Parts, web: Web): Promise<Parts> {
  if (!parts.opensTunnel || parts.apiUrl !== undefined) return parts;
  const here = await askPort(parts, web);
  return here.kind === 'app' ? { ...parts, apiUrl: here.publicUrl } : parts;
}

function providers({ slack, twilio }: Parts): Pick<Patient, 'slack' | 'twilio'> {
  const { botToken, apiUrl: slackUrl } = slack;
  const { accountSid, authToken, apiUrl: twilioUrl } = twilio;
  return {
    slack: botToken === undefined || slackUrl === undefined ? null : createSlackLook(createWebClient({ botToken, apiUrl: slackUrl, timeoutMs: PATIENCE_MS }, silent), createAskSlack(Date.now)),
    twilio: accountSid === undefined || authToken === undefined || twilioUrl === undefined ? null : createTwilioLook(createClient({ accountSid, authToken, apiUrl: twilioUrl, timeoutMs: PATIENCE_MS }), { authToken }),
  };
}

async function openLook(environment: Environment, given: DatabaseLocation | 'none' | undefined): Promise<{ readonly look: DatabaseLook; close(): Promise<void> }> {
  if (given === 'none') return { look: { kind: 'not-made' }, close: async () => undefined };
  if (given !== undefined) return lookAtDatabase(given);
  const { DATABASE_URL: url, DATA_DIR: folder } = readEach(environment).values;
  if (url === undefined && (environment['DATABASE_URL']?.trim() ?? '') !== '') return { look: { kind: 'unset' }, close: async () => undefined };
  return lookAtDatabase(url === undefined ? { kind: 'pglite', folder: folder ?? '.data' } : { kind: 'postgres', url });
}

/** Listens at PORT when nobody does, so that whether API_URL leads here can be seen before the app runs. Undefined when somebody listens already. */
async function standInFor(parts: Parts, web: Web): Promise<{ close(): Promise<void> } | undefined> {
  if (parts.port === undefined || parts.port === 0 || parts.apiUrl === undefined) return undefined;
  const found = await askPort(parts, web);
  if (found.kind !== 'nobody' || found.answer.cause !== 'refused') return undefined;
  const server = createHttpServer();
  server.express.use(proofRouter({ path: PROOF_PATH, nonce: NONCE, instance: randomUUID(), as: 'stand-in', publicUrl: parts.apiUrl, proofOf: proofWith(parts) }));
  try {
    await server.listen(parts.port, parts.bindAddress);
    return { close: () => server.close() };
  } catch {
    return undefined; // somebody was quicker, or this user may not listen there; who answers is told all the same
  }
}

function askPort(parts: Parts, web: Web): Promise<AtAddress> {
  return whoAnswers(web, `http://${nearest(parts.bindAddress)}:${parts.port ?? 0}`, proofWith(parts));
}

/** The host part of an address at which a process of this machine reaches what listens on `bindAddress`. */
function nearest(bindAddress: string | undefined): string {
  if (bindAddress === undefined || bindAddress === '0.0.0.0' || bindAddress === '::') return '127.0.0.1';
  return isIPv6(bindAddress) ? `[${bindAddress}]` : bindAddress;
}

function askAddress(parts: Parts, web: Web): Promise<AtAddress> {
  return whoAnswers(web, parts.apiUrl ?? '', proofWith(parts));
}

function proofWith({ slack, twilio }: Parts): (nonce: string) => string {
  return (nonce) => proofOf({ signingSecret: slack.signingSecret, authToken: twilio.authToken }, nonce);
}

function idOfKey(key: Buffer): string {
  return createCipher(key).mark.split(':')[1] ?? '';
}

function secretsIn(environment: Environment): string[] {
  return VARIABLE_LIST.flatMap(({ name, variable }) => (variable.secret ? [environment[name]?.trim() ?? ''] : [])).filter((secret) => secret !== '');
}

function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | undefined;
  return () => (known ??= ask());
}
