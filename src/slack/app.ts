import { App, ExpressReceiver } from '@slack/bolt';
import type { Express } from 'express';
import type { Context } from '../conference/context.ts';
import { onConferenceCommand } from './listeners/conference-command.ts';
import { onContactOptions } from './listeners/contact-options.ts';
import { slackLogger } from './logger.ts';
import type { SlackSettings } from './settings.ts';

/** Where Slack sends commands, interactions and events; the manifest names it. */
export const SLACK_PATH = '/slack/events';

/**
 * Puts Slack's side onto an Express app: signatures checked, commands heard.
 * @param express parsers must not stand before it: the signature is made of the raw body.
 */
export function mountSlack(express: Express, context: Context, settings: SlackSettings): App {
  const logger = slackLogger(context.log);
  const receiver = new ExpressReceiver({ signingSecret: settings.signingSecret, app: express, endpoints: SLACK_PATH, logger });
  const app = new App({
    receiver, logger,
    // Not `token`: with one, Bolt asks Slack at once who it is, and a Slack that is down would keep the app from starting.
    authorize: async () => ({ botToken: settings.botToken }),
    clientOptions: { slackApiUrl: settings.apiUrl, timeout: settings.timeoutMs, retryConfig: { retries: 0 } },
  });
  app.error(async (error) => context.log.error({ error }, 'A request from Slack could not be handled'));
  onConferenceCommand(app, context);
  onContactOptions(app, context);
  return app;
}
