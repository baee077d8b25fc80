import { useEffect, useRef, type ReactNode } from 'react';
import type { Screen } from '../api.ts';
import { useDesk } from '../desk/desk.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** What stands in a conversation, and where one writes. */
export function Conversation({ screen, channel, title, onThread }: { readonly screen: Screen | undefined; readonly channel: string; readonly title: string; readonly onThread: (ts: string) => void }) {
  const messages = screen?.messages ?? [];
  return (
    <>
      <Scroll label={`Messages in ${title}`} newest={messages.at(-1)?.ts}>
        {messages.length === 0 && <Welcome title={title} />}
        {messages.map((line) => <Message key={line.ts} line={line} replies={line.replies} onThread={line.ephemeral ? undefined : () => onThread(line.ts)} />)}
      </Scroll>
      <Composer key={channel} channel={channel} label={`Message ${title}`} />
    </>
  );
}

/** The thread beside. */
export function Thread({ screen, channel, thread, onClose }: { readonly screen: Screen | undefined; readonly channel: string; readonly thread: string; readonly onClose: () => void }) {
  const lines = screen?.thread ?? [];
  return (
    <aside className="thread" aria-label="Thread">
      <header className="pane-header"><h2>Thread</h2><button type="button" className="button button-quiet" aria-label="Close the thread" onClick={onClose}>×</button></header>
      <Scroll label="Replies" newest={lines.at(-1)?.ts}>{lines.map((line) => <Message key={line.ts} line={line} />)}</Scroll>
      <Composer key={thread} channel={channel} thread={thread} label="Reply" />
    </aside>
  );
}

/** Keeps what is newest in sight, as long as one has not scrolled away from it. */
function Scroll({ label, newest, children }: { readonly label: string; readonly newest: string | undefined; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  });
  useEffect(() => {
    follows.current = true;
  }, [newest]);
  return (
    <div ref={box} className="scroll" role="log" aria-label={label} tabIndex={0} onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
      follows.current = scrollHeight - scrollTop - clientHeight < 40;
    }}>{children}</div>
  );
}

/** The first thing somebody sees: what to do. */
function Welcome({ title }: { readonly title: string }) {
  const { who } = useDesk();
  return (
    <div className="welcome">
      <p className="welcome-sign" aria-hidden="true">☎</p>
      <h3>Ring somebody</h3>
      <p>You are {who}, in {title}. Type this below, and press Enter:</p>
      <p><code>/conference Project Review @alice @bob</code></p>
      <p>Their phones ring on the wall of phones. Answer one. Nobody real is rung, and nothing costs.</p>
    </div>
  );
}
