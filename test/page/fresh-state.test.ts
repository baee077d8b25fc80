import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inChromium } from '../support/page-story.ts';

/** Presses it, and waits for the first thing that whoever begins sees. The app is up some seconds later; nothing here is its doing. */
async function beginsAnew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fresh state' }).click();
  await page.getByRole('heading', { name: 'Ring somebody' }).waitFor();
  await page.getByRole('combobox', { name: 'Message #general' }).waitFor();
  expect(await page.locator('.notices').innerText()).not.toContain('There is no conversation');
}

inChromium('a fresh state', (story) => {
  story('whoever had the direct message with the app open is back in #general, and told of nothing that is gone', async ({ page, phone }) => {
    await page.getByRole('button', { name: 'Conference messages' }).click();
    const composer = page.getByRole('combobox', { name: 'Message Conference' });
    await composer.fill('/conference Review @alice ');
    await composer.press('Enter');
    const card = page.getByRole('heading', { name: 'Review' });
    await card.waitFor();
    await phone('Alice').getByRole('button', { name: 'Answer' }).waitFor();
    await beginsAnew(page);
    expect(await card.count()).toBe(0);
  });

  story('whoever had the Home tab open is back in #general: the app that starts would never hear that it is looked at', async ({ page }) => {
    const home = page.getByRole('region', { name: 'Home of Conference' });
    await page.getByRole('button', { name: 'Conference Home' }).click();
    await home.getByRole('button', { name: 'Start a conference' }).waitFor();
    await beginsAnew(page);
    expect(await home.count()).toBe(0);
  });
});
