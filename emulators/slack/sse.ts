import type { JournalEntry } from '../shared/journal.ts';

export interface StreamListener {
  readonly hello?: () => void;
  readonly journal?: (entry: JournalEntry) => void;
  readonly changed?: () => void;
  readonly failed?: (error: Error) => void;
}

/** Follows the emulator's server-sent events; returns the way to stop. */
export function follow(url: string, listener: StreamListener): () => void {
  const aborter = new AbortController();
  void read(url, listener, aborter.signal).catch((error: unknown) => {
    if (!aborter.signal.aborted) listener.failed?.(error instanceof Error ? error : new Error(String(error)));
  });
  return () => aborter.abort();
}

async function read(url: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal });
  if (response.body === null) throw new Error('The stream has no body.');
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) tell(event, listener);
  }
  throw new Error('The emulator closed the stream.');
}

function tell(event: string, listener: StreamListener): void {
  const name = /^event: (.*)$/m.exec(event)?.[1];
  const data = /^data: (.*)$/m.exec(event)?.[1] ?? 'null';
  if (name === 'hello') listener.hello?.();
  if (name === 'changed') listener.changed?.();
  if (name === 'journal') listener.journal?.(JSON.parse(data) as JournalEntry);
}
