import type { Addresses } from './addresses.ts';
import type { Cast } from './cast.ts';
import type { Paint } from './paint.ts';

/** What a command is carried out with. */
export interface Desk extends Addresses {
  readonly cast: Cast;
  readonly paint: Paint;
  readonly write: (text: string) => void;
}

export type Command = (desk: Desk) => Promise<void>;
