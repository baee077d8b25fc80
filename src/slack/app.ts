import { App, ExpressReceiver } from '@slack/bolt';
import type { Express } from 'express';
import type { Context } from '../conference/context.ts';
import { onConferenceCommand } from './listeners/conference-command.ts';
import { onContacts } from './contacts/contacts.ts';
import { onContactOptions } from './listeners/contact-options.ts';
import { onDetails } from './listeners/details.ts';
import { onHands } from './hands/hands.ts';
import { onHeldButtons } from './listeners/held-buttons.ts';
import { onHomeOpened } from './listeners/home.ts';
import { onMyNumber } from './my-number/my-number.ts';
import { onJoin } from './listeners/join.ts';
import { slackLogger } from './logger.ts';
import { onForget } from './forget/forget.ts';
import { onUserChange } from './listeners/user-change.ts';
import { onLedger } from './ledger/ledger.ts';
import type { SlackSettings } from './settings.ts';
import { requireSlackSignature } from './signature.ts';
import { onStartModal } from './start-modal/start-modal.ts';

/** Where Slack sends commands, interactions and events; the manifest names it. */
export const SLACK_PATH = '/slack/events';

/** Slack's side of the app. */
export interface MountedSlack {
  /** Requests still worked on: answered in time, and then a view is filled in or somebody told. */
  underWay(): number;
  /** Resolves when none is. */
  rest(): Promise<void>;
}

/**
 * Puts Slack's side onto an Express app: signatures checked, commands heard.
 * @param express parsers must not stand before it: the signature is made of the raw body.
 */
export function mountSlack(express: Express, context: Context, settings: SlackSettings): MountedSlack {
  const logger = slackLogger(context.log);
  const { signingSecret, previousSigningSecret: previous } = settings;
  express.post(SLACK_PATH, ...requireSlackSignature(previous === undefined ? [signingSecret] : [signingSecret, previous], context));
  // Bolt knows one secret alone.
  const receiver = new ExpressReceiver({ signingSecret, signatureVerification: false, app: express, endpoints: SLACK_PATH, logger });
  const app = new App({
    receiver, logger,
    // Not `token`: with one, Bolt asks Slack at once who it is, and a Slack that is down would keep the app from starting.
    authorize: async () => ({ botToken: settings.botToken }),
    clientOptions: { slackApiUrl: settings.apiUrl, timeout: settings.timeoutMs, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, ...(settings.fetch === undefined ? {} : { fetch: settings.fetch }) },
  });
  app.error(async (error) => context.log.error({ error }, 'A request from Slack could not be handled'));
  const work = new Set<Promise<void>>();
  app.use(({ body, next }) => {
    if ('event' in body) context.signsOfLife.heard('slack-event');
    const done = next().finally(() => work.delete(done));
    work.add(done);
    return done;
  });
  onConferenceCommand(app, context, settings.timeoutMs);
  onContactOptions(app, context);
  onHeldButtons(app, context);
  onContacts(app, context, settings.timeoutMs);
  onDetails(app, context);
  onHands(app, context);
  onStartModal(app, context, settings.timeoutMs);
  onHomeOpened(app, context);
  onMyNumber(app, context);
  onJoin(app, context);
  onForget(app, context);
  onLedger(app, context);
  onUserChange(app, context);
  return {
    underWay: () => work.size,
    rest: async () => {
      while (work.size > 0) await Promise.allSettled(work);
    },
  };
}
