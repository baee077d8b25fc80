import { useEffect, useRef, useState } from 'react';
import type { FeedEvents } from '../../page-server/feed.ts';

export type FeedListener = { readonly [Name in keyof FeedEvents]: (data: FeedEvents[Name]) => void };

/**
 * Follows the sandbox. After a break the browser comes again by itself and is greeted anew, so nothing is lost.
 * @returns whether it is connected.
 */
export function useFeed(listener: FeedListener): boolean {
  const [connected, setConnected] = useState(true);
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const source = new EventSource('/sandbox/feed');
    const hear = (name: keyof FeedEvents, tell: (data: never) => void): void => source.addEventListener(name, (event: MessageEvent<string>) => tell(JSON.parse(event.data) as never));
    hear('hello', (hello: FeedEvents['hello']) => latest.current.hello(hello));
    hear('slack', () => latest.current.slack(null));
    hear('twilio', () => latest.current.twilio(null));
    hear('request', (request: FeedEvents['request']) => latest.current.request(request));
    hear('app', (state: FeedEvents['app']) => latest.current.app(state));
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => setConnected(false));
    return () => source.close();
  }, []);
  return connected;
}
