import { useEffect, useId, useState } from 'react';
import type { SeenView } from '../../../emulators/slack/people/seen-view.ts';
import * as api from '../api.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { textOf } from '../blocks/json.ts';
import type { Entry } from '../blocks/surface.ts';
import { useDialog } from '../blocks/use-dialog.ts';
import { useDesk } from '../desk/desk.ts';
import { useViewSurface, type Drafts } from './use-surface.ts';

/** A modal as a real dialog: the focus stays in it, Escape closes it, and what is wrong stands under its input. */
export function Modal({ view, below }: { readonly view: SeenView; readonly below: number }) {
  const { who, tryTo, say } = useDesk();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [busy, setBusy] = useState(false);
  const dialog = useDialog();
  const title = useId();
  const surface = useViewSurface(view, drafts, (block, entry: Entry) => setDrafts((before) => ({ ...before, [block]: entry })));

  useEffect(() => {
    (dialog.current?.querySelector<HTMLElement>('[data-focus=true]') ?? dialog.current?.querySelector<HTMLElement>('.modal-body'))?.focus();
  }, [dialog]);
  // Whoever sent something wrong is taken to the first mistake.
  useEffect(() => {
    if (Object.keys(view.errors).length > 0) dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [dialog, view.errors]);

  const close = (): void => void tryTo(() => api.does(who, 'closes'));
  const submit = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const there = new Set(view.blocks.map((block) => block['block_id']));
    const entries = Object.fromEntries(Object.entries(drafts).filter(([block]) => there.has(block)));
    const reply = await tryTo(() => api.does(who, 'submits', { entries }));
    if (reply?.error !== undefined && reply.error !== 'incomplete') say(`Slack says: ${reply.error}`);
    setBusy(false);
  };

  return (
    <dialog ref={dialog} className="modal" aria-labelledby={title} onCancel={(event) => {
      event.preventDefault();
      if (event.target === dialog.current) close();
    }}>
      <form onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}>
        <header className="modal-header">
          {below > 0 && <span className="modal-below" aria-label={`${below} more below`}>{'‹'.repeat(below)}</span>}
          <h2 id={title}>{view.title}</h2>
          <button type="button" className="button button-quiet" aria-label="Close" onClick={close}>×</button>
        </header>
        <div className="modal-body" tabIndex={-1}><Blocks blocks={view.blocks} surface={surface} /></div>
        <footer className="modal-footer">
          <button type="button" className="button" onClick={close}>{textOf(view.payload['close']) || 'Close'}</button>
          {view.submit !== '' && <button type="submit" className="button button-primary" disabled={busy}>{view.submit}</button>}
        </footer>
      </form>
    </dialog>
  );
}
