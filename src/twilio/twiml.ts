import twilio from 'twilio';
import { aloneSentence } from '../domain/spoken.ts';
import { firstInUrl, pressedUrl, roomCallbackUrl } from './addresses.ts';
import type { TwilioSettings } from './settings.ts';

type Speech = Pick<TwilioSettings, 'voice' | 'language'>;
type SayAttributes = Parameters<InstanceType<typeof twilio.twiml.VoiceResponse>['say']>[0];

export interface Welcome {
  readonly conferenceId: string;
  readonly conferenceName: string;
  /** What Twilio calls the room. */
  readonly roomName: string;
  readonly participantId: string;
  readonly callId: string;
}

/** What somebody who answers hears: the welcome, then the room. Built by the SDK, so that every name is escaped. */
export function welcomeTwiml({ publicUrl, longestCallSeconds, ...speech }: Speech & Pick<TwilioSettings, 'publicUrl' | 'longestCallSeconds'>, welcome: Welcome): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(spoken(speech), welcomeSentence(welcome.conferenceName));
  // By itself Twilio ends a Dial after four hours (docs voice/twiml/dial, timeLimit), and a conference may last longer.
  response.dial({ timeLimit: longestCallSeconds }).conference({
    // The first one in decides for all (docs voice/twiml/conference, statusCallback): these must be the same on every leg.
    ...roomAttributes(publicUrl, welcome.conferenceId),
    participantLabel: welcome.participantId,
    waitUrl: firstInUrl(publicUrl, welcome.conferenceId, welcome.callId),
    waitMethod: 'POST',
  }, welcome.roomName);
  return response.toString();
}

/** The product's promise, word for word. */
export function welcomeSentence(conferenceName: string): string {
  return `Welcome to ${conferenceName}. You are being connected to the conference.`;
}

/** Twilio's own, free of charge and of rights (docs voice/twiml/conference, waitUrl). Not https: the certificate of its host does not name it. */
const MUSIC = 'http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3';

/**
 * What the first one in a room hears until somebody comes: a sentence, then music without end, for Twilio repeats no such document by itself.
 * @param sentence null for music alone.
 */
export function firstInTwiml(speech: Speech, sentence: string | null): string {
  const response = new twilio.twiml.VoiceResponse();
  if (sentence !== null) response.say(spoken(speech), sentence);
  response.play({ loop: 0 }, MUSIC);
  return response.toString();
}

/** Who is asked to press 1, and how often they were before they pressed something else; 0 when their phone was only just picked up. */
export interface JoinQuestion {
  readonly conferenceId: string;
  readonly conferenceName: string;
  readonly callId: string;
  readonly asked: number;
}

/** Once, and once more for whoever was slow, pressed a wrong key, or needed the first time to find the keypad. */
const MOST_QUESTIONS = 2;
/** Twilio's 5 s (docs voice/twiml/gather) are short for a hand that has to take the phone from the ear. */
const PRESS_WITHIN_SECONDS = 8;

/**
 * "Press 1 to join": what was pressed comes back to us, and whoever pressed nothing is asked again, then said goodbye to, so that a
 * voicemail is not in the room and does not cost for long.
 */
export function askToJoinTwiml({ publicUrl, ...speech }: Speech & Pick<TwilioSettings, 'publicUrl'>, question: JoinQuestion): string {
  const { conferenceId, conferenceName, callId } = question;
  const response = new twilio.twiml.VoiceResponse();
  for (let asked = question.asked + 1; asked <= MOST_QUESTIONS; asked += 1) {
    const sentence = asked === 1 ? `This is a call to join ${conferenceName}. Press 1 to join.` : `Press 1 to join ${conferenceName}, or hang up.`;
    response.gather({ numDigits: 1, timeout: PRESS_WITHIN_SECONDS, action: pressedUrl(publicUrl, conferenceId, callId, asked), method: 'POST' }).say(spoken(speech), sentence);
  }
  response.say(spoken(speech), 'Nobody pressed 1, so you are not in the conference. Goodbye.');
  response.hangup();
  return response.toString();
}

/** A code, a sentence each with a pause behind it. @param sentences as `speakable` makes them. */
export function codeTwiml(speech: Speech, sentences: readonly string[]): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const sentence of sentences) {
    response.say(spoken(speech), sentence);
    response.pause({ length: 1 });
  }
  response.hangup();
  return response.toString();
}

/** For a code nobody can type any more, or that nobody knows. */
export function noCodeTwiml(speech: Speech): string {
  return sentenceTwiml(speech, 'This code counts no more. Please ask for a new one in Slack. Goodbye.');
}

/** What is said to everybody in a room; they stay in it (docs voice/api/conference-resource, AnnounceUrl). */
export function announcementTwiml(speech: Speech, text: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(spoken(speech), text);
  return response.toString();
}

/** Nothing is said, and the room goes on as it was. */
export function silenceTwiml(): string {
  return new twilio.twiml.VoiceResponse().toString();
}

/** For a conference that has ended, or that nobody knows. */
export function overTwiml(speech: Speech): string {
  return sentenceTwiml(speech, 'This conference has ended. Goodbye.');
}

/**
 * For the moment in which we cannot look the conference up: the caller waits, and asks again.
 * @param again where: said in full, for what an empty Redirect means is written nowhere (docs voice/twiml/redirect).
 */
export function waitTwiml(speech: Speech, again: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(spoken(speech), 'One moment, please.');
  response.pause({ length: 2 });
  response.redirect(again);
  return response.toString();
}

/** For whoever was alone in it for long: the line is hung up on afterwards. */
export function aloneTwiml(speech: Speech, conferenceName: string): string {
  return sentenceTwiml(speech, aloneSentence(conferenceName));
}

/** For whoever was taken out, and picks up before their phone has stopped. */
export function takenOutTwiml(speech: Speech, conferenceName: string): string {
  return sentenceTwiml(speech, `You were taken out of ${conferenceName}. Goodbye.`);
}

function sentenceTwiml(speech: Speech, sentence: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(spoken(speech), sentence);
  response.hangup();
  return response.toString();
}

function roomAttributes(publicUrl: string, conferenceId: string) {
  return {
    beep: 'onEnter',
    startConferenceOnEnter: true,
    endConferenceOnExit: false,
    statusCallback: roomCallbackUrl(publicUrl, conferenceId),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify'],
  } as const satisfies Parameters<ReturnType<InstanceType<typeof twilio.twiml.VoiceResponse>['dial']>['conference']>[0];
}

/** The SDK types voices and languages as lists; ours are settings, which Twilio checks. */
function spoken({ voice, language }: Speech): SayAttributes {
  return { voice, language } as SayAttributes;
}
