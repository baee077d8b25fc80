import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import * as z from 'zod';

const CANDIDATES = [process.env['TEST_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Screenshots of every state, kept for whoever looks at them; git knows nothing of them. */
const PICTURES = join(import.meta.dirname, '..', '..', 'artefacts', 'page');

/** Where Debian's Chromium is, or the one TEST_CHROMIUM names; undefined where there is none. */
export const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

/** @throws where there is no Chromium. */
export async function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('There is no Chromium here: apt-get install chromium');
  await mkdir(PICTURES, { recursive: true });
  return chromium.launch({ executablePath: chromiumPath, args: ARGS });
}

/** Keeps a picture of what one sees. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const results = z.object({ violations: z.array(z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) })) });

/** What axe-core finds serious or critical, each with the element it is about. Run as the browser itself runs things, whatever the page's policy forbids. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
  const { violations } = results.parse(await page.evaluate('axe.run()'));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
