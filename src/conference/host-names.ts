import { ERASED_HOST } from '../domain/conference.ts';
import type { Context } from './context.ts';
import { RateLimited, Unavailable } from './errors.ts';

/** A host's name, for a file people read; empty for whom Slack does not tell: their id stands beside it. */
export type HostName = (userId: string) => Promise<string>;

/**
 * Asks Slack for each host once. A file is worth more without some names than not at all: once Slack does not answer, or asks for patience, no other is asked
 * for.
 */
export function hostNames({ directory, log }: Pick<Context, 'directory' | 'log'>, teamId: string): HostName {
  const known = new Map([[ERASED_HOST, 'somebody']]);
  let gaveUp = false;
  return async (userId) => {
    const name = known.get(userId);
    if (name !== undefined || gaveUp) return name ?? '';
    try {
      const person = await directory.person(teamId, userId, false);
      const found = person.kind === 'person' ? person.fullName : person.name;
      known.set(userId, found);
      return found;
    } catch (error) {
      if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
      log.info({ error }, 'Slack did not name every host for a file: it goes out with their ids');
      gaveUp = true;
      return '';
    }
  };
}
