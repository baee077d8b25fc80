/**
 * The text of an .env file with a setting in it: in the place of the last line that sets it, else at the end. Everything else stays as it is, comments too.
 * @param value one line.
 */
export function withSetting(text: string, name: string, value: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${name}=${quoted(value)}`;
  const lines = text === '' ? [] : text.split(eol);
  const at = lines.findLastIndex((one) => new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'u').test(one));
  if (at >= 0) return lines.with(at, line).join(eol);
  const before = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return [...before, line, ''].join(eol);
}

/** As dotenv reads it back: a # would begin a comment, and spaces at the ends would be lost. */
function quoted(value: string): string {
  if (/^[\w.:/@+=,-]*$/u.test(value)) return value;
  const quote = ["'", '"', '`'].find((one) => !value.includes(one));
  if (quote === undefined) throw new Error('A value with all three kinds of quotes in it cannot stand in .env.');
  return `${quote}${value}${quote}`;
}
