import type { Context } from '../../src/conference/context.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { mountSlack, SLACK_PATH } from '../../src/slack/app.ts';
import type { World } from './world.ts';

/** Slack sends its requests meanwhile to a process of the app some of whose means are other ones: a database that is away, or slow. */
export async function withOther({ slack, app, config }: World, other: Partial<Context>, tell: () => Promise<void>): Promise<void> {
  const server = createHttpServer();
  const side = mountSlack(server.express, { ...app.context, ...other }, config.slack);
  const port = await server.listen(0);
  const usual = slack.requestUrl;
  slack.requestUrl = `http://127.0.0.1:${port}${SLACK_PATH}`;
  try {
    await tell();
    await side.rest();
  } finally {
    slack.requestUrl = usual;
    await server.close();
  }
}
