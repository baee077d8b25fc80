import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import * as api from '../api.ts';
import { Menu } from '../blocks/menu.tsx';
import { useDesk } from '../desk/desk.ts';
import { complete, completableAt, type Completion } from './completion.ts';

export interface ComposerProps {
  readonly channel: string;
  readonly thread?: string;
  readonly label: string;
}

/** Where one types: a command, or something to say. Enter sends; `/` and `@` are completed. */
export function Composer({ channel, thread, label }: ComposerProps) {
  const { who, team, cast, tryTo, say } = useDesk();
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const wantedCaret = useRef<number>(undefined);
  const list = useId();
  const completable = dismissed ? undefined : completableAt(text, caret, team);

  useLayoutEffect(() => {
    if (wantedCaret.current !== undefined) area.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = undefined;
  }, [text]);

  const change = (next: string, where: number): void => {
    setText(next);
    setCaret(where);
    setAt(0);
    setDismissed(false);
  };
  const take = (completion: Completion): void => {
    if (completable === undefined) return;
    const completed = complete(text, completable, completion);
    wantedCaret.current = completed.caret;
    change(completed.text, completed.caret);
    area.current?.focus();
  };
  const send = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === '' || busy) return;
    setBusy(true);
    change('', 0);
    // Before it is sent: what the app opens gives the focus back to where it was, and the Send button cannot have it.
    area.current?.focus();
    const reply = await tryTo(() => api.does(who, 'types', { text: typed, channel, ...(thread === undefined ? {} : { thread }) }));
    if (reply === undefined) change(typed, typed.length);
    else if (reply.error !== undefined && reply.text === '') say(`Slack says: ${reply.error}`);
    setBusy(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    const count = completable?.completions.length ?? 0;
    if (completable !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setAt((count + at + (event.key === 'ArrowDown' ? 1 : -1)) % count);
    } else if (completable !== undefined && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey))) {
      const completion = completable.completions[at];
      event.preventDefault();
      if (completion !== undefined) take(completion);
    } else if (completable !== undefined && event.key === 'Escape') {
      event.preventDefault();
      setDismissed(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  const shortcuts = cast.shortcuts.filter(({ type }) => type === 'global').map(({ name, callbackId }) => ({ label: name, choose: () => void tryTo(() => api.does(who, 'shortcut', { callbackId })) }));
  return (
    <form className="composer" onSubmit={(event) => {
      event.preventDefault();
      void send();
    }}>
      {completable !== undefined && (
        <ul id={list} role="listbox" aria-label="Completions" className="completions">
          {completable.completions.map((completion, index) => (
            <li key={completion.label} id={`${list}-${index}`} role="option" aria-selected={index === at} onPointerDown={(event) => {
              event.preventDefault();
              take(completion);
            }}><strong>{completion.label}</strong> <span>{completion.hint}</span></li>
          ))}
        </ul>
      )}
      {thread === undefined && <Menu label="Shortcuts" sign="+" entries={shortcuts} />}
      <textarea ref={area} rows={1} value={text} aria-label={label} placeholder={thread === undefined ? `${label}, or type /` : label} role="combobox" aria-expanded={completable !== undefined} aria-autocomplete="list" aria-controls={list}
        {...(completable === undefined ? {} : { 'aria-activedescendant': `${list}-${at}` })}
        onChange={(event) => change(event.target.value, event.target.selectionStart)} onSelect={(event) => setCaret(event.currentTarget.selectionStart)} onKeyDown={onKey} />
      <button type="submit" className="button button-primary" disabled={text.trim() === '' || busy} aria-label="Send"><span aria-hidden="true">➤</span></button>
    </form>
  );
}
