import type { Context } from '../../src/conference/context.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { mountSlack, SLACK_PATH } from '../../src/slack/app.ts';
import type { World } from './world.ts';

/** A process of the app of which something is different; Slack sends its requests there meanwhile. */
export async function inAnotherProcess({ slack, app, config }: World, changed: Partial<Context>, tell: () => Promise<void>): Promise<void> {
  const server = createHttpServer();
  mountSlack(server.express, { ...app.context, ...changed }, config.slack);
  const { requestUrl } = slack;
  slack.requestUrl = `http://127.0.0.1:${await server.listen(0)}${SLACK_PATH}`;
  try {
    await tell();
  } finally {
    slack.requestUrl = requestUrl;
    await server.close();
  }
}
