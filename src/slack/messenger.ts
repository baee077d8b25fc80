import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { Unavailable } from '../conference/errors.ts';
import type { Messenger, PostOutcome } from '../conference/ports.ts';
import type { Conference } from '../domain/conference.ts';
import type { Answer, AskSlack } from './asking.ts';
import { announcement, card } from './messages/card.ts';
import { heldQuestion } from './messages/held-question.ts';
import { extendOffer } from './messages/extend-offer.ts';
import { escapeText } from './messages/text.ts';
import { threadMessage } from './messages/thread-message.ts';
import { codeViewId } from './my-number/names.ts';
import { noCodeView } from './my-number/views.ts';
import { whereTheCardIs, whoIsNotRung } from './messages/to-host.ts';
import type { Said } from './response-url.ts';
import { sayByResponseUrl } from './response-url.ts';

export interface MessengerSettings {
  readonly maxParticipants: number;
  readonly timeoutMs: number;
}

/** Messages through Slack's Web API. */
export function createMessenger(client: WebClient, askSlack: AskSlack, { maxParticipants, timeoutMs }: MessengerSettings): Messenger {
  const directMessages = async (user: string): Promise<string> => {
    const answer = await askSlack('conversations.open', () => client.conversations.open({ users: user }));
    const id = answer.ok ? answer.value.channel?.id : undefined;
    if (id === undefined) throw new Unavailable(`Slack: conversations.open: ${answer.ok ? 'no channel in the answer' : answer.code}`);
    return id;
  };
  const tellHost = async (conference: Conference, responseUrl: string | null, said: Said): Promise<void> => {
    if (responseUrl !== null && (await sayByResponseUrl(responseUrl, said, timeoutMs))) return;
    const channel = await directMessages(conference.hostUserId);
    await askSlack('chat.postMessage', () => client.chat.postMessage({ channel, ...said }), channel);
  };
  return {
    announceCard: async (conference, channel) =>
      posted(await askSlack('chat.postMessage', () => client.chat.postMessage({ channel, ...announcement(conference), unfurl_links: false, unfurl_media: false }), channel)),

    updateCard: async (conference, { channelId: channel, ts }, running, nativeCallId) => {
      const answer = await askSlack('chat.update', () => client.chat.update({ channel, ts, ...card(conference, running, nativeCallId) }), channel);
      return answer.ok ? { kind: 'updated' } : { kind: 'lost', code: answer.code };
    },

    cardHash: (conference, running, nativeCallId) => createHash('sha256').update(JSON.stringify(card(conference, running, nativeCallId))).digest('base64'),

    postLines: async (conference, { channelId: channel, ts }, lines) => {
      const { text, told } = threadMessage(conference, lines);
      // A try that was told of and then withdrawn. Slack takes no message without words, and its refusal would look like a lost channel.
      if (text === '') return { kind: 'nothing-to-say', told };
      return { ...posted(await askSlack('chat.postMessage', () => client.chat.postMessage({ channel, thread_ts: ts, text, unfurl_links: false }), channel)), told };
    },

    directMessages: (_teamId, user) => directMessages(user),

    tellHostWhoIsNotRung: async (conference, responseUrl) => {
      const text = whoIsNotRung(conference, maxParticipants);
      if (text !== null) await tellHost(conference, responseUrl, { text });
    },

    tellWhyNoCode: async (_teamId, user, proofId, sentence) => {
      const view = noCodeView(proofId, sentence);
      if ((await askSlack('views.update', () => client.views.update({ external_id: codeViewId(proofId), view }))).ok) return;
      const channel = await directMessages(user);
      await askSlack('chat.postMessage', () => client.chat.postMessage({ channel, text: `I could not call you with a code. ${escapeText(sentence)}` }), channel);
    },

    askHostAboutHeld: (conference, responseUrl) => tellHost(conference, responseUrl, heldQuestion(conference)),

    offerExtension: async (conference, place) => {
      const offer = extendOffer(conference);
      if (offer === null) return;
      const { hostUserId: user } = conference;
      // The response_url of the command is long gone by then. Refused, where the host or the app is not in the channel.
      if (place !== null && (await askSlack('chat.postEphemeral', () => client.chat.postEphemeral({ channel: place.channelId, user, ...offer }))).ok) return;
      const channel = await directMessages(user);
      await askSlack('chat.postMessage', () => client.chat.postMessage({ channel, ...offer }), channel);
    },

    tellHostWhereTheCardIs: (conference, why, responseUrl) => tellHost(conference, responseUrl, { text: whereTheCardIs(conference, why) }),
  };
}

function posted(answer: Answer<{ readonly channel?: string; readonly ts?: string }>): PostOutcome {
  if (!answer.ok) return { kind: 'not-allowed', code: answer.code };
  const { channel, ts } = answer.value;
  if (channel === undefined || ts === undefined) throw new Unavailable('Slack: chat.postMessage: no ts in the answer');
  return { kind: 'posted', place: { channelId: channel, ts } };
}
