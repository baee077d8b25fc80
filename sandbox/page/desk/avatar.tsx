/** A circle with somebody's initials, in a colour of their own; decoration, for the name stands beside it. */
export function Avatar({ name, large = false, app = false }: { readonly name: string; readonly large?: boolean; readonly app?: boolean }) {
  const initials = name.split(/\s+/u).map((word) => word[0] ?? '').join('').slice(0, 2).toUpperCase();
  const hue = Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return <span aria-hidden="true" className={`avatar ${large ? 'avatar-large' : ''} ${app ? 'avatar-app' : ''}`} style={app ? undefined : { '--hue': hue }}>{app ? '☎' : initials}</span>;
}
