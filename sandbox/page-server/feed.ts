import type { Request, Response } from 'express';
import { followEvents } from '../event-stream.ts';
import type { AppState } from '../app-process/app-process.ts';
import type { LoggedRequest, Provider } from './logged-request.ts';
import { loggedRequest } from './logged-request.ts';

/** What a page hears, each with the name of its event. */
export interface FeedEvents {
  /** First of all, and once more after every fresh start. */
  readonly hello: { readonly app: AppState; readonly requests: readonly LoggedRequest[] };
  /** Something in Slack looks different. */
  readonly slack: null;
  /** Something happened on the phones, or in a room. */
  readonly twilio: null;
  readonly request: LoggedRequest;
  readonly app: AppState;
}

/** A page that is opened late sees so many requests of before. */
const KEPT = 300;

/**
 * One stream for everything a page follows. A browser allows six connections to one server, over all its tabs: with a stream for each
 * emulator a third tab would wait for ever.
 */
export interface Feed {
  readonly serve: (request: Request, response: Response) => void;
  readonly tellApp: (state: AppState) => void;
  /** Everything begins anew: what was is forgotten, and every page looks again. */
  readonly begin: () => void;
  readonly stop: () => void;
}

/** Follows both emulators over HTTP. @returns once nothing can be missed any more. */
export async function startFeed({ slackUrl, twilioUrl }: { readonly slackUrl: string; readonly twilioUrl: string }): Promise<Feed> {
  const listeners = new Set<Response>();
  let requests: LoggedRequest[] = [];
  let app: AppState = 'stopped';
  const send = <Name extends keyof FeedEvents>(to: Iterable<Response>, name: Name, data: FeedEvents[Name]): void => {
    for (const response of to) response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const note = (provider: Provider, entry: unknown): void => {
    const request = loggedRequest(provider, entry);
    if (request === undefined) return;
    requests = [...requests, request].slice(-KEPT);
    send(listeners, 'request', request);
  };
  const stops = await Promise.all([
    followEvents(`${slackUrl}/_emulator/stream`, ({ name, data }) => {
      if (name === 'changed') send(listeners, 'slack', null);
      if (name === 'journal') note('Slack', data);
    }),
    followEvents(`${twilioUrl}/_emulator/journal/events`, ({ data }) => {
      note('Twilio', data);
      send(listeners, 'twilio', null);
    }),
  ]);
  return {
    serve: (request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'keep-alive' });
      send([response], 'hello', { app, requests });
      listeners.add(response);
      request.once('close', () => listeners.delete(response));
    },
    tellApp: (state) => {
      app = state;
      send(listeners, 'app', state);
    },
    begin: () => {
      requests = [];
      send(listeners, 'hello', { app, requests });
    },
    stop: () => {
      for (const stop of stops) stop();
      for (const response of listeners) response.end();
    },
  };
}
