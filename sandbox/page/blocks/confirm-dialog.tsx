import { useId } from 'react';
import { textOf, type JsonObject } from './json.ts';
import { Markup } from './markup.tsx';
import { useDialog } from './use-dialog.ts';

/** "Are you sure?", in the app's own words. @param onEnd hears what was answered; Escape is a no. */
export function ConfirmDialog({ confirm, onEnd }: { readonly confirm: JsonObject; readonly onEnd: (yes: boolean) => void }) {
  const dialog = useDialog();
  const title = useId();
  const isDanger = confirm['style'] === 'danger';
  return (
    <dialog ref={dialog} className="modal modal-small" aria-labelledby={title} onCancel={(event) => {
      event.preventDefault();
      event.stopPropagation();
      onEnd(false);
    }}>
      <header className="modal-header"><h2 id={title}>{textOf(confirm['title'])}</h2></header>
      <div className="modal-body"><Markup text={textOf(confirm['text'])} /></div>
      <footer className="modal-footer">
        <button type="button" className="button" onClick={() => onEnd(false)}>{textOf(confirm['deny'])}</button>
        <button type="button" className={`button ${isDanger ? 'button-danger' : 'button-primary'}`} onClick={() => onEnd(true)}>{textOf(confirm['confirm'])}</button>
      </footer>
    </dialog>
  );
}
