import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import type { OpenSandbox } from '../../sandbox/open-sandbox.ts';
import { openSandbox } from '../../sandbox/open-sandbox.ts';
import { pageFolder } from '../../sandbox/page-build/page-folder.ts';
import { chromiumPath, keepPicture, launchChromium } from './chromium.ts';
import { emptyFolder } from './folders.ts';

/** Of real time, and only so that a story that hangs ends: an app takes seconds to start, and on a shared machine at times a minute. */
const A_WHILE = 240_000;

/** What a story on the page is told with. */
export interface PageStory {
  /** The page just opened, by Ina, in a sandbox where nothing has happened yet. */
  readonly page: Page;
  readonly sandbox: OpenSandbox;
  /** Somebody's phone on the wall. */
  readonly phone: (name: string) => Locator;
  /** Types into the composer, completing nothing, and presses Enter. */
  readonly types: (text: string) => Promise<void>;
  /** Keeps a picture of what one sees. */
  readonly picture: (name: string) => Promise<void>;
}

export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** What the browser itself writes into its console about the trouble of this story, in order; nothing else may stand there. */
  readonly complaints?: readonly string[];
}

/**
 * Stories told in a real Chromium, on one sandbox that begins anew for each. Where there is no Chromium the name of a test says so;
 * with TEST_CHROMIUM set, its absence is a failure.
 * @param tell declares the stories.
 */
export function inChromium(what: string, tell: (story: (name: string, tale: (stage: PageStory) => Promise<void>, options?: PageOptions) => void) => void): void {
  if (chromiumPath === undefined) {
    test(`The page: ${what}: not told, for there is no Chromium here (apt-get install chromium)`, () => {
      expect(process.env['TEST_CHROMIUM']).toBeUndefined();
    });
    return;
  }
  describe(`The page: ${what}`, () => {
    let browser: Browser;
    let sandbox: OpenSandbox;
    beforeAll(async () => {
      [browser, sandbox] = await Promise.all([launchChromium(), openForStories(await emptyFolder())]);
    }, A_WHILE);
    afterAll(async () => {
      await browser.close();
      await sandbox.stop();
    }, A_WHILE);
    let told = 0;
    tell((name, tale, options = {}) => {
      test(`${name} [Chromium]`, async () => {
        if (told++ > 0) await post(sandbox, 'fresh');
        await playOn(browser, sandbox, tale, options);
      }, A_WHILE);
    });
  });
}

function openForStories(folder: string): Promise<OpenSandbox> {
  // As little waiting as there can be, but for the calls: the wall is looked at while phones ring one after another, for as long as a slow machine takes to look.
  const timing = { ringDelayMs: 0, sayMsPerCharacter: 0, callsPerSecond: 10, reactionMs: 0 };
  return openSandbox({ port: 0, database: join(folder, 'database'), settings: { QUIET_HOURS: 'off', RING_SECONDS: '600' }, onLog: () => undefined, page: pageFolder(), timing });
}

async function post(sandbox: OpenSandbox, what: string, body: object = {}): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/api/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  expect([what, response.status]).toEqual([what, 200]);
}

async function playOn(browser: Browser, sandbox: OpenSandbox, tale: (stage: PageStory) => Promise<void>, { viewport = { width: 1600, height: 1000 }, colorScheme = 'light', complaints: expected = [] }: PageOptions): Promise<void> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  const page = await context.newPage();
  try {
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${sandbox.url}/sandbox`);
    await page.getByRole('combobox', { name: 'Message #general' }).waitFor();
    await tale({
      page, sandbox,
      phone: (name) => page.getByRole('listitem', { name: new RegExp(`^${name} .*:`, 'u') }),
      types: async (text) => {
        const composer = page.getByRole('combobox', { name: 'Message #general' });
        await composer.fill(`${text} `);
        await composer.press('Enter');
      },
      picture: (name) => keepPicture(page, name),
    });
  } catch (error) {
    await keepPicture(page, `failed-${Date.now()}`);
    throw error;
  } finally {
    await context.close();
  }
  expect(complaints).toEqual(expected);
}
