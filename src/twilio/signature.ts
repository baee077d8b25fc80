import type { NextFunction, Request, RequestHandler, Response } from 'express';
import twilio from 'twilio';
import type { Log } from '../conference/ports.ts';
import { DOCTOR_AGENT } from '../doctor/proof.ts';

/**
 * Lets through what Twilio signed: the public address, as Twilio was told it, and the form fields, with the account's auth token
 * (docs usage/security). Behind a proxy the request itself does not know that address, so `API_URL` decides.
 * @param authTokens the current one, and the one before while it is being changed.
 * @returns middleware answering 400 without a signature and 403 to a wrong one; it must stand behind the urlencoded parser.
 */
export function requireTwilioSignature(authTokens: readonly string[], publicUrl: string, log: Log): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const signature = request.header('x-twilio-signature');
    if (signature === undefined) {
      response.status(400).type('text/plain').send('This address is for Twilio: the X-Twilio-Signature header is missing.');
      return;
    }
    const fields: Record<string, unknown> = request.body ?? {};
    if (authTokens.some((token) => twilio.validateRequest(token, signature, publicUrl + request.originalUrl, fields))) return next();
    // The doctor forges one to see it refused.
    log[request.header('user-agent') === DOCTOR_AGENT ? 'info' : 'warn']({ path: request.path, publicUrl },
      'A request with a wrong Twilio signature was refused. If it came from Twilio, API_URL is not the address Twilio calls, or TWILIO_AUTH_TOKEN is not the account\'s primary token');
    response.status(403).type('text/plain').send('The X-Twilio-Signature header does not match this address and these fields.');
  };
}
