import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface KeptFocus<Box extends HTMLElement> {
  readonly ref: RefObject<Box | null>;
  readonly onFocus: (event: FocusEvent<Box>) => void;
  readonly onBlur: () => void;
}

/**
 * Keeps the focus in a part of the page whose buttons come and go: when the one that had it is gone (Answer or End for all, once it is pressed), it
 * goes to `heir`, or to the nearest around it that is still there. Else it would fall to the top of the page. Only a button's: whoever was typing would
 * type into something else.
 * @param heir what took the place of the button, where something may have; what is around a button gets the focus only with a `tabIndex`.
 * @returns what to put on that part, which has to be drawn anew whenever a button in it may have gone.
 */
export function useKeptFocus<Box extends HTMLElement>(heir: (box: Box) => HTMLElement | null = () => null): KeptFocus<Box> {
  const ref = useRef<Box>(null);
  const around = useRef<readonly HTMLElement[]>([]);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null || around.current.length === 0 || document.activeElement !== document.body) return;
    // It stands where the button stood: nothing needs to be scrolled, and whoever reads further up stays there.
    (heir(box) ?? around.current.find(({ isConnected }) => isConnected))?.focus({ preventScroll: true });
  });
  return {
    ref,
    onFocus: ({ target, currentTarget }) => {
      // Noted now: of a button that is gone nobody can tell any more where it was.
      around.current = target instanceof HTMLButtonElement ? [...focusableAround(target, currentTarget)] : [];
    },
    onBlur: () => {
      around.current = [];
    },
  };
}

/** From the innermost on, `box` being the last. */
function* focusableAround(inner: HTMLElement, box: HTMLElement): Generator<HTMLElement> {
  for (let element = inner.parentElement; element !== null && box.contains(element); element = element.parentElement) {
    if (element.hasAttribute('tabindex')) yield element;
  }
}
