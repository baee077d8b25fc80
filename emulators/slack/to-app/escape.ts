import type { World } from '../world/world.ts';
import { escapeMarkup } from '../render/markup.ts';

const BROADCASTS = ['here', 'channel', 'everyone'];

/**
 * What a person typed as Slack hands it to a command with `should_escape`: people, groups and channels it knows become ids, links come in
 * angle brackets, `&<>` are escaped, and what it does not know stays as typed.
 * Source: docs.slack.dev/interactivity/implementing-slash-commands, docs.slack.dev/messaging/formatting-message-text.
 */
export function escapeText(world: World, typed: string): string {
  const named = mentions(world);
  let escaped = '';
  let at = 0;
  while (at < typed.length) {
    const rest = typed.slice(at);
    const found = link(rest) ?? (startsWord(typed, at) ? named.find(({ pattern }) => pattern.test(rest)) : undefined);
    if (found === undefined) {
      const character = String.fromCodePoint(typed.codePointAt(at) ?? 0);
      escaped += escapeMarkup(character);
      at += character.length;
    } else {
      escaped += found.markup;
      at += found.length;
    }
  }
  return escaped;
}

function startsWord(typed: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}_]/u.test(typed[at - 1] ?? '');
}

interface Mention {
  readonly pattern: RegExp;
  readonly length: number;
  readonly markup: string;
}

/** Everything `@…` and `#…` can mean, the longest first: "@Alice Ames" before "@Alice". */
function mentions(world: World): Mention[] {
  const all: [string, string][] = [];
  for (const user of world.users.values()) {
    const markup = world.settings.mentionStyle === 'id' ? `<@${user.id}>` : `<@${user.id}|${user.name}>`;
    for (const name of new Set([user.name, user.displayName, user.realName])) all.push([`@${name}`, markup]);
  }
  for (const group of world.groups.values()) if (!group.disabled) all.push([`@${group.handle}`, `<!subteam^${group.id}|@${group.handle}>`]);
  for (const broadcast of BROADCASTS) all.push([`@${broadcast}`, `<!${broadcast}>`]);
  for (const channel of world.channels.values()) if (channel.kind === 'public' || channel.kind === 'private') all.push([`#${channel.name}`, `<#${channel.id}|${channel.name}>`]);
  return all
    .filter(([typed]) => typed.length > 1)
    .sort(([one], [other]) => other.length - one.length)
    .map(([typed, markup]) => ({ pattern: new RegExp(`^${literally(typed)}(?![\\p{L}\\p{N}_-])`, 'iu'), length: typed.length, markup }));
}

function literally(source: string): string {
  return source.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function link(rest: string): { markup: string; length: number } | undefined {
  const url = /^(?:https?:\/\/|tel:)[^\s<>|]+/i.exec(rest)?.[0];
  if (url !== undefined) return { markup: `<${escapeMarkup(url)}>`, length: url.length };
  return undefined;
}
