import { spawn } from 'node:child_process';
import type { Environment } from '../src/config/env.ts';

/** What opens an address, by platform. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'], win32: ['cmd', '/c', 'start', ''], linux: ['xdg-open'],
};

/** The command that opens a browser here; undefined where there is none to open: no person at the terminal, no screen, or `BROWSER=none`. */
export function browserOpener({ CI, BROWSER, DISPLAY, WAYLAND_DISPLAY }: Environment, platform: NodeJS.Platform, isTerminal: boolean): readonly [string, ...string[]] | undefined {
  const hasScreen = platform !== 'linux' || isSet(DISPLAY) || isSet(WAYLAND_DISPLAY);
  return isTerminal && hasScreen && !isSet(CI) && BROWSER !== 'none' ? OPENERS[platform] : undefined;
}

/** Opens the address in the browser where there is one. That it does not open is no trouble: the address stands in the terminal. */
export function openBrowser(url: string, environment: Environment): void {
  const opener = browserOpener(environment, process.platform, process.stdout.isTTY);
  if (opener === undefined) return;
  const [program, ...words] = opener;
  spawn(program, [...words, url], { stdio: 'ignore', detached: true }).once('error', () => undefined).unref();
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
