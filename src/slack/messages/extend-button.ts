import type { Button } from '@slack/types';
import type { Conference } from '../../domain/conference.ts';
import { standingWarning } from '../../domain/limit-warning.ts';
import { duration, plain } from './text.ts';

export const EXTEND = 'extend';

/** The button that has a conference go on, of one that ends soon and can. It names the end it is about, so that an old one extends nothing. */
export function extendButton(conference: Pick<Conference, 'id' | 'limitWarning'>): Button[] {
  const warning = standingWarning(conference);
  if (warning === null || warning.extendMs === 0) return [];
  return [{ type: 'button', action_id: EXTEND, value: `${conference.id} ${warning.endsAt}`, text: plain(`Extend by ${duration(warning.extendMs)}`), style: 'primary' }];
}

/** Reads the value of the button; undefined for one that is none of ours. */
export function readExtendButton(value: string | undefined): { readonly conferenceId: string; readonly endsAt: number } | undefined {
  const [, conferenceId, endsAt] = /^(\S+) (\d{1,15})$/u.exec(value ?? '') ?? [];
  return conferenceId === undefined || endsAt === undefined ? undefined : { conferenceId, endsAt: Number(endsAt) };
}
