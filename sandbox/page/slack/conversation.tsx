import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Screen } from '../api.ts';
import { useDesk } from '../desk/desk.ts';
import { useKeptFocus } from '../desk/use-kept-focus.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** What stands in a conversation, and where one writes. */
export function Conversation({ screen, channel, title, onThread }: { readonly screen: Screen | undefined; readonly channel: string; readonly title: string; readonly onThread: (ts: string) => void }) {
  const messages = screen?.messages ?? [];
  return (
    <>
      <Scroll label={`Messages in ${title}`}>
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
      <Scroll label="Replies">{lines.map((line) => <Message key={line.ts} line={line} />)}</Scroll>
      <Composer key={thread} channel={channel} thread={thread} label="Reply" />
    </aside>
  );
}

/** Keeps what is newest in sight, as long as one has not scrolled away from it; whoever reads further up stays there until they come back to the end. */
function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const kept = useKeptFocus<HTMLDivElement>();
  const { ref: box } = kept;
  const follows = useRef(true);
  // Before it is painted: the browser may move what is shown when something above grows, and that would look like somebody scrolling away.
  useLayoutEffect(() => {
    if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  });
  return (
    <div {...kept} className="scroll" role="log" aria-label={label} tabIndex={0} onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
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
