import type { App } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { onAddPeople } from './add-people-form.ts';
import { onAnnounceForm } from './announce-form.ts';
import { onCardControls } from './on-card.ts';
import { onExtend } from './on-extend.ts';
import { onPersonControls } from './on-person.ts';

/** Reaching into a conference from its card and its details. */
export function onHands(app: App, context: Context): void {
  onCardControls(app, context);
  onExtend(app, context);
  onPersonControls(app, context);
  onAnnounceForm(app, context);
  onAddPeople(app, context);
}
