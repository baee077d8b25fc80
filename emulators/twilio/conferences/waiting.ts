import type { Conference, Method, Participant } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { Interrupted } from '../core/world.ts';
import { hear } from '../phones/hear.ts';
import { DocumentFailure } from '../twiml/fetch.ts';
import { playDocument } from '../twiml/play-document.ts';

/** Twilio's own music, when no waitUrl is given. */
const DEFAULT_MUSIC = 'http://com.twilio.music.classical.s3.amazonaws.com/';

/** Stops whatever is being played to one participant alone. */
export function stopPlaying(participant: Participant): void {
  participant.playing?.abort();
  participant.playing = undefined;
}

/**
 * Plays to somebody who waits for the conference to start: Twilio's music, silence (an empty waitUrl), or the waitUrl's document.
 * A waitUrl that cannot be had drops the participant (docs voice/twiml/conference#waiturl).
 */
export function letWait(world: World, conference: Conference, participant: Participant): void {
  const { url, method } = participant.wait;
  if (url === '') return;
  if (url === undefined) return hear(world, participant.call, { kind: 'music', text: DEFAULT_MUSIC });
  playAlone(world, conference, participant, { url, method }, () => participant.leave('participant_add_failed'));
}

/** Plays hold music: the HoldUrl's document, or Twilio's own. */
export function letHold(world: World, conference: Conference, participant: Participant, hold: { url: string | undefined; method: Method }): void {
  stopPlaying(participant);
  if (hold.url === undefined) return hear(world, participant.call, { kind: 'music', text: DEFAULT_MUSIC });
  playAlone(world, conference, participant, { url: hold.url, method: hold.method }, () => undefined);
}

function playAlone(world: World, conference: Conference, participant: Participant, source: { url: string; method: Method }, onFailure: () => void): void {
  const playing = new AbortController();
  participant.playing = playing;
  const params = { AccountSid: world.settings.accountSid, CallSid: participant.callSid, ConferenceSid: conference.sid, FriendlyName: conference.friendlyName };
  const audience = { about: participant.callSid, hear: (line: Parameters<typeof hear>[2]) => hear(world, participant.call, line) };
  playDocument(world, source, params, audience, playing.signal).catch((error: unknown) => {
    if (error instanceof Interrupted) return;
    if (error instanceof DocumentFailure) return onFailure();
    world.surprises.note('crash', String(error));
  });
}
