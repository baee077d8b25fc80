import type { ModalView } from '@slack/types';
import type { JsonObject } from '../../emulators/slack/json.ts';
import { findUser } from '../../emulators/slack/world/lookup.ts';
import { openModal } from '../../emulators/slack/world/views.ts';
import type { ContactToSave } from '../../src/conference/ports.ts';
import { ModalStory } from './modal-story.ts';
import type { Story } from './scenario.ts';
import type { World } from './world.ts';

/** Somebody of the phone book as a story names them; numbers in E.164. */
export interface BookEntry {
  readonly name: string;
  readonly number?: string;
  readonly secondNumber?: string;
  readonly note?: string;
  readonly slackUserId?: string;
}

/** Puts somebody into the phone book. @returns their id. */
export async function inTheBook({ app, slack }: World, entry: BookEntry, teamId = slack.world.team.id): Promise<string> {
  const id = await app.context.phoneBook.saveContact(teamId, contactOf(entry));
  if (id === undefined) throw new Error(`${entry.name} could not be saved.`);
  return id;
}

export function contactOf({ name, number, secondNumber, note = '', slackUserId }: BookEntry): ContactToSave {
  const dialed = (e164: string | undefined) => (e164 === undefined ? null : { e164, extension: null });
  return { name, number: dialed(number), secondNumber: dialed(secondNumber), note, slackUserId: slackUserId ?? null };
}

/** Shows a view of the test's own to somebody, to try what the app says to parts of it that several of its views have. */
export function shows({ slack }: World, who: string, view: ModalView): void {
  const user = findUser(slack.world, who);
  if (user === undefined) throw new Error(`Nobody is called ${who}.`);
  openModal(slack.world, user.id, JSON.parse(JSON.stringify(view)) as JsonObject, undefined, false);
}

/** The phone book as somebody has it before them. */
export class BookModal extends ModalStory {
  readonly #story: { readonly world: World };
  readonly #by: string;

  constructor(story: { readonly world: World }, who: string) {
    super(story, who);
    this.#story = story;
    this.#by = who;
  }

  /** Presses a button of the view on top, once it is there. */
  async presses(button: string): Promise<void> {
    const { world } = this.#story;
    await world.until(() => this.buttons.includes(button), () => `there is a button "${button}"; there is: ${this.buttons.join(', ')}`, 5_000);
    await world.slack.as(this.#by).presses(button);
    await world.settle();
  }
}

/** Types `/conference contacts`. */
export async function opensBook(story: Story, who: string, typed = '/conference contacts'): Promise<BookModal> {
  await story.slack.as(who).types(typed);
  return new BookModal(story, who);
}
