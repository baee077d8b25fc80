import type { ContactsAdmins } from '../../domain/contacts-admins.ts';

/** Under an input Slack reads no markup. */
export type Writing = 'markup' | 'plain';

/** Who may change the phone book, for somebody who may not. */
export function whoMayChange(admins: ContactsAdmins, writing: Writing = 'markup'): string {
  switch (admins.who) {
    case 'everyone': return 'Everybody of this workspace may change the phone book, and see its numbers; guests of other organisations may not.';
    case 'admins': return 'Only admins and owners of this workspace may change the phone book, and see its numbers. Ask one of them.';
    case 'group': return `Only admins and owners of this workspace and the people in ${writing === 'markup' ? `<!subteam^${admins.groupId}>` : 'a certain user group'} may change the phone book, and see its numbers. Ask one of them.`;
  }
}

export const NOT_KNOWN_WHO_MAY = 'Slack does not say just now whether you may change the phone book. Close this and try again in a moment.';
export const DATABASE_AWAY = 'I cannot reach my database just now. Close this and try again in a moment.';
/** Under an input, where what was typed still stands. */
export const NOT_SAVED = 'I cannot reach my database just now, or it takes its time. Nothing you typed is lost: press the button again in a moment.';
/** In a view that only asked whether to. */
export const NOT_REMOVED = 'I cannot reach my database just now, or it takes its time. Go back, look whether it is still there, and try again in a moment.';
