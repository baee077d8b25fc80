import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** One server-sent event. */
export interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Hears that nothing more will be seen, perhaps more than once, with the error when there was one. */
export type WatchEnd = (error?: unknown) => void;

/**
 * Follows server-sent events. Not with fetch: that gives up a stream which is silent for five minutes, and a sandbox often is.
 * @param onEnd hears when the other side ends it, not when it was stopped from here.
 * @returns once connected, the way to stop.
 */
export async function followEvents(url: string, onEvent: (event: StreamEvent) => void, onEnd: WatchEnd = () => undefined): Promise<() => void> {
  let stopped = false;
  const request = get(url);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  const ended = (error?: unknown): void => {
    if (!stopped) onEnd(error);
    stopped = true;
  };
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) if (!stopped) onEvent(parse(event));
  });
  response.on('close', () => ended());
  response.on('error', ended);
  request.on('error', ended);
  return () => {
    stopped = true;
    request.destroy();
  };
}

function parse(event: string): StreamEvent {
  return { name: /^event: (.*)$/mu.exec(event)?.[1] ?? 'message', data: JSON.parse(/^data: (.*)$/mu.exec(event)?.[1] ?? 'null') };
}
