import type { World } from '../core/world.ts';
import type { Element } from './xml.ts';

type Kind = 'text' | 'number' | 'boolean' | 'method' | readonly string[];

/** Attributes this emulator acts on or may pass over without lying, by element. */
const PLAYED: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  Response: {},
  Say: { voice: 'text', language: 'text', loop: 'number' },
  Play: { loop: 'number', digits: 'text' },
  Pause: { length: 'number' },
  Gather: {
    input: 'text', action: 'text', method: 'method', timeout: 'number', finishOnKey: 'text', numDigits: 'number', actionOnEmptyResult: 'boolean',
    bargeIn: 'boolean', debug: 'boolean', language: 'text',
  },
  Dial: { action: 'text', method: 'method', hangupOnStar: 'boolean', timeLimit: 'number', timeout: 'number', callerId: 'text', answerOnBridge: 'boolean' },
  Conference: {
    muted: 'boolean', beep: ['true', 'false', 'onEnter', 'onExit'], startConferenceOnEnter: 'boolean', endConferenceOnExit: 'boolean',
    participantLabel: 'text', jitterBufferSize: ['large', 'medium', 'small', 'off'], waitUrl: 'text', waitMethod: 'method', maxParticipants: 'number',
    region: ['us1', 'us2', 'ie1', 'sg1', 'br1', 'au1', 'jp1', 'de1'], trim: ['trim-silence', 'do-not-trim'], coach: 'text',
    record: ['do-not-record', 'record-from-start'], statusCallback: 'text', statusCallbackMethod: 'method', statusCallbackEvent: 'text',
  },
  Redirect: { method: 'method' },
  Hangup: {},
  Reject: { reason: ['rejected', 'busy'] },
};

/** Official attributes the emulator knows and does not play: using one is noted as a gap, because the effect will be missing. */
const UNPLAYED: Readonly<Record<string, readonly string[]>> = {
  Gather: [
    'partialResultCallback', 'partialResultCallbackMethod', 'speechTimeout', 'maxSpeechTime', 'profanityFilter', 'hints', 'speechModel', 'enhanced',
  ],
  Dial: [
    'record', 'recordingStatusCallback', 'recordingStatusCallbackMethod', 'recordingStatusCallbackEvent', 'recordingTrack', 'trim', 'ringTone',
    'sequential', 'referUrl', 'referMethod', 'events', 'recordingConfigurationId', 'passports',
  ],
  Conference: ['recordingStatusCallback', 'recordingStatusCallbackMethod', 'recordingStatusCallbackEvent', 'eventCallbackUrl', 'recordingConfigurationId'],
};

/** Verbs and nouns of Twilio the emulator does not play. */
const UNPLAYED_VERBS = new Set([
  'AiSession', 'Application', 'Client', 'Config', 'Connect', 'Conversation', 'ConversationRelay', 'ConversationRelaySession', 'Enqueue', 'Header', 'Language',
  'Leave', 'Number', 'Parameter', 'Pay', 'Prompt', 'Queue', 'Record', 'Recording', 'Refer', 'Room', 'Sip', 'SipUri', 'Siprec', 'Sms', 'Start', 'Stop', 'Stream',
  'Task', 'Transcription', 'VirtualAgent', 'WhatsApp',
]);

/** SSML inside Say is spoken as its words. */
const SSML = new Set(['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w', 'amazon:effect', 'amazon:domain']);

/** Notes everything in a document that Twilio would ignore or warn of, or that this emulator will not play. */
export function judgeDocument(world: World, element: Element, parent = ''): void {
  if (parent === 'Say' && SSML.has(element.name)) return;
  const known = PLAYED[element.name];
  if (known === undefined) {
    world.surprises.note(UNPLAYED_VERBS.has(element.name) ? 'gap' : 'unknown-verb', `<${element.name}>`);
    return;
  }
  for (const [name, value] of Object.entries(element.attributes)) judgeAttribute(world, element.name, known[name], name, value);
  for (const child of element.children) judgeDocument(world, child, element.name);
}

function judgeAttribute(world: World, element: string, kind: Kind | undefined, name: string, value: string): void {
  const where = `<${element} ${name}="${value}">`;
  if (kind === undefined) world.surprises.note(UNPLAYED[element]?.includes(name) === true ? 'gap' : 'unknown-attribute', where);
  else if (!fits(kind, value)) world.surprises.note('wrong-value', where);
  else if (name === 'record' && value !== 'do-not-record') world.surprises.note('gap', where);
  else if (name === 'input' && value !== 'dtmf') world.surprises.note('gap', where);
}

function fits(kind: Kind, value: string): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'number':
      return /^\d+$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'method':
      return value === 'GET' || value === 'POST';
    default:
      return kind.includes(value);
  }
}
