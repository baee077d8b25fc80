import type { App, BlockSuggestion } from '@slack/bolt';
import type { OptionGroup, PlainTextOption } from '@slack/types';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { searchWords } from '../../domain/contact-search.ts';
import { BOOK_ACTION, BOOK_CONTACTS_ACTION, BOOK_GROUPS_ACTION, contactOption, groupOption } from '../book-option.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';

/** Slack shows at most 100 options (docs reference/block-kit/block-elements/multi-select-menu-element); groups are few, and come first. */
const MOST_OPTIONS = 100;
const MOST_GROUPS = 20;

type Options = { options: PlainTextOption[] } | { option_groups: OptionGroup[] };
const NOTHING: Options = { options: [] };

/** At most so many of each kind. */
interface Most {
  readonly groups: number;
  readonly contacts: number;
}

/**
 * Suggests contacts and saved groups while people type, wherever a menu has one of these action_ids. Nobody's number is in it, so everybody of
 * the workspace may search. With a database that is slow or away nothing is suggested: an error would tell people no more.
 */
export function onContactOptions(app: App, context: Context): void {
  const { clock, log } = context;
  const suggest = (actionId: string, most: Most): void => app.options<'block_suggestion'>({ action_id: actionId, type: 'block_suggestion' }, async ({ body, ack }) => {
    try {
      // Somebody who types has typed on long before that.
      await ack(await inTime(clock, findOptions(context, body, most), ANSWER_WITHIN_MS, NOTHING));
    } catch (error) {
      log.warn({ error }, 'The phone book could not be searched; nothing was suggested');
      await ack(NOTHING);
    }
  });
  suggest(BOOK_ACTION, { groups: MOST_GROUPS, contacts: MOST_OPTIONS });
  suggest(BOOK_CONTACTS_ACTION, { groups: 0, contacts: MOST_OPTIONS });
  suggest(BOOK_GROUPS_ACTION, { groups: MOST_OPTIONS, contacts: 0 });
}

async function findOptions(context: Context, body: BlockSuggestion, most: Most): Promise<Options> {
  if (await isForeign(context, body)) return NOTHING;
  const { phoneBook } = context;
  const teamId = installedTeam(body);
  const words = searchWords(body.value);
  const [groups, { contacts }] = await Promise.all([
    most.groups === 0 ? [] : phoneBook.searchGroups(teamId, words, { limit: most.groups }),
    most.contacts === 0 ? { contacts: [] } : phoneBook.search(teamId, words, { limit: most.contacts }),
  ]);
  const found = [...titled('Groups', groups.map(groupOption)), ...titled('Contacts', contacts.slice(0, MOST_OPTIONS - groups.length).map(contactOption))];
  return found.length === 0 ? NOTHING : { option_groups: found };
}

/** A group of options without any is none Slack takes. */
function titled(title: string, options: PlainTextOption[]): OptionGroup[] {
  return options.length === 0 ? [] : [{ label: { type: 'plain_text', text: title }, options }];
}
