import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface KeptFocus {
  readonly ref: RefObject<HTMLLIElement | null>;
  readonly tabIndex: -1;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
}

/**
 * Keeps the focus on a phone whose buttons come and go: when the one that had it is gone (Answer, once it is pressed), it goes to what took its
 * place (Hang up), and to the phone itself where nothing did. Else it would fall to the top of the page. Only a button's: whoever was typing
 * would type into something else.
 * @returns what to put on the phone.
 */
export function useKeptFocus(): KeptFocus {
  const ref = useRef<HTMLLIElement>(null);
  const hadButton = useRef(false);
  useLayoutEffect(() => {
    if (!hadButton.current || document.activeElement !== document.body) return;
    (ref.current?.querySelector<HTMLElement>('.phone-actions button, select') ?? ref.current)?.focus();
  });
  return {
    ref, tabIndex: -1,
    onFocus: ({ target }) => {
      hadButton.current = target instanceof HTMLButtonElement;
    },
    onBlur: () => {
      hadButton.current = false;
    },
  };
}
