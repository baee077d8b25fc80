import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { addMorePeople } from '../../conference/add-more-people.ts';
import type { Context } from '../../conference/context.ts';
import { inTime } from '../../conference/in-time.ts';
import { numberToRing } from '../../conference/number-to-ring.ts';
import type { Invited } from '../../conference/ports.ts';
import { installedTeam, isForeign } from '../foreign.ts';
import { ADD_PEOPLE } from '../messages/card-actions.ts';
import { addedWords, AWAY, FOREIGN, rungWords } from '../messages/hands-words.ts';
import { readStartForm } from '../start-modal/read-form.ts';
import { ANSWER_WITHIN_MS } from '../start-modal/submission.ts';
import { bookInput, numbersInput, peopleInput, urgentInput } from '../start-modal/view.ts';
import { openForm, putSaying, saying } from './form.ts';
import { whyNotReach } from './press.ts';
import { plain } from '../messages/text.ts';

const ADD_PEOPLE_FORM = 'add-people';

/** The same choices as when a conference starts, for one that goes on. */
export function addPeopleForm(conferenceId: string): ModalView {
  return {
    type: 'modal', callback_id: ADD_PEOPLE_FORM, private_metadata: conferenceId, title: plain('Add people'), submit: plain('Ring them'), close: plain('Cancel'),
    blocks: [peopleInput([]), bookInput(), numbersInput(), urgentInput()],
  };
}

/** Add people, on the card, and what is submitted with it. */
export function onAddPeople(app: App, context: Context): void {
  app.action<BlockButtonAction>({ type: 'block_actions', action_id: ADD_PEOPLE }, async ({ ack, action, body, client, respond }) => {
    await ack();
    const conferenceId = action.value ?? '';
    await openForm({ context, client, respond }, body, conferenceId, addPeopleForm(conferenceId), (press) => whyNotReach(context, press));
  });

  app.view<ViewSubmitAction>({ callback_id: ADD_PEOPLE_FORM, type: 'view_submission' }, async ({ body, ack, client }) => {
    const { rules } = context;
    const { invitees, urgent, mistakes } = readStartForm(body.view.state.values, { defaultCountry: rules.defaultCountry, toRing: (raw) => numberToRing(rules, raw) });
    if (Object.keys(mistakes).length > 0) return ack({ response_action: 'errors', errors: mistakes });
    await context.about({ conferenceId: body.view.private_metadata }, async () => {
      const adding = add(context, body, { invitees, ringHost: false, urgent });
      const said = await inTime(context.clock, adding, ANSWER_WITHIN_MS, null);
      await ack({ response_action: 'update', view: saying(addPeopleForm(''), said ?? 'One moment …') });
      // Many people are looked up for longer than Slack waits: what comes of it is said there afterwards.
      if (said === null) await putSaying(context, client, body.view.id, addPeopleForm(''), await adding);
    });
  });
}

/** Never throws. @returns what they read, as markup. */
async function add(context: Context, body: ViewSubmitAction, invited: Invited): Promise<string> {
  try {
    if (await isForeign(context, body)) return FOREIGN;
    const result = await addMorePeople(context, { teamId: installedTeam(body), conferenceId: body.view.private_metadata, userId: body.user.id, invited, pressId: `view:${body.view.id}` });
    const words = addedWords(result, context.rules.controls);
    return result.kind === 'done' ? [rungWords(result), ...(words === null ? [] : [words])].join('\n') : words ?? '';
  } catch (error) {
    context.log.error({ error }, 'People could not be added to a conference; whoever chose them was told so');
    return AWAY;
  }
}
