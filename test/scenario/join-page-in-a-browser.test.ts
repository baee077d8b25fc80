import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumPath, keepPicture, launchChromium, seriousViolations } from '../support/chromium.ts';
import { linkOf } from '../support/join-page-story.ts';
import type { Story } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

/** The page of a join link on the screen of a phone: 390 by 844. */
const PHONE = { width: 390, height: 844 };

if (chromiumPath === undefined) {
  test('The join page in a browser: not told, for there is no Chromium here (apt-get install chromium)', () => {
    expect(process.env['TEST_CHROMIUM']).toBeUndefined();
  });
} else {
  for (const colorScheme of ['light', 'dark'] as const) {
    scenario(`Kim opens the link in her phone’s browser (${colorScheme}), by keyboard alone has herself rung, and is in`, async (story) => {
      const { slack, phones } = story;
      await slack.as('ina').types('/conference Review @alice');
      await slack.as('ina').reads('Ringing @Alice Ames.');
      const alice = await phones.of('alice').answers();
      await slack.channel('general').card('Review').shows('Alice Ames: in the room');

      await inBrowser(story, colorScheme, async (page) => {
        expect(await page.title()).toBe('Review');
        await isForEverybody(page, `join-1-form-${colorScheme}`);
        await page.keyboard.press('Tab');
        await page.keyboard.type('(415) 555-0171');
        await page.keyboard.press('Tab');
        await page.keyboard.type('Kim Kay');
        await page.keyboard.press('Enter');
        await page.getByRole('status').getByText('Your phone rings in a moment.').waitFor();
        await isForEverybody(page, `join-2-rung-${colorScheme}`);

        await page.getByLabel('Your phone number').fill('911');
        await page.getByRole('button', { name: 'Ring my phone' }).click();
        await page.getByRole('alert').waitFor();
        expect(await page.getByRole('heading').innerText()).toBe('Review');
        await isForEverybody(page, `join-3-mistake-${colorScheme}`);
      });

      const kim = await phones.of('+14155550171').answers();
      await slack.channel('general').card('Review').shows('Kim Kay: in the room');
      await kim.hangsUp();
      await alice.hangsUp();
      const thread = slack.channel('general').thread('Review');
      await thread.saysLike(/^Ended/u);
      await thread.says('Alice joined', 'Kim Kay asked to be rung on the join page', 'Kim Kay joined', 'Kim Kay and Alice left');
      await slack.channel('general').card('Review').shows('Ended');
    }, { settings: { RING_HOST: 'false', SLACK_CALLS: 'on' } });
  }
}

/** Opens the link; whatever else the console says fails the story. */
async function inBrowser({ world }: Story, colorScheme: 'light' | 'dark', look: (page: Page) => Promise<void>): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: PHONE, colorScheme, isMobile: true, hasTouch: true });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(await linkOf(world));
    await look(page);
    // Of what was typed wrong the page says so with a 422, which Chromium writes down.
    expect(complaints).toEqual(['Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)']);
  } finally {
    await browser.close();
  }
}

/** Nothing serious for axe-core, nothing to scroll sideways for, and no number anywhere but where it was typed. */
async function isForEverybody(page: Page, picture: string): Promise<void> {
  await keepPicture(page, picture);
  expect(await seriousViolations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  expect(await page.locator('body').innerText()).not.toMatch(/\+\d{5,}|555/u);
}
