import type { Request, RequestHandler, Response } from 'express';
import express from 'express';
import type { Context } from '../conference/context.ts';
import { findCall } from '../domain/conference.ts';
import { firstInSentence } from '../domain/spoken.ts';
import { speakable } from '../domain/proof-code.ts';
import { passChallenge } from '../conference/pass-challenge.ts';
import { recordCallback } from '../conference/record-callback.ts';
import { isTakenForMachine, presenceOf } from '../domain/call.ts';
import { ANNOUNCEMENT_PATH, ANSWERED_BY_CALLBACK_PATH, CALL_CALLBACK_PATH, PROOF_PATH, proofUrl, ROOM_CALLBACK_PATH, TWIML_PATH, twimlUrl, WAIT_PATH } from './addresses.ts';
import type { ReadForm } from './callback-forms.ts';
import { readAnsweredByForm, readCallForm, readRoomForm } from './callback-forms.ts';
import type { TwilioSettings } from './settings.ts';
import { requireTwilioSignature } from './signature.ts';
import { aloneTwiml, announcementTwiml, askToJoinTwiml, codeTwiml, firstInTwiml, noCodeTwiml, overTwiml, silenceTwiml, waitTwiml, welcomeTwiml } from './twiml.ts';

/** Everything Twilio calls us on. */
export function twilioRouter(context: Context, settings: TwilioSettings): express.Router {
  const router = express.Router();
  // The parser belongs here alone: a global one would eat the raw body Slack's signature is made of.
  const signed = [named(context), express.urlencoded({ extended: false }), requireTwilioSignature([settings.authToken, ...(settings.previousAuthToken === undefined ? [] : [settings.previousAuthToken])], settings.publicUrl, context.log)];

  router.post(TWIML_PATH, signed, async (request: Request, response: Response) => {
    response.type('text/xml').send(await twimlFor(context, settings, request));
  });
  router.post(PROOF_PATH, signed, async (request: Request, response: Response) => {
    response.type('text/xml').send(await codeFor(context, settings, parameter(request, 'proofId')));
  });
  router.post(WAIT_PATH, signed, async (request: Request, response: Response) => {
    response.type('text/xml').send(await firstInFor(context, settings, request));
  });
  router.post(ANNOUNCEMENT_PATH, signed, async (request: Request, response: Response) => {
    response.type('text/xml').send(await announcementFor(context, settings, parameter(request, 'announcementId')));
  });
  router.post(CALL_CALLBACK_PATH, signed, (request: Request, response: Response) => keep(context, request, response, readCallForm(request.body)));
  router.post(ROOM_CALLBACK_PATH, signed, (request: Request, response: Response) => keep(context, request, response, readRoomForm(request.body)));
  router.post(ANSWERED_BY_CALLBACK_PATH, signed, (request: Request, response: Response) =>
    keep(context, request, response, readAnsweredByForm(request.body, context.clock.now())));
  return router;
}

/** Whatever is logged while a request is worked on names its conference and call. */
function named({ about }: Pick<Context, 'about'>): RequestHandler {
  return (request, _response, next) => {
    const conferenceId = parameter(request, 'conferenceId');
    const callId = queryText(request, 'call');
    about({ ...(conferenceId === '' ? {} : { conferenceId }), ...(callId === undefined ? {} : { callId }) }, next);
  };
}

