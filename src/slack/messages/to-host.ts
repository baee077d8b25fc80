import type { CardMoved } from '../../conference/ports.ts';
import type { Conference } from '../../domain/conference.ts';
import { neverBegan } from '../../domain/conference.ts';
import type { Participant } from '../../domain/participant.ts';
import { cut, escapeText } from './text.ts';

const TEXT_LIMIT = 3_900;

/**
 * What only the host reads once people are known: why nothing starts, or who is not rung and why.
 * @returns null when everybody is rung, for then there is nothing to say.
 */
export function whoIsNotRung(conference: Conference, maxParticipants: number): string | null {
  const name = conference.name === null ? 'the conference' : `“${conference.name}”`;
  if (conference.end?.reason === 'too-many-people') {
    return escapeText(`${capital(name)} was not started: that is more than ${maxParticipants} people. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).`);
  }
  if (conference.end?.reason === 'people-unknown') {
    return escapeText(`${capital(name)} was not started and nobody was rung: I could not learn from Slack in time who the people are. Please start it again.`);
  }
  const notRung = conference.participants.filter(({ notCalled }) => notCalled !== null);
  if (notRung.length === 0) return null;
  const head = conference.end?.reason === 'everybody-left-out' ? `${capital(name)} came to nothing, for nobody was rung:`
    : neverBegan(conference.end) ? `${capital(name)} was not started, for nobody can be rung:` : `Not rung for ${name}:`;
  return cut(escapeText([head, ...notRung.map(line)].join('\n')), TEXT_LIMIT);
}

function line({ name, isHost, notCalled }: Participant): string {
  if (notCalled === null) return '';
  return isHost ? `• You: ${TO_THE_HOST[notCalled.code] ?? notCalled.sentence}` : `• ${name}: ${notCalled.sentence}`;
}

/** The sentences about "their" profile, said to the person whose it is. The card says the others, for the channel reads it. */
const TO_THE_HOST: Readonly<Record<string, string>> = {
  'no-number': 'Your Slack profile holds no phone number. Add one there, written like +14155550100, and your phone rings next time.',
  'profile-number-unreadable': 'The phone number in your Slack profile cannot be read. Written like +14155550100, with + and country, it can.',
};

/** The card could not be posted where the host typed, or somebody took it away there. */
export function whereTheCardIs({ name, channelId, state }: Conference, why: CardMoved): string {
  const called = escapeText(`“${name ?? 'the conference'}”`);
  const phones = state === 'ended' ? '' : ' The phones ring all the same.';
  if (why === 'gone') return `The card of ${called} in <#${channelId}> is gone, so it and its thread go on in our direct messages.${phones}`;
  // Nobody can be invited into a conversation of two, and its id is no channel's, so Slack could not show it (docs formatting-message-text).
  const isDirect = channelId.startsWith('D');
  return `I may not write in ${isDirect ? 'a conversation of two' : `<#${channelId}>`}, so the card of ${called} and its thread are in our direct messages.${phones}`
    + (isDirect ? '' : ' To have the card there next time, type `/invite @conference` in that channel.');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
