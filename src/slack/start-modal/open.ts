import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import type { SlackPerson } from '../../conference/ports.ts';
import { inTurn } from '../../conference/in-turn.ts';
import type { Listener } from './say.ts';
import { say } from './say.ts';
import { putSummary } from './put-summary.ts';
import { NOBODY_YET, NOT_KNOWN } from './summary.ts';
import type { Prefill } from './view.ts';
import { peopleInput, startModal } from './view.ts';

/** Who opens the modal, with what in it. */
export interface Opening {
  readonly teamId: string;
  readonly userId: string;
  /** Slack's trigger_id: lives 3 s, and opens one view (docs interactivity/handling-user-interaction). */
  readonly triggerId: string;
  readonly responseUrl: string | null;
  /** RING_HOST and CONFIRM_JOIN decide what is not given. */
  readonly prefill: Partial<Prefill> & Pick<Prefill, 'channelId'>;
}

export interface Opener {
  readonly client: WebClient;
  readonly context: Context;
  readonly timeoutMs: number;
}

const LOOKUPS_AT_ONCE = 8;
const NOT_OPENED = 'Slack did not open the form in time. Please try again, or type the people: `/conference Project Review @alice @bob`.';

/**
 * Opens the modal with what is at hand, before anything is asked of database or Slack, and adds afterwards what has to be looked up: apps
 * among the people are taken out, phones counted. Where it does not open the person is told so. Never throws.
 */
export async function openStartModal(opener: Opener, opening: Opening): Promise<void> {
  const { client, context: { log, rules }, timeoutMs } = opener;
  const prefill: Prefill = { ringHost: rules.ringHost, confirmJoin: rules.confirmJoin, urgent: false, ...opening.prefill };
  const { people = [], userGroups = [] } = prefill;
  const isEmpty = people.length + userGroups.length === 0;
  const listener: Listener = opening;
  try {
    const { view } = await client.views.open({ trigger_id: opening.triggerId, view: startModal(prefill, isEmpty ? NOBODY_YET : NOT_KNOWN) });
    if (view?.id === undefined || isEmpty) return;
    await completeView(opener, opening, prefill, { id: view.id, hash: view.hash });
  } catch (error) {
    log.warn({ error }, 'The form that starts a conference could not be opened');
    await say({ client, log, timeoutMs }, listener, NOT_OPENED);
  }
}

async function completeView({ client, context }: Opener, { teamId, userId }: Opening, prefill: Prefill, view: { readonly id: string; readonly hash: string | undefined }): Promise<void> {
  const { people = [], userGroups = [] } = prefill;
  const kept = await withoutApps(context, teamId, people);
  const modal = startModal({ ...prefill, people: kept }, NOT_KNOWN);
  // Slack keeps what an input of the same block_id showed before.
  const blocks = kept.length === people.length ? modal.blocks : modal.blocks.map((block) => (block.block_id === peopleInput([]).block_id ? peopleInput(kept, '-without-apps') : block));
  const invitees = [...kept.map((id) => ({ kind: 'slack-user' as const, userId: id })), ...userGroups.map((groupId) => ({ kind: 'user-group' as const, groupId }))];
  await putSummary({ client, context }, { teamId, hostUserId: userId, view: { ...modal, blocks }, viewId: view.id, hash: view.hash, invited: { invitees, ringHost: prefill.ringHost, urgent: prefill.urgent } });
}

/** Somebody Slack does not tell of just now stays: the host sees them, and what comes of them is told later. */
async function withoutApps({ directory, log }: Context, teamId: string, people: readonly string[]): Promise<readonly string[]> {
  const isApp = (person: SlackPerson): boolean => person.kind === 'not-ringable' && person.why === 'bot';
  try {
    const found = await inTurn(people, LOOKUPS_AT_ONCE, (id) => directory.person(teamId, id, false));
    return people.filter((_id, index) => found[index] === undefined || !isApp(found[index]));
  } catch (error) {
    log.info({ error }, 'Slack did not say who is mentioned; apps among them stay in the form');
    return people;
  }
}
