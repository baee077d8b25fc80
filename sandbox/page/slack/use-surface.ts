import type { SeenView } from '../../../emulators/slack/people/seen-view.ts';
import * as api from '../api.ts';
import { isObject, objects, word, type JsonObject } from '../blocks/json.ts';
import type { Entry, Place, Surface } from '../blocks/surface.ts';
import { useDesk } from '../desk/desk.ts';

/** What a person has put into a form and not sent yet: block_id -> what. */
export type Drafts = Readonly<Record<string, Entry>>;

interface Common {
  readonly press: Surface['press'];
  readonly choose: (place: Place, entry: Entry) => void;
  readonly search: Surface['search'];
  readonly upload: Surface['upload'];
}

/** What is done to an element goes to the emulated Slack, which sends the app its signed request. @param on the ts of a message or the id of a view, and what is drawn on it. */
function useDeeds(on: string, blocks: readonly JsonObject[]): Common {
  const { who, tryTo, say } = useDesk();
  const told = async (deed: string, body: object): Promise<void> => {
    const reply = await tryTo(() => api.does(who, deed, { on, ...body }));
    if (reply?.error !== undefined) say(`Slack says: ${reply.error}`);
  };
  return {
    press: (place) => void told('presses', { button: place.action, ...blockOf(place, blocks) }),
    choose: (place, entry) => void told('chooses', { menu: place.action, ...blockOf(place, blocks), entry }),
    search: (place, query) => api.searches(who, { on, menu: place.action, ...blockOf(place, blocks), query }),
    upload: async (file) => tryTo(async () => api.uploads(who, file.name, await file.text())),
  };
}

/**
 * In which block, where several elements are called alike. Elsewhere the block is left out: Slack makes up a new block_id with every
 * rewriting, and what was pressed just before the page saw it is meant all the same.
 */
function blockOf({ block, action }: Place, blocks: readonly JsonObject[]): { readonly block?: string } {
  const alike = blocks.flatMap((one) => [one['element'], one['accessory'], ...objects(one['elements'])]).filter((element) => isObject(element) && element['action_id'] === action);
  return alike.length > 1 ? { block } : {};
}

/** The surface of a message: whatever is chosen on it acts at once. */
export function useMessageSurface(ts: string, blocks: readonly JsonObject[]): Surface {
  const { press, choose, search, upload } = useDeeds(ts, blocks);
  return { press, put: choose, enter: choose, search, upload, entryOf: ({ element }) => initialOf(element), errorOf: () => undefined };
}

/** The surface of a modal or Home tab. Inputs keep what is put in until it is sent; everything else acts at once. */
export function useViewSurface(view: SeenView, drafts: Drafts, setDraft: (block: string, entry: Entry) => void): Surface {
  const { press, choose, search, upload } = useDeeds(view.id, view.blocks);
  return {
    press, search, upload,
    put: (place, entry) => {
      if (place.isInput) setDraft(place.block, entry);
      if (!place.isInput || place.dispatches) choose(place, entry);
    },
    enter: (place, entry) => {
      setDraft(place.block, entry);
      choose(place, entry);
    },
    // What was taken back is a draft too, of nothing: else what stood there before would be shown again, and nothing be sent.
    entryOf: ({ block, action }) => (block in drafts ? drafts[block] : entryIn(view.values[block]?.[action])),
    errorOf: (block) => view.errors[block],
  };
}

/** What stands in an element by Slack's own state of it (docs reference/interaction-payloads/view-interactions-payload). */
function entryIn(state: JsonObject | undefined): Entry | undefined {
  if (state === undefined) return undefined;
  const [value] = Object.entries(state).filter(([key]) => key !== 'type').map(([, inner]) => inner);
  if (Array.isArray(value)) return value.filter((one: JsonObject[string]) => typeof one === 'string' || isObject(one));
  return typeof value === 'string' || typeof value === 'number' || isObject(value) ? value : undefined;
}

function initialOf(element: JsonObject): Entry | undefined {
  const options = objects(element['initial_options']);
  if (options.length > 0) return options;
  const { initial_option: option } = element;
  if (isObject(option)) return option;
  return word(element['initial_user']) || word(element['initial_conversation']) || word(element['initial_value']) || undefined;
}
