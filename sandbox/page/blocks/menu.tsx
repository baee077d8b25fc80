import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

export interface MenuEntry {
  readonly label: string;
  readonly choose: () => void;
}

/** A button that opens a menu (⋯): arrow keys move in it, Escape closes it and gives the focus back. */
export function Menu({ label, entries, sign = '⋯' }: { readonly label: string; readonly entries: readonly MenuEntry[]; readonly sign?: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const items = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useEffect(() => {
    if (!open) return undefined;
    items()[0]?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const goTo: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const next = goTo[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all.at(next % all.length)?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') setOpen(false);
  };

  return (
    <div className="menu" ref={box}>
      <button ref={opener} type="button" className="button button-quiet" aria-label={label} aria-haspopup="menu" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{sign}</button>
      {open && (
        <div id={id} role="menu" tabIndex={-1} aria-label={label} className="menu-list" onKeyDown={onKey}>
          {entries.map((entry) => (
            <button key={entry.label} type="button" role="menuitem" tabIndex={-1} onClick={() => {
              close();
              entry.choose();
            }}>{entry.label}</button>
          ))}
        </div>
      )}
    </div>
  );
}
