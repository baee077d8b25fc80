import { createHash } from 'node:crypto';

/** What the page says, as plain text. */
export interface JoinPage {
  /** What the conference is called; null where nothing may be told of it. */
  readonly conferenceName: string | null;
  /** What became of what they did; null before. */
  readonly said: { readonly text: string; readonly isProblem: boolean } | null;
  /** The id of the next press; null where there is nothing to ring. */
  readonly pressId: string | null;
}

/** Colours of WCAG AAA in both schemes: text 7:1 and more on its ground. */
const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --edge: #57606a; --act: #14418a; --on-act: #fff; --problem: #8a1020; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --text: #f0f3f6; --edge: #b7bdc8; --act: #b6d4ff; --on-act: #0b1a2e; --problem: #ffc1c1; } }
body { margin: 0 auto; max-width: 30rem; padding: 1.5rem; font: 1.125rem/1.5 system-ui, sans-serif; background: var(--ground); color: var(--text); overflow-wrap: anywhere; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; min-height: 3rem; padding: .5rem .75rem; font: inherit; background: var(--ground); color: var(--text); border: 2px solid var(--edge); border-radius: .5rem; }
button { width: 100%; min-height: 3rem; margin-top: 1.5rem; font: inherit; font-weight: 600; background: var(--act); color: var(--on-act); border: 0; border-radius: .5rem; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.hint { margin: 0; font-size: 1rem; }
.said { padding: .75rem; border: 2px solid var(--edge); border-radius: .5rem; }
.problem { border-color: var(--problem); color: var(--problem); }
`;

/** What a browser may do with the page: show it, and send its form back. The style is allowed by its hash; no script is. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`, "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

/** The page of a join link: works on any phone's browser, without script, and shows no number. */
export function joinPage({ conferenceName, said, pressId }: JoinPage): string {
  const title = conferenceName === null ? 'Phone conference' : conferenceName;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1><bdi>${escapeHtml(title)}</bdi></h1>
${said === null ? '' : `<p class="said${said.isProblem ? ' problem' : ''}" role="${said.isProblem ? 'alert' : 'status'}">${escapeHtml(said.text)}</p>\n`}${pressId === null ? '' : form(pressId)}</main>
</body>
</html>
`;
}

function form(pressId: string): string {
  return `<form method="post">
<p>Type the number of your phone. It rings within moments, and whoever answers it is in.</p>
<label for="number">Your phone number</label>
<p class="hint" id="number-hint">With + and the country code.</p>
<input id="number" name="number" type="tel" autocomplete="tel" required maxlength="40" aria-describedby="number-hint">
<label for="name">Your name</label>
<p class="hint" id="name-hint">The others read it in Slack. You can leave it out.</p>
<input id="name" name="name" autocomplete="name" maxlength="80" aria-describedby="name-hint">
<input type="hidden" name="press" value="${escapeHtml(pressId)}">
<button type="submit">Ring my phone</button>
</form>
<p>There is no number to dial in. Without a phone at hand, ask whoever sent you this link to add you later.</p>
`;
}

/** A text made harmless in HTML, in attributes as well. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
