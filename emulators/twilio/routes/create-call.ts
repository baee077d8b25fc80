import type { CallRequest } from '../calls/new-call.ts';
import type { Instructions, MachineDetection, Reporting } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { parseXml } from '../twiml/xml.ts';
import type { Fields } from './api.ts';
import { judgeConcurrency } from './concurrency.ts';
import { refused, TwilioError } from './errors.ts';
import { readMethod, readNumber, readUrl, readWords } from './fields.ts';
import { judgeFrom, judgeTo } from './numbers.ts';

/** Form keys of Calls.create in the official specification. */
export const CREATE_CALL_KEYS = [
  'To', 'From', 'Url', 'Twiml', 'ApplicationSid', 'Method', 'FallbackUrl', 'FallbackMethod', 'StatusCallback', 'StatusCallbackEvent', 'StatusCallbackMethod',
  'SendDigits', 'Timeout', 'TimeLimit', 'Record', 'RecordingChannels', 'RecordingStatusCallback', 'RecordingStatusCallbackMethod',
  'RecordingStatusCallbackEvent', 'RecordingTrack', 'Trim', 'SipAuthUsername', 'SipAuthPassword', 'CallerId', 'MachineDetection', 'MachineDetectionTimeout',
  'MachineDetectionSpeechThreshold', 'MachineDetectionSpeechEndThreshold', 'MachineDetectionSilenceTimeout', 'AsyncAmd', 'AsyncAmdStatusCallback',
  'AsyncAmdStatusCallbackMethod', 'Byoc', 'CallReason', 'CallToken', 'ClientNotificationUrl',
] as const;

/** Keys whose effect the emulator does not play. */
const UNPLAYED = ['ApplicationSid', 'Record', 'Byoc', 'CallToken', 'ClientNotificationUrl', 'SipAuthUsername', 'SipAuthPassword'] as const;

const CALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

const TRIAL_REFUSAL =
  'Invalid or disallowed parameters provided - trial accounts have limited parameter access, upgrade your account to unlock full functionality';

/**
 * Judges the form of Calls.create as Twilio does, and turns it into a request.
 * @throws TwilioError with the code of what is wrong.
 */
export function readCallRequest(world: World, form: Fields): CallRequest {
  judgeTrialKeys(world, form);
  const to = judgeTo(world, form.get('To'));
  const from = judgeFrom(world, form.get('From'));
  const instructions = readInstructions(form);
  if (instructions === undefined) throw refused(21205, 'Url parameter is required');
  for (const key of UNPLAYED) if (form.has(key) && form.get(key) !== 'false') world.surprises.note('gap', `Calls.create ${key}`);
  judgeConcurrency(world);
  return {
    direction: 'outbound-api',
    to,
    from,
    instructions,
    reporting: readReporting(world, form),
    timeoutSeconds: readNumber(form, 'Timeout', 60, [5, 600], 21208),
    timeLimitSeconds: readNumber(form, 'TimeLimit', 14_400, [1, 86_400], 21208),
    sendDigits: readDigits(form),
    machineDetection: readDetection(world, form),
  };
}

/** The document a form names by Url or gives as Twiml; undefined when it does neither. */
export function readInstructions(form: Fields): Instructions | undefined {
  const twiml = form.get('Twiml');
  if (twiml !== undefined) {
    if (twiml.length > 4_000) throw refused(21617, 'Twiml is longer than 4000 characters');
    try {
      return { kind: 'document', root: parseXml(twiml) };
    } catch {
      throw refused(12100, 'Twiml is not well-formed');
    }
  }
  const url = readUrl(form, 'Url');
  if (url === undefined) return undefined;
  const fallback = readUrl(form, 'FallbackUrl');
  const method = readMethod(form, 'Method');
  return { kind: 'url', url, method, ...(fallback === undefined ? {} : { fallback: { url: fallback, method: readMethod(form, 'FallbackMethod') } }) };
}

/** Where and of what a form wants to be told; without events, of the end only. */
export function readReporting(world: World, form: Fields): Reporting | undefined {
  const url = readUrl(form, 'StatusCallback', 21609);
  if (url === undefined) return undefined;
  const events = readWords(world, form, 'StatusCallbackEvent', CALL_EVENTS);
  return { url, method: readMethod(form, 'StatusCallbackMethod'), events: events.size === 0 ? new Set(['completed']) : events };
}

function judgeTrialKeys(world: World, form: Fields): void {
  const { type, trialAllows } = world.settings.account;
  // Code 0: facts/twilio.md §0.
  if (type === 'trial' && form.keys.some((key) => !trialAllows.includes(key))) throw new TwilioError(400, 0, TRIAL_REFUSAL);
}

function readDigits(form: Fields): string | undefined {
  const digits = form.get('SendDigits');
  if (digits !== undefined && (!/^[0-9#*wW]+$/.test(digits) || digits.length > 32)) throw refused(21206, `Invalid SendDigits: ${digits}`);
  return digits;
}

function readDetection(world: World, form: Fields): MachineDetection | undefined {
  const mode = form.get('MachineDetection');
  if (mode === undefined) return undefined;
  if (mode !== 'Enable' && mode !== 'DetectMessageEnd') {
    world.surprises.note('wrong-value', `MachineDetection=${mode}`);
    return undefined;
  }
  const url = readUrl(form, 'AsyncAmdStatusCallback', 21609);
  const callback = url === undefined ? {} : { callback: { url, method: readMethod(form, 'AsyncAmdStatusCallbackMethod') } };
  return { mode, async: form.get('AsyncAmd') === 'true', ...callback };
}
