import { formatFile } from '../format/file.ts';
import { isObject, objects, text, type JsonObject } from '../json.ts';
import { failureOf, statusOf } from '../to-app/answer.ts';
import { sendBlockAction } from '../to-app/block-actions.ts';
import { runCommand } from '../to-app/command.ts';
import type { Outcome } from '../to-app/deliver.ts';
import type { Wire } from '../to-app/wire.ts';
import { sendEvent } from '../to-app/events.ts';
import { suggest } from '../to-app/suggestions.ts';
import { takeShortcut } from '../to-app/shortcut.ts';
import { closeView, submitView } from '../to-app/view-submission.ts';
import { follow } from '../to-app/work.ts';
import { openDirectMessage } from '../world/conversations.ts';
import type { Channel, Message, Surface, User, View } from '../world/entities.ts';
import { theChannel } from '../world/lookup.ts';
import { elementsOf, type PlacedElement } from '../world/view-state.ts';
import { stackOf } from '../world/views.ts';
import { changed } from '../world/world.ts';
import { ChannelView } from './channel-view.ts';
import { complaint, filledState, type Entry } from './fill.ts';
import { ephemeralLine, type Line } from './line.ts';
import { removeMessage, sayInChannel } from './say.ts';
import { replyOf, type Reply } from './reply.ts';
import { findElement, isMeant, labelOf, surfacesOf, valuesOn } from './surfaces.ts';
import { viewOf, type SeenView } from './seen-view.ts';

/** Somebody of the team, doing what people do in Slack. Every deed resolves once the app has answered it, or was given up. */
export class Person {
  readonly user: User;
  readonly #wire: Wire;
  readonly #channelName: string;
  readonly #threadTs: string | undefined;

  constructor(wire: Wire, user: User, channelName = 'general', threadTs?: string) {
    this.#wire = wire;
    this.user = user;
    this.#channelName = channelName;
    this.#threadTs = threadTs;
  }

