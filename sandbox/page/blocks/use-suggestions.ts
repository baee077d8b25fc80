import { useEffect, useRef, useState } from 'react';
import { choiceOf, type Choice } from './options.ts';
import type { Place, Surface } from './surface.ts';

/** Slack waits a moment for the next letter before it asks the app (docs reference/block-kit/block-elements/multi-select-menu-element says nothing shorter). */
const TYPING_MS = 150;

interface Answer {
  readonly query: string;
  readonly options: readonly Choice[];
}

/**
 * What the app suggests for what is typed, asked while the list is open.
 * @returns undefined while no answer to this very query is there: with the answer to an older one Enter would choose somebody who was not asked for.
 */
export function useSuggestions(place: Place, surface: Surface, query: string, asks: boolean): readonly Choice[] | undefined {
  const [answer, setAnswer] = useState<Answer>();
  const latest = useRef({ place, surface });
  latest.current = { place, surface };
  useEffect(() => {
    if (!asks) return undefined;
    let stale = false;
    const answered = (options: readonly Choice[]): void => {
      if (!stale) setAnswer({ query, options });
    };
    const timer = setTimeout(() => {
      latest.current.surface.search(latest.current.place, query).then((options) => answered(options.map(choiceOf)), () => answered([]));
    }, TYPING_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asks, query]);
  return answer?.query === query ? answer.options : undefined;
}
