import type { Line } from '../../../emulators/slack/people/line.ts';
import * as api from '../api.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Markup } from '../blocks/markup.tsx';
import { Menu, type MenuEntry } from '../blocks/menu.tsx';
import { Avatar } from '../desk/avatar.tsx';
import { useDesk } from '../desk/desk.ts';
import { useMessageSurface } from './use-surface.ts';

export interface MessageProps {
  readonly line: Line;
  /** How many replies hang on it; none are told in a thread. */
  readonly replies?: number;
  readonly onThread?: (() => void) | undefined;
}

/** One message, from its real blocks. */
export function Message({ line, replies = 0, onThread }: MessageProps) {
  const { team } = useDesk();
  const surface = useMessageSurface(line.ts, line.blocks);
  const isApp = team.users.find(({ id }) => id === line.user)?.botId !== undefined;
  const at = new Date(Number(line.ts) * 1000);
  return (
    <article tabIndex={-1} className={`message ${line.ephemeral ? 'message-alone' : ''}`} aria-label={`${line.author}${line.ephemeral ? ', only visible to you' : ''}`}>
      <Avatar name={line.author} app={isApp} />
      <div className="message-body">
        <header>
          <strong>{line.author}</strong>
          {isApp && <span className="badge">APP</span>}
          <time dateTime={at.toISOString()}>{at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}</time>
        </header>
        {line.ephemeral && <p className="only-you"><span aria-hidden="true">👁</span> Only visible to you</p>}
        {line.blocks.length > 0 ? <Blocks blocks={line.blocks} surface={surface} /> : <Markup text={line.raw} />}
        {line.files.map((file) => <p key={file} className="file"><span aria-hidden="true">📄</span> {file}</p>)}
        {line.edited && <span className="edited">(edited)</span>}
        {onThread !== undefined && replies > 0 && <button type="button" className="replies" onClick={onThread}>{replies} {replies === 1 ? 'reply' : 'replies'}<span aria-hidden="true"> ›</span></button>}
      </div>
      {!line.ephemeral && !line.deleted && <MessageMenu line={line} onThread={onThread} />}
    </article>
  );
}

/** What Slack offers on a message: its thread, the app's message shortcuts, and to delete what one may delete. */
function MessageMenu({ line, onThread }: { readonly line: Line; readonly onThread: (() => void) | undefined }) {
  const { who, cast, screen, tryTo } = useDesk();
  const shortcuts = cast.shortcuts.filter(({ type }) => type === 'message').map(({ name, callbackId }): MenuEntry => ({
    label: name, choose: () => void tryTo(() => api.does(who, 'shortcut', { callbackId, onMessage: line.ts })),
  }));
  const mayDelete = screen?.user.id === line.user || screen?.user.isAdmin === true;
  const entries = [
    ...(onThread === undefined ? [] : [{ label: 'Reply in thread', choose: onThread }]),
    ...shortcuts,
    ...(mayDelete ? [{ label: 'Delete message', choose: () => void tryTo(() => api.does(who, 'deletes', { message: line.ts })) }] : []),
  ];
  return <div className="message-menu"><Menu label="More actions" sign="⋮" entries={entries} /></div>;
}
