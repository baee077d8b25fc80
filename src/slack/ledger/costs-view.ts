import type { ModalView } from '@slack/types';
import type { Sees } from '../../conference/whose-records.ts';
import { ERASED_HOST } from '../../domain/conference.ts';
import { costWords } from '../../domain/cost.ts';
import type { CostCounts, CostRow } from '../../domain/month-costs.ts';
import { byChannel, byHost, total } from '../../domain/month-costs.ts';
import type { Month } from '../../domain/month.ts';
import { monthsLater, monthWords } from '../../domain/month.ts';
import { button, context, pages, section } from '../contacts/parts.ts';
import { minutesWords } from '../messages/cost-line.ts';
import type { CostsLook } from './costs-look.ts';
import { writeCostsLook } from './costs-look.ts';
import { DO, GROUPS_PER_PAGE, VIEW } from './words.ts';
import { plain } from '../messages/text.ts';

export interface CostsPage {
  readonly look: CostsLook;
  readonly rows: readonly CostRow[];
  readonly sees: Sees;
  /** The month it is: there is none after it. */
  readonly present: Month;
  /** What just happened, in Slack's markup. */
  readonly notice?: string | undefined;
}

/** A month's costs: the sum, then what each host or channel comes to, what costs most first. */
export function costsView({ look, rows, sees, present, notice }: CostsPage): ModalView {
  const lines = look.by === 'host' ? byHost(rows).map((group) => line(hostOf(group.key), group)) : byChannel(rows).map((group) => line(channelOf(group.key), group));
  const offset = look.offset < lines.length ? look.offset : 0;
  return {
    ...shell({ ...look, offset }),
    blocks: [
      section(`*${monthWords(look.month)}*, by UTC: ${sumWords(total(rows))}`),
      ...(notice === undefined ? [] : [section(notice)]),
      context(WHOSE[sees]),
      {
        type: 'actions', elements: [
          button(monthWords(monthsLater(look.month, -1)), DO.month, monthsLater(look.month, -1)),
          ...(look.month < present ? [button(monthWords(monthsLater(look.month, 1)), DO.laterMonth, monthsLater(look.month, 1))] : []),
          look.by === 'host' ? button('By channel', DO.by, 'channel') : button('By host', DO.by, 'host'),
          button('Export', DO.exportCosts),
        ],
      },
      ...(lines.length === 0 ? [] : [section([`*By ${look.by}*`, ...lines.slice(offset, offset + GROUPS_PER_PAGE)].join('\n'))]),
      ...pages({ offset, perPage: GROUPS_PER_PAGE, total: lines.length }, { previous: DO.previousCosts, next: DO.nextCosts }),
      context('What Twilio asks for each call. For minutes in its conference rooms and for finding out who is a machine it asks besides, on its bill alone.'),
    ],
  };
}

/** While they are found, or in their place when they cannot be. */
export function costsThatSay(look: CostsLook, text: string): ModalView {
  return { ...shell(look), blocks: [section(text)] };
}

function shell(look: CostsLook): Omit<ModalView, 'blocks'> {
  return { type: 'modal', callback_id: VIEW.costs, title: plain('Costs'), close: plain('Close'), private_metadata: writeCostsLook(look) };
}

const WHOSE: Readonly<Record<Sees, string>> = {
  all: 'All conferences of this workspace, for you are an admin of it. Others see those they started.',
  own: 'The conferences you started. Admins of this workspace see all.',
  'own-for-now': 'The conferences you started. Slack does not say just now whether you are an admin of this workspace, who see all.',
};

function line(who: string, counts: CostCounts): string {
  return `${who}: ${amount(counts)} for ${minutesWords(counts.minutes)}, ${conferences(counts)}`;
}

function sumWords(counts: CostCounts): string {
  if (counts.conferences === 0) return 'no conferences.';
  const { pending, never } = counts;
  return [
    `${amount(counts)} for ${minutesWords(counts.minutes)}, ${conferences(counts)}.`,
    ...(pending === 0 ? [] : [`${calls(pending)} no price yet: Twilio names it some minutes after the end.`]),
    ...(never === 0 ? [] : [`${calls(never)} none at all: Twilio never named it.`]),
  ].join(' ');
}

function amount({ known, calls: answered, pending, never }: CostCounts): string {
  return costWords({ known, answered, unpriced: pending + never, isFinal: pending === 0, minutes: 0 });
}

function calls(count: number): string {
  return count === 1 ? '1 call has' : `${count} calls have`;
}

function conferences({ conferences: count }: CostCounts): string {
  return count === 1 ? '1 conference' : `${count} conferences`;
}

function hostOf(host: string | null): string {
  if (host === null) return 'Conferences that are erased by now, of whomever';
  return host === ERASED_HOST ? 'Somebody' : `<@${host}>`;
}

function channelOf(channel: string): string {
  return channel === '' ? 'Direct messages' : `<#${channel}>`;
}