  /** The same person, looking at another conversation (by name or id). */
  in(channel: string): Person {
    return new Person(this.#wire, this.user, channel);
  }

  /** The same person, writing in a thread of the conversation. */
  inThread(rootTs: string): Person {
    return new Person(this.#wire, this.user, this.#channelName, rootTs);
  }

  /**
   * Types something and presses Enter. What begins with `/` is a command; anything else is said in the conversation.
   * @param options.asIs hands the text to the app without escaping it (for ids and markup nobody can type).
   */
  async types(typed: string, options: { readonly asIs?: boolean } = {}): Promise<Reply> {
    const { world } = this.#wire;
    const channel = this.#here();
    const input = { user: this.user, channel, threadTs: this.#threadTs, typed, asIs: options.asIs ?? false };
    const answer = typed.startsWith('/') ? runCommand(this.#wire, input) : sayInChannel(this.#wire, input);
    return replyOf(world, await follow(this.#wire, answer));
  }

  /**
   * Presses a button, by its words or its action_id.
   * @param on what it stands on: a ts, something the message says, a view's id, title or callback_id.
   * @param block the block_id it is in, where several are called so.
   */
  presses(button: string, on?: string, block?: string): Promise<Reply> {
    const { surface, placed } = findElement(this.#wire.world, this.user, (one) => one.element['type'] === 'button' && isCalled(one, button, block), button, on);
    const { element } = placed;
    const { value, style } = element;
    return this.#act(surface, placed, { text: element['text'], ...(value === undefined ? {} : { value }), ...(style === undefined ? {} : { style }) });
  }

  /** Chooses in a menu, a picker or an overflow, by its placeholder, label or action_id. */
  async chooses(menu: string, entry: Entry, on?: string, block?: string): Promise<Reply> {
    const { world } = this.#wire;
    const { surface, placed } = findElement(world, this.user, (one) => one.element['type'] !== 'button' && isCalled(one, menu, block), menu, on);
    const state = placed.element['type'] === 'overflow' ? { selected_option: filledState(world, { ...placed.element, type: 'static_select' }, entry)['selected_option'] } : filledState(world, placed.element, entry);
    if (placed.element['type'] !== 'overflow') (valuesOn(world, this.user, surface)[placed.blockId] ??= {})[placed.actionId] = { type: placed.element['type'], ...state };
    changed(world);
    const isQuiet = placed.block['type'] === 'input' && placed.block['dispatch_action'] !== true;
    return isQuiet ? NOTHING : this.#act(surface, placed, state);
  }

  /** Types into a menu whose options the app suggests. */
  searches(menu: string, query: string, on?: string, block?: string): Promise<JsonObject[]> {
    const { surface, placed } = findElement(this.#wire.world, this.user, (one) => isCalled(one, menu, block), menu, on);
    return follow(this.#wire, suggest(this.#wire, this.user, surface, { placed, query }));
  }

  /** Takes a global shortcut, or with `onMessage` (a ts or something it says) a message shortcut. */
  async opensShortcut(callbackId: string, onMessage?: string): Promise<Reply> {
    const on = onMessage === undefined ? undefined : this.#message(onMessage);
    return replyOf(this.#wire.world, await follow(this.#wire, takeShortcut(this.#wire, this.user, callbackId, on)));
  }

  /** Fills in the modal on top without submitting it. @param entries by label, block_id or action_id. */
  fills(entries: Readonly<Record<string, Entry>>): void {
    const { world } = this.#wire;
    const view = this.#top();
    const inputs = elementsOf(objects(view.payload['blocks']));
    for (const [called, entry] of Object.entries(entries)) {
      const placed = inputs.find((one) => isCalled(one, called));
      if (placed === undefined) throw new Error(`The modal has no "${called}". There is: ${inputs.map((one) => `${labelOfBlock(one)} (${one.actionId})`).join(', ')}.`);
      (view.values[placed.blockId] ??= {})[placed.actionId] = filledState(world, placed.element, entry);
    }
    changed(world);
  }

  /**
   * Uploads a file from their machine, for a file input: `submits({ File: [person.uploads('contacts.csv', bytes)] })`. Slack keeps it, and
   * gives the app its description. Source: docs.slack.dev/reference/block-kit/block-elements/file-input-element.
   */
  uploads(name: string, bytes: Uint8Array): JsonObject & { readonly id: string } {
    const { world } = this.#wire;
    const file = { id: world.ids.next('F'), name, title: name, size: bytes.length, user: this.user.id, created: Math.floor(world.clock.now() / 1000), bytes: Buffer.from(bytes), mimetype: name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream' };
    world.files.set(file.id, file);
    return { ...formatFile(world, file), id: file.id };
  }

  /** Fills in the modal on top and submits it. What Slack itself refuses (`error: 'incomplete'`) never reaches the app. */
  async submits(entries: Readonly<Record<string, Entry>> = {}): Promise<Reply> {
    this.fills(entries);
    const view = this.#top();
    const complaints = elementsOf(objects(view.payload['blocks']))
      .filter(({ block }) => block['type'] === 'input')
      .map((placed) => [placed.blockId, complaint(placed, view.values[placed.blockId]?.[placed.actionId])] as const);
    const wrong = complaints.flatMap(([blockId, message]) => (message === undefined ? [] : [[blockId, message] as const]));
    if (wrong.length > 0) {
      view.errors = Object.fromEntries(wrong);
      changed(this.#wire.world);
      return { ...NOTHING, error: 'incomplete' };
    }
    return replyOf(this.#wire.world, await follow(this.#wire, submitView(this.#wire, this.user, view)));
  }

  /** Closes the modal on top. */
  async closes(): Promise<Reply> {
    return replyOf(this.#wire.world, await follow(this.#wire, closeView(this.#wire, this.user, this.#top())));
  }

  /** Opens the app's Home tab; resolves when the app has taken the event. */
  async opensHome(): Promise<SeenView | undefined> {
    const { world } = this.#wire;
    const { channel } = openDirectMessage(world, [world.settings.botUserId, this.user.id]);
    const view = this.home;
    await sendEvent(this.#wire, { type: 'app_home_opened', user: this.user.id, channel: channel.id, tab: 'home', event_ts: world.ids.ts(), ...(view === undefined ? {} : { view: view.payload }) });
    return this.home;
  }

  /** Deletes a message of theirs (an admin anybody's). @param which a ts, or something it says. */
  async deletes(which: string): Promise<void> {
    await follow(this.#wire, removeMessage(this.#wire, this.user, this.#message(which)));
  }

  /** What only they see, in the order it came: the app's ephemeral messages and Slack's own. */
  get sees(): Line[] {
    return this.#wire.world.ephemerals.filter(({ forUser }) => forUser === this.user.id).map((shown) => ephemeralLine(this.#wire.world, shown));
  }

  /** Their direct messages with the app. */
  get directMessages(): ChannelView {
    const { world } = this.#wire;
    return new ChannelView(world, openDirectMessage(world, [world.settings.botUserId, this.user.id]).channel.id);
  }

  /** The modal before them, the one on top. */
  get modal(): SeenView | undefined {
    const view = stackOf(this.#wire.world, this.user.id).at(-1);
    return view === undefined ? undefined : viewOf(this.#wire.world, view);
  }

  /** The app's Home tab as it was last published for them. */
  get home(): SeenView | undefined {
    const view = this.#wire.world.homes.get(this.user.id);
    return view === undefined ? undefined : viewOf(this.#wire.world, view);
  }

  async #act(surface: Surface, placed: PlacedElement, carried: JsonObject): Promise<Reply> {
    const { world } = this.#wire;
    const outcome: Outcome = await follow(this.#wire, sendBlockAction(this.#wire, { user: this.user, surface, placed, carried, values: valuesOn(world, this.user, surface) }));
    return { ...NOTHING, status: statusOf(outcome), error: failureOf(outcome) };
  }

  #here(): Channel {
    const channel = theChannel(this.#wire.world, this.#channelName);
    if (!channel.members.has(this.user.id)) throw new Error(`${this.user.displayName} is not in ${channel.name}.`);
    return channel;
  }

  #top(): View {
    const view = stackOf(this.#wire.world, this.user.id).at(-1);
    if (view === undefined) throw new Error(`${this.user.displayName} has no modal open.`);
    return view;
  }

  #message(which: string): { channel: Channel; message: Message } {
    const found = surfacesOf(this.#wire.world, this.user).find((surface) => surface.kind === 'message' && isMeant(this.#wire.world, surface, which));
    if (found?.kind !== 'message') throw new Error(`${this.user.displayName} sees no message "${which}".`);
    return found;
  }
}

const NOTHING: Reply = { status: undefined, error: undefined, text: '', line: undefined };

function isCalled(placed: PlacedElement, called: string, block?: string): boolean {
  if (block !== undefined && placed.blockId !== block) return false;
  return [placed.actionId, placed.blockId, labelOf(placed.element), labelOfBlock(placed)].includes(called);
}

function labelOfBlock({ block }: PlacedElement): string {
  return isObject(block['label']) ? (text(block['label']['text']) ?? '') : '';
}
