import twilio from 'twilio';
import type { CallChanged, CallOrder, CodeCall, ListedCall, ListedRoom, PlaceOutcome, Telephony } from '../conference/ports.ts';
import type { CallStatus } from '../domain/call.ts';
import { isCallStatus } from '../domain/call.ts';
import { readCharge } from '../domain/money.ts';
import { sendDigitsFor } from '../domain/phone-number.ts';
import { answeredByCallbackUrl, callCallbackUrl, proofUrl, twimlUrl } from './addresses.ts';
import { asking, describe, THROTTLED_MS } from './asking.ts';
import type { Client } from './client.ts';
import { isOverAlready, isThrottled, isTrialParameterRefusal, refusalFor } from './refusals.ts';
import type { TwilioSettings } from './settings.ts';

/** Our calls to one number that are worth looking through; Twilio lists the newest first. */
const RECENT_CALLS = 50;
/** One conference of ours passes through few rooms of Twilio's. */
const RECENT_ROOMS = 20;
/** The code is said twice in half a minute; whatever else goes on costs for nothing. */
const CODE_CALL_SECONDS = 90;

type NewCall = Parameters<Client['calls']['create']>[0];

/** Calls through Twilio's REST API. */
export function createTelephony(client: Client, settings: TwilioSettings): Telephony {
  return {
    placeCall: async (order) => {
      if (order.bare) return definite(await create(client, bareCall(settings, order)));
      const tried = await create(client, { ...bareCall(settings, order), ...callDetails(settings, order) });
      return tried.kind === 'trial' ? { kind: 'trial' } : tried;
    },
    // Its lease is never settled, whatever becomes of it: so both may be asked under one.
    callWithCode: (call) => createOnTrialToo(client, bareCodeCall(settings, call), codeCallDetails(settings, call)),

    callsTo: (number, since) => asking('Calls list', async () => {
      // Only from our own number: other programs may ring the same people through this account.
      const calls = await client.calls.list({ to: number, from: settings.from, limit: RECENT_CALLS });
      return calls.map(({ sid, dateCreated }): ListedCall => ({ sid, startedAt: timeOf(dateCreated) }))
        .filter(({ startedAt }) => startedAt === null || startedAt >= since);
    }),

    callState: (sid) => asking('Call', async () => {
      const call = await fetchCall(client, sid);
      return call === null ? null : { status: knownStatus(call.status), endedAt: timeOf(call.endTime), answeredBy: call.answeredBy || null };
    }),

    callPrice: (sid) => asking('Call', async () => {
      const call = await fetchCall(client, sid);
      return call === null ? null : readCharge(call.price, call.priceUnit);
    }),

    rooms: (friendlyName) => asking('Conferences list', async () => {
      const rooms = await client.conferences.list({ friendlyName, limit: RECENT_ROOMS });
      return Promise.all(rooms.map(async ({ sid, status, dateUpdated }): Promise<ListedRoom> => {
        if (status === 'completed') return { sid, endedAt: timeOf(dateUpdated), participants: [] };
        const participants = await client.conferences(sid).participants.list();
        return {
          sid, endedAt: null,
          participants: participants.map(({ callSid, label, dateCreated, muted, hold }) => ({ callSid, label: label || null, joinedAt: timeOf(dateCreated) ?? 0, muted, onHold: hold })),
        };
      }));
    }),

    hangUp: (sid) => asking('Call update', () => unlessOver(() => client.calls(sid).update({ status: 'completed' }))),

    // A live call given another address leaves its conference and follows it (docs voice/api/call-resource, update with Url).
    askAnew: (sid, { conferenceId, callId }) =>
      asking('Call update', () => unlessOver(() => client.calls(sid).update({ url: twimlUrl(settings.publicUrl, conferenceId, callId), method: 'POST' }))),
  };
}

