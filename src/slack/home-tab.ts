import { createHash } from 'node:crypto';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { HomeOutcome, HomeTab } from '../conference/ports.ts';
import type { AskSlack } from './asking.ts';
import { home, homeWithout } from './messages/home.ts';

/** The Home tab through Slack's Web API (docs views.publish: no scope is needed, the tab must be switched on). */
export function createHomeTab(client: WebClient, askSlack: AskSlack): HomeTab {
  const publish = async (userId: string, view: HomeView): Promise<HomeOutcome> => {
    const answer = await askSlack('views.publish', () => client.views.publish({ user_id: userId, view }));
    return answer.ok ? { kind: 'published' } : { kind: 'refused', code: answer.code };
  };
  return {
    publish: (shown) => publish(shown.userId, home(shown)),
    publishWithout: ({ slackUserId }) => publish(slackUserId, homeWithout()),
    hash: (shown) => createHash('sha256').update(JSON.stringify(home(shown))).digest('base64'),
  };
}
