import { randomUUID } from 'node:crypto';
import type { AppConfig } from './config/config.ts';
import type { Clock } from './conference/clock.ts';
import { systemClock } from './conference/clock.ts';
import type { Context } from './conference/context.ts';
import { inTime } from './conference/in-time.ts';
import type { Log } from './conference/ports.ts';
import { answerErrors } from './http/answer-errors.ts';
import { examine } from './doctor/examine.ts';
import { NONCE, PROOF_PATH, proofOf } from './doctor/proof.ts';
import { healthRouter } from './http/health.ts';
import { proofRouter } from './http/proof.ts';
import { metricsAreShown, serveMetrics } from './http/serve-metrics.ts';
import { createHttpServer } from './http/server.ts';
import { joinRouter } from './join/router.ts';
import { handlers } from './jobs/handlers.ts';
import { ALL_JOBS } from './jobs/definitions.ts';
import type { Jobs } from './jobs/jobs.ts';
import { openJobs } from './jobs/jobs.ts';
import { createOutbox } from './jobs/outbox.ts';
import { readContactsApart } from './jobs/read-contacts-apart.ts';
import { jobsStanding } from './jobs/standing.ts';
import { createAbout } from './logging/about.ts';
import { createLog } from './logging/log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { admitSelf } from './patients.ts';
import { createAnnouncements } from './persistence/announcements.ts';
import { createBookChanges } from './persistence/book-changes.ts';
import { createBookFiles } from './persistence/book-files.ts';
import { createCallbackStore } from './persistence/callback-store.ts';
import { createCipher } from './persistence/cipher.ts';
import { createConferenceStore } from './persistence/conference-store.ts';
import { createHistory } from './persistence/history.ts';
import { createHomes } from './persistence/homes.ts';
import { createInspection } from './persistence/inspection.ts';
import { createLedger } from './persistence/ledger.ts';
import { createPhoneBook } from './persistence/phone-book.ts';
import { createPeopleSettings } from './persistence/people-settings.ts';
import type { DatabaseLocation } from './persistence/database.ts';
import { openDatabase } from './persistence/database.ts';
import { createDrafts } from './persistence/drafts.ts';
import { createFoundSoFar } from './persistence/found-so-far.ts';
import { createErasure } from './persistence/erasure.ts';
import { createDialTurns } from './persistence/dial-turns.ts';
import { createJoinLinks } from './persistence/join-links.ts';
import { createNativeCallRecords } from './persistence/native-call-records.ts';
import { createNumberProofs } from './persistence/number-proofs.ts';
import { createPace } from './persistence/pace.ts';
import { createRecentRings, unlimitedRings } from './persistence/recent-rings.ts';
import { conferencesStanding } from './persistence/standing.ts';
import { createSignsOfLife } from './persistence/signs-of-life.ts';
import { createUpkeep } from './persistence/upkeep.ts';
import { locationOf, secretsOf, twilioSettings } from './settings-of.ts';
import type { MountedSlack } from './slack/app.ts';
import { mountSlack } from './slack/app.ts';
import { createAskSlack, createWebClient } from './slack/asking.ts';
import { createBookPost } from './slack/book-post.ts';
import { createCountingFetch } from './slack/counting-fetch.ts';
import { createDetailsViews } from './slack/details-views.ts';
import { createDirectory } from './slack/directory.ts';
import { createHomeTab } from './slack/home-tab.ts';
import { createMessenger } from './slack/messenger.ts';
import { createNativeCalls } from './slack/native-calls.ts';
import { createClient } from './twilio/client.ts';
import { CountingClient } from './twilio/counting-client.ts';
import { createRoomControls } from './twilio/room-controls.ts';
import { createPrices } from './twilio/prices.ts';
import { twilioRouter } from './twilio/router.ts';
import { createTelephony } from './twilio/telephony.ts';

/** What a test or a sandbox puts in the place of the usual. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly database?: DatabaseLocation;
  readonly pollSeconds?: number;
  readonly superviseSeconds?: number;
  /** Where to listen, instead of on all addresses: the sandbox has no business on a network. */
  readonly host?: string;
}