/** A call that is over already is no error: there is nothing left to change. One Twilio does not find may be over, or be so new that it does not know it yet. */
async function unlessOver(update: () => Promise<unknown>): Promise<CallChanged> {
  try {
    await update();
    return 'done';
  } catch (error) {
    if (error instanceof twilio.RestException && isOverAlready(error.code, error.status)) return error.status === 404 ? 'unknown' : 'gone';
    throw error;
  }
}

/** A call as Twilio tells of it; null when it knows of none. One just made it may not find yet: "GET is eventually consistent" (docs voice/api/call-resource). */
async function fetchCall(client: Client, sid: string) {
  try {
    return await client.calls(sid).fetch();
  } catch (error) {
    if (error instanceof twilio.RestException && error.status === 404) return null;
    throw error;
  }
}

function bareCall({ from, publicUrl }: TwilioSettings, { number, conferenceId, callId }: CallOrder): NewCall {
  return { to: number.e164, from, url: twimlUrl(publicUrl, conferenceId, callId) };
}

function bareCodeCall({ from, publicUrl }: TwilioSettings, { number, proofId }: CodeCall): NewCall {
  return { to: number.e164, from, url: proofUrl(publicUrl, proofId) };
}

function codeCallDetails({ ringSeconds }: TwilioSettings, { number }: CodeCall): Partial<NewCall> {
  return { timeout: ringSeconds, timeLimit: CODE_CALL_SECONDS, ...digits(number.extension) };
}

function digits(extension: string | null): Partial<NewCall> {
  return extension === null ? {} : { sendDigits: sendDigitsFor(extension) };
}

function callDetails({ publicUrl, ringSeconds, longestCallSeconds }: TwilioSettings, { number, conferenceId, callId, detectMachine }: CallOrder): Partial<NewCall> {
  return {
    statusCallback: callCallbackUrl(publicUrl, conferenceId, callId),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    timeout: ringSeconds,
    timeLimit: longestCallSeconds,
    ...digits(number.extension),
    ...(detectMachine ? machineDetection(answeredByCallbackUrl(publicUrl, conferenceId, callId)) : {}),
  };
}

/** Asynchronous, so that nobody who answers waits for the verdict (docs voice/answering-machine-detection: AsyncAmd is a text). */
function machineDetection(asyncAmdStatusCallback: string): Partial<NewCall> {
  return { machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback, asyncAmdStatusCallbackMethod: 'POST' };
}

/** A trial account refuses most parameters, with code 0: then it is asked once more, without. */
async function createOnTrialToo(client: Client, bare: NewCall, details: Partial<NewCall>): Promise<PlaceOutcome> {
  const first = await create(client, { ...bare, ...details });
  return first.kind === 'trial' ? definite(await create(client, bare)) : definite(first);
}

type Tried = PlaceOutcome | { readonly kind: 'trial'; readonly code: number; readonly status: number };

async function create(client: Client, call: NewCall): Promise<Tried> {
  try {
    const { sid } = await client.calls.create(call);
    return { kind: 'placed', sid };
  } catch (error) {
    if (!(error instanceof twilio.RestException)) return { kind: 'unknown', cause: describe(error) };
    const { status, code } = error;
    if (isThrottled(code, status)) return { kind: 'throttled', retryAfterMs: THROTTLED_MS };
    // After a 5xx Twilio may have the call all the same.
    if (status >= 500) return { kind: 'unknown', cause: `HTTP ${status}` };
    if (code !== undefined && isTrialParameterRefusal(code, status)) return { kind: 'trial', code, status };
    return { kind: 'refused', refusal: refusalFor(code, status) };
  }
}

function definite(tried: Tried): PlaceOutcome {
  return tried.kind === 'trial' ? { kind: 'refused', refusal: refusalFor(tried.code, tried.status) } : tried;
}

/** A word Twilio may add one day tells us nothing new. */
function knownStatus(status: string): CallStatus {
  return isCallStatus(status) ? status : 'queued';
}

function timeOf(date: Date | undefined): number | null {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.getTime() : null;
}
