import { isValidSlackRequest } from '@slack/bolt';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import express from 'express';
import type { Context } from '../conference/context.ts';
import { DOCTOR_AGENT } from '../doctor/proof.ts';

/** As much as Bolt itself takes. */
const LONGEST_BODY = '4mb';
/** Slack's signatures are taken for 5 minutes (docs authentication/verifying-requests-from-slack). */
const FRESH_S = 300;

/**
 * Lets through what Slack signed with one of the secrets (docs authentication/verifying-requests-from-slack), and hands the raw body on as `rawBody`,
 * where Bolt looks for it.
 * @param secrets the current one, and the one before while it is being changed.
 * @returns middleware answering 401 to everything else; no parser may stand before it.
 */
export function requireSlackSignature(secrets: readonly string[], { log, signsOfLife }: Pick<Context, 'log' | 'signsOfLife'>): RequestHandler[] {
  const verify = (request: Request, response: Response, next: NextFunction): void => {
    const raw: unknown = request.body;
    const body = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
    const headers = { 'x-slack-signature': request.header('x-slack-signature') ?? '', 'x-slack-request-timestamp': Number(request.header('x-slack-request-timestamp') ?? Number.NaN) };
    if (secrets.some((signingSecret) => isValidSlackRequest({ signingSecret, body: body.toString('utf8'), headers }))) {
      Object.assign(request, { rawBody: body });
      return next();
    }
    const isDoctor = request.header('user-agent') === DOCTOR_AGENT;
    // Signed, fresh and wrong: most likely Slack, with another secret than ours. Whoever merely tries addresses signs nothing.
    if (!isDoctor && headers['x-slack-signature'].startsWith('v0=') && Math.abs(Date.now() / 1_000 - headers['x-slack-request-timestamp']) < FRESH_S) signsOfLife.heard('slack-refused');
    log[isDoctor ? 'info' : 'warn']({ path: request.path }, 'A request with a wrong or old Slack signature was refused. If it came from Slack, SLACK_SIGNING_SECRET is not that of the app, or the clock of this machine is off');
    response.status(401).end();
  };
  return [express.raw({ type: () => true, limit: LONGEST_BODY }), verify];
}
