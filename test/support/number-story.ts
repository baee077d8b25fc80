import { ToldForm } from './form-story.ts';
import type { Story } from './scenario.ts';
import type { ToldPhone } from './phones.ts';

/** Somebody opens `/conference me`; resolves once it shows what is known. */
export async function opensMyNumber({ slack, world }: Pick<Story, 'slack' | 'world'>, who: string): Promise<ToldForm> {
  await slack.as(who).types('/conference me');
  const form = new ToldForm(world, who);
  await form.shows('Quiet hours');
  return form;
}

/** Somebody types a number into their form and asks to be called with a code. */
export async function asksForCode(form: ToldForm, number: string): Promise<ToldForm> {
  await form.presses(form.text.includes('Change my number') ? 'Change my number' : 'Set my number');
  return form.submits({ 'Phone number': number });
}

/** Answers, and writes down the code the call speaks. */
export async function hearsCode(story: Pick<Story, 'world'>, phone: ToldPhone, number: string): Promise<string> {
  await phone.answers();
  await phone.hears('Once more: ');
  const heard = story.world.twilio.phone(number).heard.map(({ text }) => text ?? '').join(' ');
  const code = /Once more: ((?:\d ){5}\d)\./u.exec(heard)?.[1]?.replaceAll(' ', '');
  if (code === undefined) throw new Error(`There is no code in "${heard}".`);
  return code;
}

/** A code of six digits that is another one. */
export function wrong(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
