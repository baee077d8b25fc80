import type { AckFn, App, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../../conference/context.ts';
import { RateLimited, Unavailable } from '../../conference/errors.ts';
import type { FoundInvited } from '../../conference/find-invited.ts';
import { findInvited } from '../../conference/find-invited.ts';
import { lacksNumber } from '../../conference/find-people.ts';
import { inTime } from '../../conference/in-time.ts';
import { mayChangeContacts } from '../../conference/may-change-contacts.ts';
import { numberToRing } from '../../conference/number-to-ring.ts';
import type { ConferenceDraft, Invited } from '../../conference/ports.ts';
import type { Invitee } from '../../domain/command-text.ts';
import { FOREIGNERS_START_NOTHING, installedTeam, isForeign } from '../foreign.ts';
import { FIELD, START_VIEW } from './fields.ts';
import { numbersView } from './numbers-view.ts';
import type { StartForm } from './read-form.ts';
import { field, mistake, readStartForm } from './read-form.ts';
import { startFromModal } from './start.ts';
import { sayingView } from './view.ts';

/** Slack waits 3 s. Looking people up gets most of that; when it takes longer the conference starts all the same, as after the command. */
export const ANSWER_WITHIN_MS = 2_600;
const LOOK_UP_WITHIN_MS = 1_800;

interface Submitted {
  readonly body: ViewSubmitAction;
  readonly ack: AckFn<ViewResponseAction>;
  readonly client: WebClient;
}

/** "Create & Start": mistakes are said where they are; numbers nobody knows are asked for; else it starts. */
export function onStartSubmission(app: App, context: Context, timeoutMs: number): void {
  app.view<ViewSubmitAction>({ callback_id: START_VIEW, type: 'view_submission' }, async ({ body, ack, client }) => {
    const answerBy = context.clock.now() + ANSWER_WITHIN_MS;
    if (await inTime(context.clock, isForeign(context, body), LOOK_UP_WITHIN_MS, true)) return ack({ response_action: 'update', view: sayingView(FOREIGNERS_START_NOTHING) });
    await submitted(context, { body, ack, client }, answerBy, timeoutMs);
  });
}

async function submitted(context: Context, { body, ack, client }: Submitted, answerBy: number, timeoutMs: number): Promise<void> {
  const { rules, clock, log } = context;
  const { values } = body.view.state;
  const form = readStartForm(values, { defaultCountry: rules.defaultCountry, toRing: (raw) => numberToRing(rules, raw) });
  if (Object.keys(form.mistakes).length > 0) return ack({ response_action: 'errors', errors: form.mistakes });

  const teamId = installedTeam(body);
  const userId = body.user.id;
  const invited: Invited = { invitees: form.invitees, ringHost: form.ringHost, urgent: form.urgent };
  const lookingUp = lookUp(context, teamId, userId, invited);
  const known = await inTime(clock, lookingUp, Math.min(LOOK_UP_WITHIN_MS, Math.max(0, answerBy - clock.now())), NOTHING_KNOWN);
  if (known.found?.kind === 'too-many') {
    return ack({ response_action: 'errors', errors: mistake(values, FIELD.people, tooMany(known.found.count, rules.maxParticipants)) });
  }

  const draft = draftOf(form, invited, known.found, body);
  const lacking = known.found?.people.filter(lacksNumber) ?? [];
  if (lacking.length > 0 && (await kept(context, body, draft, answerBy))) {
    return ack({ response_action: 'push', view: numbersView({ people: lacking, mayRemember: known.mayRemember }) });
  }
  await startFromModal({ context, client, log, timeoutMs, ack, answerBy, mistakeAt: field(values, FIELD.name)?.blockId }, {
    teamId, hostUserId: userId, channelId: draft.channelId, name: draft.name, confirmJoin: draft.confirmJoin, responseUrl: draft.responseUrl,
    ...draft.invited, triggerId: triggerOf(body),
  });
}

/** The same modal starts one conference, whichever of its views is submitted how often, also when the process died in between. */
export function triggerOf({ view }: ViewSubmitAction): string {
  return `view:${rootOf(view)}`;
}

export function rootOf(view: ViewSubmitAction['view']): string {
  return view.root_view_id ?? view.id;
}

interface LookedUp {
  readonly found: FoundInvited | null;
  readonly mayRemember: boolean;
}
const NOTHING_KNOWN: LookedUp = { found: null, mayRemember: false };

/** Who would be rung, as far as it can be said now. What fails here is tried again as a job once it has started. */
async function lookUp(context: Context, teamId: string, hostUserId: string, invited: Invited): Promise<LookedUp> {
  try {
    const [found, mayRemember] = await Promise.all([findInvited(context, { teamId, hostUserId }, invited), mayRememberNumbers(context, teamId, hostUserId)]);
    return { found, mayRemember };
  } catch (error) {
    context.log.info({ error }, 'People could not be looked up while a form was submitted; the conference starts without');
    return NOTHING_KNOWN;
  }
}

/** Where Slack does not say whether they may, numbers are not remembered; those nobody knows are asked for all the same. */
async function mayRememberNumbers(context: Context, teamId: string, hostUserId: string): Promise<boolean> {
  try {
    return await mayChangeContacts(context, teamId, hostUserId);
  } catch (error) {
    if (!(error instanceof RateLimited) && !(error instanceof Unavailable)) throw error;
    context.log.info({ error }, 'Slack did not say whether the host may change the phone book; typed numbers are not remembered');
    return false;
  }
}

function draftOf({ name, channelId, confirmJoin }: StartForm, invited: Invited, found: FoundInvited | null, { user, response_urls: urls = [] }: ViewSubmitAction): ConferenceDraft {
  const people = found?.kind === 'found' ? found.people : [];
  return {
    name, confirmJoin,
    // The user's own id stands for the app's direct messages with them (docs chat.postMessage, "Post to a DM").
    channelId: channelId ?? user.id,
    responseUrl: urls.find(({ channel_id: channel }) => channel === channelId)?.response_url ?? null,
    invited: { ...invited, invitees: invited.invitees.map((invitee) => named(invitee, people)) },
    ringsOthers: people.some(({ addedAsHost, notCalled }) => !addedAsHost && notCalled === null),
  };
}

/** A contact by the name the phone book has; the menu shows it cut, or with more to it. */
function named(invitee: Invitee, people: readonly { readonly key: string; readonly fullName: string }[]): Invitee {
  if (invitee.kind !== 'contact') return invitee;
  const contact = people.find(({ key }) => key === `contact ${invitee.contactId}`);
  return contact === undefined ? invitee : { ...invitee, name: contact.fullName };
}

/** Whether the draft is kept, in time; without one the numbers cannot be asked for. */
async function kept({ drafts, clock, log }: Context, body: ViewSubmitAction, draft: ConferenceDraft, answerBy: number): Promise<boolean> {
  try {
    const keeping = drafts.keep(installedTeam(body), rootOf(body.view), body.user.id, draft).then(() => true);
    return await inTime(clock, keeping, Math.max(0, answerBy - clock.now()), false);
  } catch (error) {
    log.warn({ error }, 'What was filled in could not be kept, so nobody was asked for missing numbers');
    return false;
  }
}

function tooMany(count: number, maxParticipants: number): string {
  return `That would be ${count} people on the phone, and a conference takes at most ${maxParticipants}. Leave some out, or an admin can raise MAX_PARTICIPANTS (Twilio takes at most 250).`;
}
