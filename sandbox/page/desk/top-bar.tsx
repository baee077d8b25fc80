import { useState } from 'react';
import type { AppState } from '../../app-process/app-process.ts';
import * as api from '../api.ts';
import { useDesk } from './desk.ts';

export interface TopBarProps {
  readonly app: AppState;
  readonly connected: boolean;
  readonly muted: boolean;
  readonly broken: number;
  readonly faultsOpen: boolean;
  readonly onWho: (who: string) => void;
  readonly onTheme: () => void;
  readonly onMuted: (muted: boolean) => void;
  readonly onFaults: () => void;
}

const APP_WORDS: Readonly<Record<AppState, string>> = { running: 'App runs', starting: 'App starts …', stopped: 'App is dead' };

/** Who one is, how the app is, and the switches of the page. */
export function TopBar({ app, connected, muted, broken, faultsOpen, onWho, onTheme, onMuted, onFaults }: TopBarProps) {
  const { cast, who, theme } = useDesk();
  return (
    <header className="top">
      <h1><span aria-hidden="true" className="top-sign">☎</span> Conference <small>sandbox</small></h1>
      <label className="act-as"><span>Act as</span>
        <select className="field" aria-label="Act as" value={who} onChange={(event) => onWho(event.target.value)}>
          {cast.members.map(({ handle, fullName }) => <option key={handle} value={handle}>{fullName}</option>)}
        </select>
      </label>
      <span className={`app-state app-${connected ? app : 'stopped'}`} role="status">{connected ? APP_WORDS[app] : 'The sandbox has stopped'}</span>
      <div className="top-buttons">
        <button type="button" className="button" aria-expanded={faultsOpen} aria-controls="faults" onClick={onFaults}>Break something{broken > 0 && <span className="count">{broken} on</span>}</button>
        <button type="button" className="button" aria-pressed={muted} onClick={() => onMuted(!muted)}><span aria-hidden="true">{muted ? '🔇' : '🔊'}</span> <span className="wide-only">Mute</span></button>
        <button type="button" className="button" onClick={onTheme}><span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span> <span className="wide-only">{theme === 'dark' ? 'Light' : 'Dark'}</span></button>
        <FreshButton app={app} />
      </div>
    </header>
  );
}

/** Begins anew. Nothing of value can be lost in a sandbox, so it does not ask. Not while the app starts: whoever had it started would be told that it could not. */
function FreshButton({ app }: Pick<TopBarProps, 'app'>) {
  const { tryTo, say } = useDesk();
  const [busy, setBusy] = useState(false);
  const begin = async (): Promise<void> => {
    setBusy(true);
    const done = await tryTo(() => api.freshState());
    setBusy(false);
    if (done !== undefined) say('Everything is as it was at the start.');
  };
  return <button type="button" className="button" disabled={busy || app === 'starting'} onClick={() => void begin()}>{busy ? 'One moment …' : 'Fresh state'}</button>;
}
