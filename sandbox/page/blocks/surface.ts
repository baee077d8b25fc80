import type { Entry } from '../../../emulators/slack/people/fill.ts';
import type { JsonObject } from './json.ts';

export type { Entry };

/** Where an element stands: which block, which action, and what it is. */
export interface Place {
  readonly block: string;
  readonly action: string;
  readonly element: JsonObject;
  /** In an `input` block: what is put in stays on the page until it is submitted, unless the block asks for each change. */
  readonly isInput: boolean;
  readonly dispatches: boolean;
}

/** What blocks are drawn on, a message or a view: what is done to their elements, and what stands in them. */
export interface Surface {
  readonly press: (place: Place) => void;
  /** Something was chosen or put in. */
  readonly put: (place: Place, entry: Entry) => void;
  /** Enter was pressed in a text, or its block wants to hear of every letter. */
  readonly enter: (place: Place, entry: Entry) => void;
  readonly search: (place: Place, query: string) => Promise<readonly JsonObject[]>;
  readonly upload: (file: File) => Promise<JsonObject | undefined>;
  /** What stands in an element: as the person last put it in, else as Slack has it; undefined when neither knows. */
  readonly entryOf: (place: Place) => Entry | undefined;
  /** A complaint under an input, by block_id. */
  readonly errorOf: (block: string) => string | undefined;
}

/** What any element is drawn with. */
export interface ElementProps {
  readonly place: Place;
  readonly surface: Surface;
  /** What names it for a screen reader, where a label stands elsewhere: an id. */
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
}
