import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Opens a dialog over the page, and closes it just before it is taken away: a browser gives the focus back to where it came from when a dialog is
 * closed, and not when it is only removed; whoever works with the keyboard would begin at the top of the page again.
 * @returns what to put on the `<dialog>`.
 */
export function useDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const box = dialog.current;
    box?.showModal();
    return () => box?.close();
  }, []);
  return dialog;
}
