import type { App } from '@slack/bolt';
import type { Context } from '../../conference/context.ts';
import { onChoices } from './choices.ts';
import { onNumbersSubmission } from './numbers-submission.ts';
import { onStartSubmission } from './submission.ts';
import { onWaysToStart } from './ways-in.ts';

/** Starting a conference by choosing: the ways into the modal, what it answers while it is filled in, and its submission. */
export function onStartModal(app: App, context: Context, timeoutMs: number): void {
  onWaysToStart(app, context, timeoutMs);
  onChoices(app, context);
  onStartSubmission(app, context, timeoutMs);
  onNumbersSubmission(app, context, timeoutMs);
}
