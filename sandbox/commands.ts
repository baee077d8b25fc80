import { slackWorld } from '../emulators/slack/client.ts';
import { twilioWorld } from '../emulators/twilio/client.ts';
import type { Command, Desk } from './desk.ts';
import { calm, FORM_DEEDS, showView, withForms } from './forms.ts';
import { doOnPhone } from './phone-words.ts';
import { showLines, showPhone } from './show.ts';
import { createTranscript } from './transcript.ts';
import { watch } from './watch.ts';

export const HELP = `Drives the sandbox that \`npm start\` runs. Say what somebody does, or what you want to see:

  npm run -s sandbox -- ina types "/conference Project Review @alice @bob"     in #general; add: in random
  npm run -s sandbox -- ina presses "Join"                                     a button she sees
  npm run -s sandbox -- ina sees                                               her form, what only she sees, and her direct messages
  npm run -s sandbox -- ina types "/conference"                                opens the form; also "/conference contacts", "/conference me"
  npm run -s sandbox -- ina submits "Room name=Weekly" "Slack people=@alice, @bob"   fills it in and presses its button; ina closes
  npm run -s sandbox -- ina chooses "MENU" "ENTRY"                             of a menu she sees
  npm run -s sandbox -- ina opens home                                         the app's Home tab
  npm run -s sandbox -- phone alice answers | hangs up | declines | is busy | is unreachable | does not answer | voicemail
  npm run -s sandbox -- phone alice says "Hello" | presses 1
  npm run -s sandbox -- phones                                                 what every phone does, and what it heard last
  npm run -s sandbox -- people                                                 who is in the team
  npm run -s sandbox -- channel general                                        what stands in a channel
  npm run -s sandbox -- thread "Project Review"                                what stands under a message; add: in random
  npm run -s sandbox -- watch                                                  what happens from now on, line by line
`;

/** The command in these words. @throws Error that says what there is. */
export function commandFor(words: readonly string[]): Command {
  const [first = '', second, ...rest] = words;
  switch (first) {
    case 'phones': return phones;
    case 'people': return people;
    case 'watch': return follow;
    case 'channel': return channel(second ?? 'general');
    case 'thread': return thread(second ?? '', channelIn(rest));
    case 'phone': return doOnPhone(second ?? '', rest);
    default: return byPerson(first, second ?? '', rest);
  }
}

function byPerson(who: string, does: string, words: readonly string[]): Command {
  const [what = '', ...rest] = words;
  if (FORM_DEEDS.some((deed) => deed.split(' ')[0] === does)) return withForms(who, does, words);
  return async ({ slackUrl, cast, write, paint }) => {
    const member = cast.member(who);
    const slack = slackWorld(slackUrl);
    const person = slack.as(member.handle, { channel: channelIn(rest) });
    if (does === 'sees') {
      const { sees, directMessages, modal } = await person.looks();
      if (modal !== undefined) write(`${showView(modal, cast, paint)}\n`);
      if (modal === undefined || sees.length + directMessages.length > 0) write(showLines([...sees, ...directMessages], paint));
    } else if (does === 'types' || does === 'presses') {
      const { text, error } = await (does === 'types' ? person.types(what) : person.presses(what));
      if (error !== undefined && text === '') throw new Error(`Slack says: ${error}`);
      if (text !== '') write(`${member.firstName} reads: ${text}\n`);
      await calm(slack);
      const { modal } = await person.looks();
      if (modal !== undefined) write(showView(modal, cast, paint));
    } else {
      throw new Error(`${member.firstName} can do this: types "…", presses "…", sees, ${FORM_DEEDS.join(', ')}. \`npm run sandbox\` shows examples.`);
    }
  };
}

function channel(name: string): Command {
  return async ({ slackUrl, write, paint }) => write(showLines((await slackWorld(slackUrl).channel(name).look()).messages, paint));
}

function thread(root: string, where: string): Command {
  return async ({ slackUrl, write, paint }) => {
    const { root: found, messages } = await slackWorld(slackUrl).channel(where).thread(root);
    if (found === undefined) throw new Error(`Nothing in #${where} says "${root}".`);
    write(showLines([found, ...messages], paint));
  };
}

async function phones({ twilioUrl, cast, write, paint }: Desk): Promise<void> {
  const known = await twilioWorld(twilioUrl).phones();
  const silent = cast.members.flatMap(({ number }) => (number === undefined || known.some((phone) => phone.number === number) ? [] : [number]));
  for (const phone of known) write(showPhone(phone, cast, paint));
  for (const number of silent) write(showPhone({ number, state: 'idle', calls: [] }, cast, paint));
}

async function people({ cast, write }: Desk): Promise<void> {
  for (const { handle, fullName, number } of cast.members) write(`@${handle.padEnd(8)} ${fullName.padEnd(12)} ${number ?? 'no phone'}\n`);
}

async function follow({ slackUrl, twilioUrl, write, paint }: Desk): Promise<void> {
  const transcript = createTranscript({ write, paint, stamp: () => new Date().toTimeString().slice(0, 8) });
  await new Promise<void>((ended, failed) => {
    watch({ slackUrl, twilioUrl }, transcript.tell, () => ended()).catch(failed);
  });
  throw new Error('The sandbox has stopped.');
}

/** "in random" at the end. */
function channelIn(words: readonly string[]): string {
  const at = words.indexOf('in');
  return (at < 0 ? undefined : words[at + 1]) ?? 'general';
}
