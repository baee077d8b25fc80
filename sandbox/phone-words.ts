import { twilioWorld } from '../emulators/twilio/client.ts';
import type { RemotePhone } from '../emulators/twilio/client.ts';
import type { Command } from './desk.ts';

type Deed = (phone: RemotePhone, text: string) => Promise<unknown>;

/** What can be done on a phone, in the words one types, with what is said once it is done. */
const DEEDS: Readonly<Record<string, { readonly deed: Deed; readonly done: string }>> = {
  answers: { deed: (phone) => phone.answers(), done: 'answered' },
  'hangs up': { deed: (phone) => phone.hangsUp(), done: 'hung up' },
  declines: { deed: (phone) => phone.declines(), done: 'declined the call' },
  'is busy': { deed: (phone) => phone.isBusy(), done: 'is busy' },
  'is unreachable': { deed: (phone) => phone.isUnreachable(), done: 'cannot be reached' },
  'does not answer': { deed: (phone) => phone.doesNotAnswer(), done: 'lets it ring' },
  voicemail: { deed: (phone) => phone.voicemail(), done: 'leaves it to the voicemail' },
  says: { deed: (phone, text) => phone.says(text), done: 'said it' },
  presses: { deed: (phone, text) => phone.presses(text), done: 'pressed it' },
};

/** Does something on somebody's phone. @param who of the team, or a number with +. */
export function doOnPhone(who: string, words: readonly string[]): Command {
  return async ({ twilioUrl, cast, write }) => {
    const number = who.startsWith('+') ? who : cast.member(who).number;
    if (number === undefined) throw new Error(`${cast.member(who).firstName} has no phone.`);
    // Quoted or not, with hyphens or not: "is busy", is busy, is-busy.
    const said = words.join(' ');
    const name = Object.keys(DEEDS).find((known) => said.replaceAll('-', ' ').startsWith(known));
    const found = name === undefined ? undefined : DEEDS[name];
    if (name === undefined || found === undefined) throw new Error(`A phone can do this: ${Object.keys(DEEDS).join(', ')}.`);
    await found.deed(twilioWorld(twilioUrl).phone(number), said.slice(name.length).trim()).catch((error: unknown) => {
      throw new Error((error instanceof Error ? error.message : String(error)).replaceAll(number, `${cast.nameOf(number)}'s phone`), { cause: error });
    });
    write(`${cast.nameOf(number)} ${found.done}.\n`);
  };
}
