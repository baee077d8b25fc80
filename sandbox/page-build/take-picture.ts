import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { openSandbox } from '../open-sandbox.ts';
import { pageFolder } from './page-folder.ts';

const PICTURE = join(import.meta.dirname, '..', '..', 'docs', 'images', 'sandbox.png');

/** Plays the beginning of a conference, so that the picture shows what the page is for: two talk, one is on hold, a fourth phone rings. */
async function play(page: Page): Promise<void> {
  const phone = (name: string) => page.getByRole('listitem', { name: new RegExp(`^${name} .*:`, 'u') });
  for (const name of ['Ina', 'Alice', 'Carol']) await page.getByRole('combobox', { name: `When called, ${name}` }).selectOption('answers');
  const composer = page.getByRole('combobox', { name: 'Message #general' });
  await composer.fill('/conference urgent: Project Review @alice @carol @bob ');
  await composer.press('Enter');
  await page.getByText('3 people are in the room').waitFor();
  await phone('Bob').getByRole('button', { name: 'Answer' }).waitFor();
  await page.getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('dialog', { name: 'Details' });
  await details.locator('.block-section').filter({ hasText: 'Carol Cruz' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Hold' }).click();
  await details.getByText('Carol Cruz: in the room, on hold').waitFor();
  await details.getByRole('button', { name: 'Close' }).last().click();
  await phone('Alice').getByRole('textbox', { name: 'What Alice says' }).fill('The review is ready.');
  await phone('Alice').getByRole('button', { name: 'Say' }).click();
  await phone('Ina').getByText('“The review is ready.”').waitFor();
  await page.getByRole('button', { name: /repl(y|ies)/u }).click();
  await page.getByText('Ina put Carol on hold').waitFor();
  await page.evaluate("document.querySelector('.phones').scrollTo(0, 0)");
  await page.mouse.move(0, 0);
}

const folder = await mkdtemp(join(tmpdir(), 'conference-picture-'));
const sandbox = await openSandbox({ port: 0, database: join(folder, 'database'), settings: { QUIET_HOURS: 'off' }, onLog: () => undefined, page: pageFolder() });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(`${sandbox.url}/sandbox`);
  await play(page);
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
}
