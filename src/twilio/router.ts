import type { Request, RequestHandler, Response } from 'express';
import express from 'express';
import type { Context } from '../conference/context.ts';
import { inTime } from '../conference/in-time.ts';
import { findCall } from '../domain/conference.ts';
import { numberOf } from '../domain/participant.ts';
import { firstInSentence } from '../domain/spoken.ts';
import { speakable } from '../domain/proof-code.ts';
import { passChallenge } from '../conference/pass-challenge.ts';
import { recordCallback } from '../conference/record-callback.ts';
import { asksToPress1 } from '../conference/verdict.ts';
import { isTakenForMachine, presenceOf } from '../domain/call.ts';
import { ANNOUNCEMENT_PATH, ANSWERED_BY_CALLBACK_PATH, CALL_CALLBACK_PATH, PROOF_PATH, proofUrl, ROOM_CALLBACK_PATH, TWIML_PATH, twimlUrl, WAIT_PATH } from './addresses.ts';
import type { ReadForm } from './callback-forms.ts';
import { readAnsweredByForm, readCallForm, readRoomForm } from './callback-forms.ts';
import type { TwilioSettings } from './settings.ts';
import { requireTwilioSignature } from './signature.ts';
import { aloneTwiml, announcementTwiml, askToJoinTwiml, codeTwiml, firstInTwiml, noCodeTwiml, overTwiml, silenceTwiml, takenOutTwiml, waitTwiml, welcomeTwiml } from './twiml.ts';

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

/**
 * Twilio waits 15 s for a document, and then says "an application error has occurred" (docs usage/webhooks/webhooks-connection-overrides, tt): a database that hangs
 * is one that is away, with time left for the way there and back.
 */
const DOCUMENT_WITHIN_MS = 8_000;

interface Otherwise {
  /** What cannot be said, and what is said in its place, for the log. */
  readonly because: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly say: () => string;
}

/** The document somebody is to hear, or another one when it cannot be made, or not in time. What was begun is still finished. */
async function documentOr({ clock, log }: Context, document: Promise<string>, { because, facts, say }: Otherwise): Promise<string> {
  try {
    const made = await inTime(clock, document, DOCUMENT_WITHIN_MS, null);
    if (made !== null) return made;
    log.warn({ ...facts, withinMs: DOCUMENT_WITHIN_MS }, because);
  } catch (error) {
    log.error({ ...facts, error }, because);
  }
  return say();
}

/** A person is listening: whatever happens, they hear a sentence, never Twilio's "an application error has occurred". */
function twimlFor(context: Context, settings: TwilioSettings, request: Request): Promise<string> {
  const conferenceId = parameter(request, 'conferenceId');
  const callId = queryText(request, 'call');
  return documentOr(context, welcomeFor(context, settings, request, { conferenceId, callId }), {
    because: 'The conference of an answered call cannot be read; the caller is asked to wait', facts: { conferenceId, callId },
    say: () => waitTwiml(settings, twimlUrl(settings.publicUrl, conferenceId, callId ?? '')),
  });
}

async function welcomeFor(context: Context, settings: TwilioSettings, request: Request, { conferenceId, callId }: { readonly conferenceId: string; readonly callId: string | undefined }): Promise<string> {
  const conference = await context.store.read(conferenceId);
  const found = conference === null || callId === undefined ? undefined : findCall(conference, callId);
  if (conference === null || found === undefined || callId === undefined) return overTwiml(settings);
  const { roomName, name, end } = conference;
  const conferenceName = name ?? 'the conference';
  if (conference.state === 'ended') return end?.reason === 'alone' && presenceOf(found.call).length > 0 ? aloneTwiml(settings, conferenceName) : overTwiml(settings);
  // Twilio may not have known the call when it was asked to hang up.
  if (found.call.removedAt !== null) return takenOutTwiml(settings, conferenceName);
  const isChallenged = isTakenForMachine(found.call);
  const isAsked = isChallenged || asksToPress1(context.rules, conference, numberOf(found.participant, found.call));
  if (isAsked && !hasPressed1(request)) return askToJoinTwiml(settings, { conferenceId, conferenceName, callId, asked: timesAsked(request) });
  // Stored before they are let in: the card would go on to take them for a machine.
  if (isChallenged) await passChallenge(context, { conferenceId, callId });
  return welcomeTwiml(settings, { conferenceId, conferenceName, roomName, participantId: found.participant.id, callId });
}

/** What stands there at this moment. Without a document Twilio would drop whoever waits (docs voice/twiml/conference, waitUrl), so there always is one. */
function firstInFor(context: Context, settings: TwilioSettings, request: Request): Promise<string> {
  const conferenceId = parameter(request, 'conferenceId');
  const sentence = async (): Promise<string> => {
    const conference = await context.store.read(conferenceId);
    return firstInTwiml(settings, conference === null ? null : firstInSentence(conference, queryText(request, 'call') ?? ''));
  };
  return documentOr(context, sentence(), {
    because: 'Who is being rung cannot be read; the first one in hears music alone', facts: { conferenceId },
    say: () => firstInTwiml(settings, null),
  });
}

function codeFor(context: Context, settings: TwilioSettings, proofId: string): Promise<string> {
  const spoken = async (): Promise<string> => {
    const code = await context.numberProofs.codeToSpeak(proofId);
    return code === null ? noCodeTwiml(settings) : codeTwiml(settings, speakable(code));
  };
  return documentOr(context, spoken(), {
    because: 'The code of an answered call cannot be read; the caller is asked to wait', facts: { proofId },
    say: () => waitTwiml(settings, proofUrl(settings.publicUrl, proofId)),
  });
}

/** A whole room is listening: what nobody knows, or can be read just now, nobody has to hear of. */
function announcementFor(context: Context, settings: TwilioSettings, announcementId: string): Promise<string> {
  const announced = async (): Promise<string> => {
    const text = await context.announcements.fetchText(announcementId, context.clock.now());
    return text === null ? silenceTwiml() : announcementTwiml(settings, text);
  };
  return documentOr(context, announced(), {
    because: 'An announcement cannot be read, and is not said in its room', facts: { announcementId }, say: silenceTwiml,
  });
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
    // Not stored, so not answered 2xx: Twilio comes again, as `#rc=3&rt=4000&rp=…5xx` asks it to.
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
