import twilio from 'twilio';
import { callbacksOf } from '../callbacks/stories.ts';
import type { PostedCallback } from '../callbacks/stories.ts';
import { sendAll } from './client.ts';
import type { LoadResult } from './client.ts';

/** What the load's process is told to do. */
export interface LoadOrder {
  /** Conferences it tells of: the first, and how many. */
  readonly first: number;
  readonly count: number;
  readonly port: number;
  /** The other instances, when there are several: callbacks go round. */
  readonly publicUrl: string;
  readonly authToken: string;
  readonly connections: number;
  /** Of how many parts of the load this is which: two instances share one list of callbacks. */
  readonly part: number;
  readonly parts: number;
}

/** What it says: that its requests are made and signed, and what became of them. */
export type LoadReport = { readonly kind: 'ready'; readonly requests: number } | ({ readonly kind: 'done' } & LoadResult);

function toBytes({ path, fields }: PostedCallback, { publicUrl, authToken }: LoadOrder): Buffer {
  const body = new URLSearchParams(fields).toString();
  return Buffer.from([
    `POST ${path} HTTP/1.1`, 'Host: bench', 'Connection: keep-alive', 'User-Agent: TwilioProxy/1.1', 'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
    `X-Twilio-Signature: ${twilio.getExpectedTwilioSignature(authToken, publicUrl + path, fields)}`, `Content-Length: ${body.length}`, '', body,
  ].join('\r\n'));
}

/** A process of its own, so that making load does not take time from what is measured other than by sharing the machine. */
async function main(): Promise<void> {
  const say = (report: LoadReport): void => void process.send?.(report);
  const told = (): Promise<unknown> => new Promise((resolve) => process.once('message', resolve));
  const order = (await told()) as LoadOrder;
  const requests = callbacksOf(order.first, order.count).filter((_, index) => index % order.parts === order.part).map((callback) => toBytes(callback, order));
  say({ kind: 'ready', requests: requests.length });
  await told();
  say({ kind: 'done', ...(await sendAll(order.port, requests, order.connections)) });
  process.disconnect();
}

await main();
