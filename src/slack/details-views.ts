import type { WebClient } from '@slack/web-api';
import type { DetailsViews } from '../conference/ports.ts';
import type { Controls } from '../domain/may-control.ts';
import type { AskSlack } from './asking.ts';
import { details } from './messages/details.ts';
import { hadJustLeft, notDoneWords } from './messages/hands-words.ts';
import { escapeText } from './messages/text.ts';

export interface DetailsSettings {
  readonly controls: Controls;
  /** The time, epoch milliseconds. */
  readonly now: () => number;
}

/** The details somebody has before them, through Slack's Web API. */
export function createDetailsViews(client: WebClient, askSlack: AskSlack, { controls, now }: DetailsSettings): DetailsViews {
  const tell = async (userId: string, text: string): Promise<void> => {
    // A user's id stands for the app's direct messages with them (docs chat.postMessage, "Post to a DM").
    await askSlack('chat.postMessage', () => client.chat.postMessage({ channel: userId, text }), userId);
  };
  return {
    refresh: async (conference, viewer, { viewId, page }, gone) => {
      const note = gone === null ? null : hadJustLeft(gone.name);
      const view = details(conference, { ...viewer, controls }, now(), { page, note });
      const answer = await askSlack('views.update', () => client.views.update({ view_id: viewId, view }));
      // They closed it: what it came to stands on the card, but not that it came too late.
      if (!answer.ok && note !== null) await tell(viewer.userId, note);
    },

    tellNotDone: (conference, userId, wish) => tell(userId, notDoneWords(conference, wish)),

    tellNobodyHeard: ({ name }, userId) => tell(userId, `Nobody was in the room of “${escapeText(name ?? 'the conference')}” any more to hear what you announced.`),
  };
}
