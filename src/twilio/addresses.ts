/** Paths Twilio calls us on; the ids in them are how a request finds its call, for Twilio's own names can be replaced (docs usage/trials). */
export const TWIML_PATH = '/api/conference/twiml/:conferenceId';
export const ANNOUNCEMENT_PATH = '/api/conference/announcement/:announcementId';
export const WAIT_PATH = '/api/conference/wait/:conferenceId';
export const PROOF_PATH = '/api/conference/proof/:proofId';
export const CALL_CALLBACK_PATH = '/api/conference/callbacks/call/:conferenceId';
export const ANSWERED_BY_CALLBACK_PATH = '/api/conference/callbacks/answered-by/:conferenceId';
export const ROOM_CALLBACK_PATH = '/api/conference/callbacks/room/:conferenceId';

/**
 * Where somebody listens until we answer: three more tries after a connect timeout, a read timeout or a 5xx of ours; by default Twilio tries none on
 * 5xx (docs usage/webhooks/webhooks-connection-overrides). Twilio strips the fragment and does not sign it.
 */
const INSIST = '#rc=3&rp=ct,rt,5xx';
/**
 * Where Twilio only tells us something, and we only store it: after 4 s without an answer it comes again. All tries together have 15 s (tt, the same
 * page), and a read timeout by itself has as many (rt): then there would be no second try after one. What is lost all the same the reconciler asks for.
 */
const INSIST_SOON = '#rc=3&rt=4000&rp=ct,rt,5xx';

/** Where a call fetches what to say and do. */
export function twimlUrl(publicUrl: string, conferenceId: string, callId: string): string {
  return `${publicUrl}${fill(TWIML_PATH, conferenceId)}?call=${encodeURIComponent(callId)}${INSIST}`;
}

/** Where the digit goes that somebody pressed to join. @param asked how often they were asked until then. */
export function pressedUrl(publicUrl: string, conferenceId: string, callId: string, asked: number): string {
  return `${publicUrl}${fill(TWIML_PATH, conferenceId)}?call=${encodeURIComponent(callId)}&asked=${asked}${INSIST}`;
}

/** Where the room fetches what is announced to it. */
export function announcementUrl(publicUrl: string, announcementId: string): string {
  return `${publicUrl}${ANNOUNCEMENT_PATH.replace(':announcementId', encodeURIComponent(announcementId))}${INSIST}`;
}

/** Where whoever is the first in a room fetches what to hear until somebody comes (docs voice/twiml/conference, waitUrl). */
export function firstInUrl(publicUrl: string, conferenceId: string, callId: string): string {
  return `${publicUrl}${fill(WAIT_PATH, conferenceId)}?call=${encodeURIComponent(callId)}${INSIST}`;
}

/** Where a call that speaks a code fetches it. */
export function proofUrl(publicUrl: string, proofId: string): string {
  return `${publicUrl}${PROOF_PATH.replace(':proofId', encodeURIComponent(proofId))}${INSIST}`;
}

/** Where a call's progress is told. */
export function callCallbackUrl(publicUrl: string, conferenceId: string, callId: string): string {
  return `${publicUrl}${fill(CALL_CALLBACK_PATH, conferenceId)}?call=${encodeURIComponent(callId)}${INSIST_SOON}`;
}

/** Where machine detection tells who answered. */
export function answeredByCallbackUrl(publicUrl: string, conferenceId: string, callId: string): string {
  return `${publicUrl}${fill(ANSWERED_BY_CALLBACK_PATH, conferenceId)}?call=${encodeURIComponent(callId)}${INSIST_SOON}`;
}

/**
 * Where joins and leaves are told. It names no call: Twilio uses the address the first participant brought for everybody
 * (docs voice/twiml/conference, statusCallback).
 */
export function roomCallbackUrl(publicUrl: string, conferenceId: string): string {
  return `${publicUrl}${fill(ROOM_CALLBACK_PATH, conferenceId)}${INSIST_SOON}`;
}

function fill(path: string, conferenceId: string): string {
  return path.replace(':conferenceId', encodeURIComponent(conferenceId));
}
