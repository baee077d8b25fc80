import { useEffect, useSyncExternalStore } from 'react';
import { useStored } from './use-stored.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

function follow(listener: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Light or dark: what was chosen, else what the machine prefers, also when that changes at dusk. */
export function useTheme(): { readonly theme: 'light' | 'dark'; readonly toggle: () => void } {
  const [choice, choose] = useStored<ThemeChoice>('theme', 'system', ['system', 'light', 'dark']);
  const prefersDark = useSyncExternalStore(follow, () => window.matchMedia(DARK).matches);
  const theme = choice === 'system' ? (prefersDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return { theme, toggle: () => choose(theme === 'dark' ? 'light' : 'dark') };
}
