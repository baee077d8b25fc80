import { printable, withoutMarkup } from '../plain-text.ts';

/** A person or several, as the command names them. What number that is, and whether we may ring it, others find out. */
export type Invitee =
  | { readonly kind: 'slack-user'; readonly userId: string }
  | { readonly kind: 'user-group'; readonly groupId: string; readonly handle?: string }
  /** A group of the phone book: by its name as typed, which `searchKey` finds, or chosen in the modal, by its id. */
  | { readonly kind: 'saved-group'; readonly name: string; readonly groupId?: string }
  /** Somebody of the phone book, chosen in the modal: nobody can type an id. `name` is what they were called then. */
  | { readonly kind: 'contact'; readonly contactId: string; readonly name: string }
  /** `raw` is the number as typed, extension and all: `readPhoneNumber` reads it. */
  | { readonly kind: 'outside-number'; readonly raw: string; readonly extension?: string };

/** What looks like a person but rings nobody. `text` is fit to be shown again: no Slack markup in it. */
export type NotRung =
  /** `@dave` that Slack did not turn into a mention: nobody of that name here, or the app's command does not escape. */
  | { readonly kind: 'unescaped-mention'; readonly text: string }
  /** The whole channel is never rung. */
  | { readonly kind: 'broadcast'; readonly text: '@channel' | '@here' | '@everyone' }
  /** A telephone link without a number. */
  | { readonly kind: 'not-a-number'; readonly text: string };

/** The command's text cut at Slack's markup, in order. */
export type Piece =
  /** Typed by the person, decoded: may still hold numbers and unescaped mentions. */
  | { readonly kind: 'typed'; readonly text: string }
  /** The label of a link or channel, decoded: part of the name, and nothing else. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'person'; readonly invitee: Invitee }
  | { readonly kind: 'not-rung'; readonly notRung: NotRung };

/** Typed < and > arrive as &lt; and &gt;, so that what stands in angle brackets is Slack's own (docs interactivity/implementing-slash-commands). */
const MARKUP = /<([^<>]*)>/gu;

/** Cuts the text of a slash command, as Slack sends it with `should_escape`, into pieces. Never throws; brackets Slack never sends stay text. */
export function cutAtMarkup(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    pieces.push({ kind: 'typed', text: decode(text.slice(end, match.index)) }, readMarkup(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  pieces.push({ kind: 'typed', text: decode(text.slice(end)) });
  return pieces.filter((piece) => piece.kind !== 'typed' || piece.text !== '');
}

function readMarkup(inner: string): Piece {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : decode(inner.slice(bar + 1)).trim();

  const user = /^@([UW][A-Z0-9]+)$/u.exec(target)?.[1];
  if (user !== undefined) return { kind: 'person', invitee: { kind: 'slack-user', userId: user } };
  if (target.startsWith('@')) return notRung({ kind: 'unescaped-mention', text: withoutMarkup(`@${label.replace(/^@/u, '') || decode(target.slice(1))}`) });

  const group = /^!subteam\^(S[A-Z0-9]+)$/u.exec(target)?.[1];
  if (group !== undefined) {
    const handle = label.replace(/^@/u, '');
    return { kind: 'person', invitee: { kind: 'user-group', groupId: group, ...(handle !== '' && { handle }) } };
  }
  const broadcast = broadcastOf(/^!(\w+)/u.exec(target)?.[1]);
  if (broadcast !== undefined) return notRung({ kind: 'broadcast', text: broadcast });
  if (target.startsWith('!')) return { kind: 'words', text: label };
  // A channel's id tells people nothing, and the phone would read it out letter by letter.
  if (/^#[CGD][A-Z0-9]+$/u.test(target)) return { kind: 'words', text: label === '' ? '' : `#${label.replace(/^#/u, '')}` };
  if (/^tel:/iu.test(target)) return readTelephoneLink(target, label);
  if (/^[a-z][a-z0-9+.-]*:/iu.test(target)) return { kind: 'words', text: label || decode(target.replace(/^mailto:/iu, '')) };
  return { kind: 'words', text: decode(`<${inner}>`) };
}

/** The label is what was typed (the link's own number may lack its extension); a label without that number ("Bob") is not the number. */
function readTelephoneLink(target: string, label: string): Piece {
  const uri = decode(target.slice('tel:'.length)).trim();
  const digits = digitsOf(uri.replace(/;.*$/u, ''));
  if (digits === '') return notRung({ kind: 'not-a-number', text: withoutMarkup(label || uri) });
  const raw = label !== '' && digitsOf(label).startsWith(digits) ? label : uri;
  const extension = /(?:;ext=|ext(?:ension)?[.:]? ?|x[.]? ?)(\d{1,9})$/iu.exec(raw)?.[1];
  return { kind: 'person', invitee: { kind: 'outside-number', raw, ...(extension !== undefined && { extension }) } };
}

/** Broadcasts by their name, with or without the @. */
export function broadcastOf(name: string | undefined): '@channel' | '@here' | '@everyone' | undefined {
  switch (name?.toLowerCase()) {
    case 'channel': return '@channel';
    case 'here': return '@here';
    case 'everyone': return '@everyone';
    default: return undefined;
  }
}

function notRung(reported: NotRung): Piece {
  return { kind: 'not-rung', notRung: reported };
}

/** Slack escapes these three and no others; in one pass, so that a typed "&lt;" (sent as &amp;lt;) stays what was typed. */
function decode(text: string): string {
  return printable(text.replace(/&(amp|lt|gt);/gu, (_, name) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>')));
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}
