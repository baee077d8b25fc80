import { useDesk } from '../desk/desk.ts';
import { Conversation, Thread } from './conversation.tsx';
import { Home } from './home.tsx';
import { Modal } from './modal.tsx';
import { Sidebar, useTitle, type Open } from './sidebar.tsx';

export interface SlackPanelProps {
  readonly open: Open;
  readonly thread: string | undefined;
  readonly onOpen: (open: Open) => void;
  readonly onThread: (ts: string | undefined) => void;
}

/** Slack, as whoever one acts as sees it. */
export function SlackPanel({ open, thread, onOpen, onThread }: SlackPanelProps) {
  const { screen, who } = useDesk();
  const titleOf = useTitle();
  const conversation = screen?.conversations.find(({ id, name }) => open.kind === 'conversation' && (id === open.id || name === open.id));
  const channel = open.kind === 'conversation' ? open.id : 'general';
  const title = open.kind === 'home' ? 'Conference' : conversation === undefined ? '…' : titleOf(conversation);
  const modal = screen?.modals.at(-1);
  return (
    <section className={`slack ${thread === undefined ? '' : 'slack-threaded'}`} aria-label="Slack">
      <Sidebar screen={screen} open={conversation === undefined ? open : { kind: 'conversation', id: conversation.id }} onOpen={onOpen} />
      <div className="conversation">
        <header className="pane-header"><h2>{title}</h2></header>
        {open.kind === 'home' ? <Home /> : <Conversation key={`${who} ${channel}`} screen={screen} channel={channel} title={title} onThread={onThread} />}
      </div>
      {open.kind === 'conversation' && thread !== undefined && <Thread key={`${who} ${thread}`} screen={screen} channel={channel} thread={thread} onClose={() => onThread(undefined)} />}
      {modal !== undefined && <Modal key={modal.id} view={modal} below={(screen?.modals.length ?? 1) - 1} />}
    </section>
  );
}