/** A person is listening: whatever happens, they hear a sentence, never Twilio's "an application error has occurred". */
async function twimlFor(context: Context, settings: TwilioSettings, request: Request): Promise<string> {
  const conferenceId = parameter(request, 'conferenceId');
  const callId = queryText(request, 'call');
  const { store, log } = context;
  try {
    const conference = await store.read(conferenceId);
    const found = conference === null || callId === undefined ? undefined : findCall(conference, callId);
    if (conference === null || found === undefined || callId === undefined) return overTwiml(settings);
    const { roomName, name, confirmJoin, end } = conference;
    const conferenceName = name ?? 'the conference';
    if (conference.state === 'ended') return end?.reason === 'alone' && presenceOf(found.call).length > 0 ? aloneTwiml(settings, conferenceName) : overTwiml(settings);
    const isChallenged = isTakenForMachine(found.call);
    if ((confirmJoin || isChallenged) && !hasPressed1(request)) return askToJoinTwiml(settings, { conferenceId, conferenceName, callId, asked: timesAsked(request) });
    // Stored before they are let in: the card would go on to take them for a machine.
    if (isChallenged) await passChallenge(context, { conferenceId, callId });
    return welcomeTwiml(settings, { conferenceId, conferenceName, roomName, participantId: found.participant.id, callId });
  } catch (error) {
    log.error({ conferenceId, callId, error }, 'The conference of an answered call cannot be read; the caller is asked to wait');
    return waitTwiml(settings, twimlUrl(settings.publicUrl, conferenceId, callId ?? ''));
  }
}

/** What stands there at this moment. Without a document Twilio would drop whoever waits (docs voice/twiml/conference, waitUrl), so there always is one. */
async function firstInFor({ store, log }: Context, settings: TwilioSettings, request: Request): Promise<string> {
  const conferenceId = parameter(request, 'conferenceId');
  try {
    const conference = await store.read(conferenceId);
    return firstInTwiml(settings, conference === null ? null : firstInSentence(conference, queryText(request, 'call') ?? ''));
  } catch (error) {
    log.error({ conferenceId, error }, 'Who is being rung cannot be read; the first one in hears music alone');
    return firstInTwiml(settings, null);
  }
}

async function codeFor({ numberProofs, log }: Context, settings: TwilioSettings, proofId: string): Promise<string> {
  try {
    const code = await numberProofs.codeToSpeak(proofId);
    return code === null ? noCodeTwiml(settings) : codeTwiml(settings, speakable(code));
  } catch (error) {
    log.error({ proofId, error }, 'The code of an answered call cannot be read; the caller is asked to wait');
    return waitTwiml(settings, proofUrl(settings.publicUrl, proofId));
  }
}

/** A whole room is listening: what nobody knows, or can be read just now, nobody has to hear of. */
async function announcementFor({ announcements, clock, log }: Context, settings: TwilioSettings, announcementId: string): Promise<string> {
  try {
    const text = await announcements.fetchText(announcementId, clock.now());
    return text === null ? silenceTwiml() : announcementTwiml(settings, text);
  } catch (error) {
    log.error({ announcementId, error }, 'An announcement cannot be read, and is not said in its room');
    return silenceTwiml();
  }
}

/** What was pressed comes as Digits (docs voice/twiml/gather); when nothing was, Twilio goes on in the document it has. */
function hasPressed1({ body }: Request): boolean {
  return typeof body === 'object' && body !== null && body['Digits'] === '1';
}

/** How often they were asked before; the address is ours and signed for. */
function timesAsked(request: Request): number {
  return Number(/^\d$/u.exec(queryText(request, 'asked') ?? '')?.[0] ?? 0);
}

async function keep(context: Context, request: Request, response: Response, form: ReadForm): Promise<void> {
  const conferenceId = parameter(request, 'conferenceId');
  if (!form.ok) {
    context.log.error({ conferenceId, problem: form.problem }, 'Twilio sent a callback that cannot be read');
    response.status(400).type('text/plain').send(form.problem);
    return;
  }
  try {
    await recordCallback(context, { conferenceId, callId: queryText(request, 'call') ?? null, report: form.report });
    response.status(204).end();
  } catch (error) {
    // Not stored, so not answered 2xx: Twilio comes again, as `#rc=3&rp=…5xx` asks it to.
    context.log.error({ conferenceId, error }, 'A callback could not be stored; Twilio is asked to send it again');
    response.sendStatus(503);
  }
}

function parameter(request: Request, name: string): string {
  return idText(request.params[name]) ?? '';
}

function queryText(request: Request, name: string): string | undefined {
  return idText(request.query[name]);
}

/** No id of ours: an address with a NUL in it. Postgres takes none, and one would spoil the write it shares with others. */
function idText(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('\0') ? value : undefined;
}
