/** An XML element with its text gathered; whitespace around the text does not count in TwiML. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

export class XmlError extends Error {}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = /[A-Za-z_][\w.:-]*/y;
const SPACE = /\s*/y;
const SKIPPED = /\s+|<\?[^]*?\?>|<!--[^]*?-->/y;
const RAW = /[^<]+/y;
const CDATA = /<!\[CDATA\[([^]*?)\]\]>/y;

interface Builder {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/**
 * Parses one XML document strictly; document types and processing instructions inside the root are refused, as in TwiML.
 * @throws XmlError with the place, where the text is not well-formed.
 */
export function parseXml(source: string): Element {
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;

  const fail = (what: string): never => {
    throw new XmlError(`${what} at character ${at}`);
  };
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) return undefined;
    at += match[0].length;
    return match;
  };
  const skip = (): void => {
    while (take(SKIPPED) !== undefined);
  };
  const expect = (text: string): void => {
    if (!source.startsWith(text, at)) fail(`expected ${text}`);
    at += text.length;
  };
  const name = (): string => take(NAME)?.[0] ?? fail('expected a name');

  const attributes = (): Record<string, string> => {
    const found: Record<string, string> = {};
    for (;;) {
      const space = take(SPACE)?.[0] ?? '';
      if (source[at] === '>' || source[at] === '/' || at >= source.length) return found;
      if (space === '') fail('expected a space before an attribute');
      const key = name();
      take(SPACE);
      expect('=');
      take(SPACE);
      const quote = source[at];
      if (quote !== '"' && quote !== "'") fail('expected a quoted value');
      const end = source.indexOf(String(quote), at + 1);
      if (end === -1) fail('unclosed value');
      const raw = source.slice(at + 1, end);
      if (raw.includes('<')) fail('< inside a value');
      if (key in found) fail(`attribute ${key} twice`);
      found[key] = decode(raw, fail);
      at = end + 1;
    }
  };

  const element = (): Element => {
    expect('<');
    const builder: Builder = { name: name(), attributes: attributes(), children: [], text: '' };
    if (source[at] === '/') {
      expect('/>');
      return builder;
    }
    expect('>');
    content(builder);
    expect(`</${builder.name}`);
    take(SPACE);
    expect('>');
    return { ...builder, text: builder.text.trim() };
  };

  const content = (into: Builder): void => {
    for (;;) {
      if (at >= source.length) fail(`unclosed <${into.name}>`);
      const cdata = take(CDATA);
      if (cdata !== undefined) into.text += cdata[1] ?? '';
      else if (source.startsWith('<!--', at)) {
        if (take(SKIPPED) === undefined) fail('unclosed comment');
      } else if (source.startsWith('</', at)) return;
      else if (source[at] === '<') into.children.push(element());
      else into.text += decode(take(RAW)?.[0] ?? '', fail);
    }
  };

  skip();
  const root = element();
  skip();
  if (at < source.length) fail('text after the document');
  return root;
}

function decode(raw: string, fail: (what: string) => never): string {
  return raw.replace(/&([^;\s&]*)(;?)/g, (whole, name: string, semicolon: string) => {
    if (semicolon === '') return fail(`stray ${whole}`);
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number.parseInt(name.slice(1), 10));
    return ENTITIES[name] ?? fail(`unknown entity ${whole}`);
  });
}
