import { createContext, useContext } from 'react';
import type { Cast, Screen, Team } from '../api.ts';

/** What every part of the page knows. */
export interface Desk {
  readonly cast: Cast;
  readonly team: Team;
  readonly theme: 'light' | 'dark';
  /** The handle of whom one acts as. */
  readonly who: string;
  readonly screen: Screen | undefined;
  /** Does something and looks again; what went wrong is told in words. Resolves with `undefined` then. */
  readonly tryTo: <T>(doing: () => Promise<T>) => Promise<T | undefined>;
  readonly say: (words: string) => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** @throws Error outside of the page. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('There is no desk around this.');
  return desk;
}

/** The name of whoever has the id; the id itself when nobody has. */
export function nameOfId(team: Team, id: string): string {
  return team.users.find((user) => user.id === id)?.displayName ?? id;
}
