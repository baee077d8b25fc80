/** Escapes the three characters Slack reserves. Source: docs.slack.dev/messaging/formatting-message-text#escaping. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeMarkup(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Finds the names behind ids. */
export interface Names {
  readonly user: (id: string) => string | undefined;
  readonly channel: (id: string) => string | undefined;
  readonly group: (id: string) => string | undefined;
}

/** What a person reads in a `mrkdwn` text: names for ids, labels for links, no signs of formatting. */
export function readMarkup(source: string, names: Names): string {
  const readable = source.replace(/<([^<>]+)>/g, (_, inner: string) => reference(inner, names));
  return unescapeMarkup(
    readable
      .replace(/(^|[\s([{>•"'])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s)\]},.;:!?…"'–—·])/gm, '$1$2')
      .replace(/(^|[\s([{>•"'])_(\S(?:[^_\n]*\S)?)_(?=$|[\s)\]},.;:!?…"'–—·])/gm, '$1$2')
      .replace(/(^|[\s([{>•"'])~(\S(?:[^~\n]*\S)?)~(?=$|[\s)\]},.;:!?…"'–—·])/gm, '$1$2')
      .replace(/`([^`\n]+)`/g, '$1'),
  );
}

function reference(inner: string, names: Names): string {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) return `@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || names.channel(target.slice(1)) || target.slice(1)}`;
  if (target.startsWith('!subteam^')) return label || `@${names.group(target.slice(9)) ?? target.slice(9)}`;
  if (target.startsWith('!date^')) return label ?? target;
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? target.replace(/^(mailto|tel):/, '');
}
