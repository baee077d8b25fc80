import type { Screen, Team } from '../api.ts';
import type { ListedConversation } from '../../../emulators/slack/control/screen.ts';
import { nameOfId, useDesk } from '../desk/desk.ts';
import { useUnread } from './use-unread.ts';

export type Open = { readonly kind: 'conversation'; readonly id: string } | { readonly kind: 'home' };

export interface SidebarProps {
  readonly screen: Screen | undefined;
  readonly open: Open;
  readonly onOpen: (open: Open) => void;
}

/** The conversations one is in, as Slack lists them, and the app's Home. */
export function Sidebar({ screen, open, onOpen }: SidebarProps) {
  const title = useTitle();
  const { team, who } = useDesk();
  const all = screen?.conversations ?? [];
  const unread = useUnread(who, all, open.kind === 'conversation' ? open.id : undefined);
  const channels = all.filter(({ kind, archived }) => (kind === 'public' || kind === 'private') && !archived);
  const direct = all.filter(({ kind, others }) => kind === 'mpim' || (kind === 'im' && !isWithApp(team, others)));
  const app = all.find(({ kind, others }) => kind === 'im' && isWithApp(team, others));
  const entry = (one: ListedConversation, label: string) => <Entry key={one.id} label={label} isUnread={unread.has(one.id)} isOpen={open.kind === 'conversation' && open.id === one.id} onOpen={() => onOpen({ kind: 'conversation', id: one.id })} />;
  return (
    <nav className="sidebar" aria-label="Slack">
      <h2>Channels</h2>
      <ul>{channels.map((one) => entry(one, title(one)))}</ul>
      <h2>Direct messages</h2>
      <ul>{direct.map((one) => entry(one, title(one)))}</ul>
      <h2>Apps</h2>
      <ul>
        <Entry label="Conference Home" isOpen={open.kind === 'home'} onOpen={() => onOpen({ kind: 'home' })} />
        {app !== undefined && entry(app, 'Conference messages')}
      </ul>
    </nav>
  );
}

function Entry({ label, isOpen, isUnread = false, onOpen }: { readonly label: string; readonly isOpen: boolean; readonly isUnread?: boolean; readonly onOpen: () => void }) {
  return <li><button type="button" className="sidebar-entry" {...(isOpen ? { 'aria-current': 'page' as const } : {})} onClick={onOpen}><span className="sidebar-label">{label}</span>{isUnread && <> <span className="unread">new</span></>}</button></li>;
}

function isWithApp(team: Team, others: readonly string[]): boolean {
  return others.length === 1 && team.users.some(({ id, botId }) => id === others[0] && botId !== undefined);
}

/** How a conversation is called: `#general`, `🔒 board`, or who is in it. */
export function useTitle(): (conversation: ListedConversation) => string {
  const { team } = useDesk();
  return ({ kind, name, others, externallyShared }) => {
    if (kind === 'im' || kind === 'mpim') return others.map((id) => nameOfId(team, id)).join(', ');
    return `${kind === 'private' ? '🔒 ' : '#'}${name}${externallyShared ? ' (shared)' : ''}`;
  };
}
