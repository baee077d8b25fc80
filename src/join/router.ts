import { createHash, randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import type { Context } from '../conference/context.ts';
import { inTime } from '../conference/in-time.ts';
import { JOIN_PATH } from '../conference/join-link.ts';
import { conferenceOfLink, ringByLink } from '../conference/ring-by-link.ts';
import { CONTENT_SECURITY_POLICY, joinPage } from './page.ts';
import type { Said } from './words.ts';
import { AWAY, ENDED, FROM_ELSEWHERE, TAKES_LONGER, UNKNOWN, wordsFor } from './words.ts';

/** Longer nobody looks at an empty page. */
const ANSWER_WITHIN_MS = 5_000;
/** Three fields, of which the longest is a name. */
const MOST_BYTES = '8kb';
/** 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/u;

/**
 * The page of join links. The token in its address is all that is asked for: no cookie is set or read, so no other page can do anything in
 * somebody's name.
 */
export function joinRouter(context: Context): express.Router {
  const router = express.Router();
  const path = `${JOIN_PATH}/:token`;
  router.use(JOIN_PATH, withHeaders);
  router.get(path, (request: Request, response: Response) => show(context, tokenOf(request), response));
  router.post(path, express.urlencoded({ extended: false, limit: MOST_BYTES }), (request: Request, response: Response) => ring(context, request, response));
  return router;
}

/** The token stands in the address: it is kept nowhere and told to nobody. */
function withHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY', 'X-Robots-Tag': 'noindex', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin',
  });
  next();
}

async function show(context: Context, token: string | null, response: Response): Promise<void> {
  try {
    const conference = token === null ? null : await inTime(context.clock, conferenceOfLink(context, token), ANSWER_WITHIN_MS, 'late' as const);
    if (conference === 'late') return say(response, TAKES_LONGER);
    if (conference === null) return say(response, UNKNOWN);
    if (conference.state === 'ended') return say(response, ENDED);
    response.send(joinPage({ conferenceName: conference.name, said: null, pressId: randomUUID() }));
  } catch (error) {
    context.log.error({ error }, 'The page of a join link could not be shown; it says so');
    say(response, AWAY);
  }
}

async function ring(context: Context, request: Request, response: Response): Promise<void> {
  const token = tokenOf(request);
  if (token === null) return say(response, UNKNOWN);
  const pressId = field(request, 'press', 64) || randomUUID();
  if (isFromElsewhere(request)) return say(response, FROM_ELSEWHERE, randomUUID());
  try {
    const ringing = ringByLink(context, { token, number: field(request, 'number', 250), name: field(request, 'name', 250), pressId, from: addressOf(request) });
    const rung = await inTime(context.clock, ringing, ANSWER_WITHIN_MS, 'late' as const);
    if (rung === 'late') return lateAnswer(context, response, ringing, pressId);
    const said = wordsFor(rung.result);
    say(response, said, said === UNKNOWN || said === ENDED ? null : randomUUID(), said === ENDED ? null : rung.conferenceName);
  } catch (error) {
    context.log.error({ error }, 'A phone could not be rung by a join link; whoever asked was told so');
    say(response, AWAY, pressId);
  }
}

/** The press goes on; pressed again, it is the same one. */
function lateAnswer({ log }: Context, response: Response, ringing: Promise<unknown>, pressId: string): void {
  ringing.catch((error: unknown) => log.error({ error }, 'A phone could not be rung by a join link; whoever asked was told to press again'));
  say(response, TAKES_LONGER, pressId);
}

/** @param pressId of the form below; none when absent. */
function say(response: Response, said: Said, pressId: string | null = null, conferenceName: string | null = null): void {
  response.status(said.status).type('html').send(joinPage({ conferenceName, said, pressId }));
}

function tokenOf({ params }: Request): string | null {
  const token = params['token'];
  return typeof token === 'string' && TOKEN.test(token) ? token : null;
}

/** A field of the form; empty when it is missing, too long or not a single one. */
function field({ body }: Request, name: string, longest: number): string {
  const value: unknown = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' && value.length <= longest ? value.replaceAll('\0', '') : '';
}

/** Every browser of today says so (W3C Fetch Metadata: Sec-Fetch-Site). `Origin` says nothing here, for the page sends no referrer. */
function isFromElsewhere(request: Request): boolean {
  return request.get('sec-fetch-site') === 'cross-site';
}

/**
 * Where somebody comes from, hashed: it is a key for an hour and no more. Of a chain of proxies the last entry is the one our own wrote, which
 * nobody can make up; of IPv6 a household has 64 bits.
 */
function addressOf(request: Request): string {
  const address = request.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? request.socket.remoteAddress ?? '';
  const household = isIPv6(address) && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
  return createHash('sha256').update(household).digest('base64url');
}