/** The running app. */
export interface RunningApp {
  readonly port: number;
  /** Where /metrics has a port of its own. */
  readonly metricsPort: number | undefined;
  /** What the app is made of; tests look into its store. */
  readonly context: Context;
  readonly jobs: Pick<Jobs, 'dead'>;
  /** Resolves once nothing is under way and no job is due: `true` if it had to wait. */
  drain(): Promise<boolean>;
  /** Stops accepting, finishes what is in hand (up to `graceMs`), and closes the database. */
  stop(graceMs?: number): Promise<void>;
}

/** A poll finds what no wake-up announced: jobs of a process that died, and those due in more than a minute. */
const POLL_SECONDS = 2;
const GRACE_MS = 8_000;

/** Puts the app together and starts it. Resolves when it is ready. */
export async function startApp(config: AppConfig, overrides: Overrides = {}): Promise<RunningApp> {
  const clock = overrides.clock ?? systemClock;
  const { log, about } = createAbout(overrides.log ?? createLog({ ...config.logging, secrets: secretsOf(config) }));
  const now = (): number => clock.now();

  const database = await openDatabase(overrides.database ?? locationOf(config));
  const { prisma } = database;
  const cipher = createCipher(config.database.encryptionKey, config.database.previousKeys);
  const jobs = await openJobs(database, clock, log, { about, pollSeconds: overrides.pollSeconds ?? POLL_SECONDS, superviseSeconds: overrides.superviseSeconds });
  const maxConferenceMs = config.calling.maxConferenceMinutes * 60_000;
  const aloneMs = config.calling.aloneMinutes * 60_000;
  const outbox = createOutbox(jobs.queue, prisma, now, {
    callsPerSecond: config.twilio.callsPerSecond, maxConferenceMs, aloneMs, nativeCalls: config.slack.calls,
  });
  const metrics = createMetrics(ALL_JOBS.map(({ name }) => name), clock, log, metricsAreShown(config.metrics));
  const { watch } = metrics;
  const slackSettings = { ...config.slack, fetch: createCountingFetch(config.slack.apiUrl, watch) };
  const slack = createWebClient(slackSettings, log);
  const askSlack = createAskSlack(now);
  const twilio = twilioSettings(config);
  const twilioClient = createClient(twilio, new CountingClient(twilio.timeoutMs, watch));
  const context: Context = {
    clock, log, about,
    store: createConferenceStore({ prisma, cipher, outbox, watch }),
    announcements: createAnnouncements(prisma, cipher),
    detailsViews: createDetailsViews(slack, askSlack, { controls: config.calling.controls, now }),
    callbacks: createCallbackStore({ prisma, cipher, outbox, watch }, now),
    drafts: createDrafts(prisma, cipher, now),
    foundSoFar: createFoundSoFar(prisma, cipher, now),
    pace: createPace(prisma, now),
    erasure: createErasure(prisma, cipher, outbox, now),
    dialTurns: createDialTurns(prisma, cipher, now),
    recentRings: config.calling.ringPace ? createRecentRings(prisma, cipher, now) : unlimitedRings,
    upkeep: createUpkeep(prisma, outbox),
    phoneBook: createPhoneBook(prisma, cipher),
    bookChanges: createBookChanges(prisma, cipher),
    bookFiles: createBookFiles({ prisma, cipher, outbox }, now),
    bookPost: createBookPost(slack, askSlack, { ...config.slack, contactsAdmins: config.calling.contactsAdmins }),
    readContactsApart,
    peopleSettings: createPeopleSettings(prisma, cipher),
    homes: createHomes(prisma, outbox),
    history: createHistory(prisma, cipher),
    ledger: createLedger(prisma, cipher, outbox),
    homeTab: createHomeTab(slack, askSlack),
    numberProofs: createNumberProofs(prisma, cipher, outbox, now),
    directory: createDirectory(slack, askSlack, now),
    messenger: createMessenger(slack, askSlack, { maxParticipants: config.calling.maxParticipants, timeoutMs: config.slack.timeoutMs }),
    nativeCalls: createNativeCalls(slack, askSlack),
    nativeCallRecords: createNativeCallRecords(prisma, outbox),
    joinLinks: createJoinLinks(prisma),
    telephony: createTelephony(twilioClient, twilio),
    roomControls: createRoomControls(twilioClient, twilio),
    prices: createPrices(twilioClient, twilio, now, log),
    signsOfLife: createSignsOfLife(prisma, now, log),
    doctor: {
      examine: async () => {
        const { patient, clean } = admitSelf(config, { port, instance, inspection: createInspection((sql, parameters = []) => prisma.$queryRawUnsafe(sql, ...parameters)), now, secrets: secretsOf(config) });
        return examine(patient, clean);
      },
    },
    rules: {
      ringHost: config.calling.ringHost,
      maxParticipants: config.calling.maxParticipants,
      confirmJoin: config.calling.confirmJoin,
      ringPlan: { attempts: config.calling.ringAttempts, pauseMs: config.calling.ringPauseSeconds * 1_000 },
      challengesMachines: config.calling.voicemail === 'challenge',
      maxConferenceMs, aloneMs, twilioTimeoutMs: twilio.timeoutMs,
      nativeCalls: config.slack.calls,
      publicUrl: config.http.apiUrl,
      quietHours: config.calling.quietHours,
      contactsAdmins: config.calling.contactsAdmins,
      controls: config.calling.controls,
      retentionMs: config.database.retentionDays * 86_400_000,
      callbackRetentionMs: config.database.callbackRetentionDays * 86_400_000,
      allowedCountries: config.calling.allowedCountries,
      defaultCountry: config.calling.defaultCountry,
      ownNumber: config.twilio.phoneNumber,
      logNumbersInFull: config.logging.phoneNumbers === 'full',
    },
  };

  const instance = randomUUID();
  const server = createHttpServer();
  server.express.use(healthRouter({
    database: async () => void (await prisma.$queryRaw`SELECT 1`),
    ...(config.roles.workers ? {
      workers: async () => {
        if (!jobs.working()) throw new Error('the workers have not started');
      },
    } : {}),
  }));
  const metricsServer = serveMetrics(config.metrics, server, {
    contentType: metrics.contentType,
    text: () => metrics.text(async () => {
      const [conferences, work] = await Promise.all([conferencesStanding(prisma), jobsStanding(database, now())]);
      return { ...conferences, ...work };
    }),
  });
  let slackSide: MountedSlack | undefined;
  const secrets = { signingSecret: config.slack.signingSecret, authToken: config.twilio.authToken };
  server.express.use(proofRouter({ path: PROOF_PATH, nonce: NONCE, instance, as: config.roles.web ? 'app' : 'worker', publicUrl: config.http.apiUrl, proofOf: (nonce) => proofOf(secrets, nonce) }));
  if (config.roles.web) {
    server.express.use(twilioRouter(context, twilio));
    server.express.use(joinRouter(context));
    slackSide = mountSlack(server.express, context, slackSettings);
  }
  server.express.use(answerErrors(log));
  const host = overrides.host ?? config.http.bindAddress;
  const listen = async (): Promise<{ port: number; metricsPort: number | undefined }> => ({
    port: await server.listen(config.http.port, host), metricsPort: await metricsServer?.listen(config.metrics.port ?? 0, host),
  });
  const { port, metricsPort } = await listen().catch(async (error: unknown) => {
    await jobs.stop(0);
    await database.close();
    throw error;
  });
  // Not before: a process that finds its port taken takes no job with it.
  if (config.roles.workers) await jobs.work(handlers(context, outbox));

  return {
    port, metricsPort, context, jobs,
    drain: async () => {
      let waited = false;
      while (server.underWay() > 0 || (slackSide?.underWay() ?? 0) > 0 || (await jobs.drain())) {
        waited = true;
        await new Promise(setImmediate);
      }
      return waited;
    },
    stop: async (graceMs = GRACE_MS) => {
      await Promise.all([server.close(), metricsServer?.close()]);
      if (slackSide !== undefined && slackSide.underWay() > 0 && graceMs > 0) await inTime(clock, slackSide.rest(), graceMs, undefined);
      await context.signsOfLife.rest();
      await jobs.stop(graceMs);
      await database.close();
    },
  };
}
