import express, { type Express } from 'express';
import type { AppRoutesOptions } from './app-routes.ts';
import { appRoutes } from './app-routes.ts';
import type { Feed } from './feed.ts';
import { forward } from './forward.ts';
import { onlyFromHere } from './only-from-here.ts';

export interface PageServerOptions extends AppRoutesOptions {
  readonly twilioUrl: string;
  readonly appUrl: string;
  readonly feed: Feed;
  /** Where the built page is; rejects with the reason when there is none. */
  readonly page: Promise<string>;
}

/** The page itself needs nothing from elsewhere; React and the renderer of Slack's blocks set styles on elements. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * The front of a sandbox: the page at `/sandbox`, the control routes of both emulators below it, so that all is one origin for a
 * browser; whatever else is asked for goes to the app.
 */
export function pageServer(options: PageServerOptions): Express {
  const { slackUrl, twilioUrl, appUrl, feed, page } = options;
  const server = express().disable('x-powered-by');
  server.use(onlyFromHere);
  server.get('/', (_request, response) => response.redirect('/sandbox/'));
  server.use('/sandbox/slack', (request, response) => forward(`${slackUrl}/_emulator${request.url}`, request, response));
  server.use('/sandbox/twilio', (request, response) => forward(`${twilioUrl}/_emulator${request.url}`, request, response));
  server.use('/sandbox/api', appRoutes(options));
  server.get('/sandbox/feed', feed.serve);
  server.use('/sandbox', async (request, response, next) => {
    response.set({ 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
    try {
      express.static(await page)(request, response, next);
    } catch (error) {
      response.status(503).type('text').send(`${error instanceof Error ? error.message : String(error)}\n\nThe sandbox itself runs: drive it from the command line, \`npm run sandbox -- help\`.\n`);
    }
  });
  server.use('/sandbox', (_request, response) => void response.status(404).type('text').send('There is no such page.\n'));
  server.use((request, response) => forward(appUrl + request.originalUrl, request, response));
  return server;
}
