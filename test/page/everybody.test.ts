import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inChromium } from '../support/page-story.ts';
import { seriousViolations } from '../support/chromium.ts';

/** What has the focus: on whose phone, and how it is called. */
function focusedOn(page: Page): Promise<string> {
  return page.evaluate<string>("[document.activeElement.closest('.phone')?.getAttribute('aria-label'), document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent].join(' ').trim()");
}

inChromium('for everybody', (story) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    story(`axe-core finds nothing serious, from the start to a room with a thread, in ${colorScheme}`, async ({ page, phone, types, picture }) => {
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
      expect(await seriousViolations(page)).toEqual([]);
      await types('/conference Review @alice @bob');
      await phone('Bob').getByRole('button', { name: 'Busy' }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await picture(`30-ringing-${colorScheme}`);
      for (const name of ['Alice', 'Ina']) await phone(name).getByRole('button', { name: 'Answer' }).click();
      await page.getByText('2 people are in the room').waitFor();
      await phone('Alice').getByRole('button', { name: 'Keypad' }).click();
      await page.getByRole('button', { name: /repl(y|ies)/u }).click();
      await page.getByRole('button', { name: 'Break something' }).click();
      await page.getByRole('switch', { name: 'Twilio hangs' }).waitFor();
      await page.locator('.row summary').first().click();
      expect(await seriousViolations(page)).toEqual([]);
      await picture(`31-everything-${colorScheme}`);
    }, { colorScheme });
  }

  story('a conference is started, answered and hung up with the keyboard alone', async ({ page, phone }) => {
    const focused = (): Promise<string> => focusedOn(page);
    /** Tab, as often as it takes; somebody who cannot get there in a hundred is lost. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let tabs = 0; tabs < 100; tabs += 1) {
        await page.keyboard.press('Tab');
        if (name.test(await focused())) return;
      }
      throw new Error(`Nobody gets to ${String(name)} with the Tab key.`);
    };
    await tabTo(/^Message #general$/u);
    await page.keyboard.type('/conference Keys @ali');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await phone('Alice').getByText('Ringing').waitFor();
    await tabTo(/^Alice Ames: Ringing Answer$/u);
    await page.keyboard.press('Enter');
    await phone('Alice').getByText('In the room').waitFor();
    // The button that was pressed is gone, and what took its place has the focus: nobody begins at the top of the page again.
    expect(await focused()).toBe('Alice Ames: In the room Hang up');
    await page.keyboard.press('Space');
    await phone('Alice').getByText('Call over').waitFor();
    expect(await focused()).toBe('Alice Ames: Quiet When called, Alice');

    // A modal keeps the focus in it, and Escape leaves it.
    await page.getByRole('combobox', { name: 'Message #general' }).focus();
    await page.keyboard.type('/conference');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Start a conference' }).getByRole('textbox', { name: 'Name of the conference' }).waitFor();
    for (let tabs = 0; tabs < 30; tabs += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog') !== null")).toBe(true);
    await page.getByRole('textbox', { name: 'Name of the conference' }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    // What was chosen by hand stays after a reload.
    await page.getByRole('button', { name: 'Dark' }).press('Enter');
    await page.getByRole('button', { name: 'Mute' }).press('Enter');
    await page.reload();
    await page.getByRole('button', { name: 'Light' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed')).toBe('true');
  });

  story('a modal, and one on top of it, give the focus back to where it came from', async ({ page }) => {
    const composer = page.getByRole('combobox', { name: 'Message #general' });
    const second = page.getByRole('dialog', { name: 'Add a contact' });
    await composer.pressSequentially('/conference contacts ');
    await page.getByRole('button', { name: 'Send' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a contact' }).press('Enter');
    await second.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.press('Escape');
    await second.waitFor({ state: 'hidden' });
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focusedOn(page)).toBe('Message #general');
  });

  story('whoever is asked and says no is back at the button that asked', async ({ page, phone, types }) => {
    await types('/conference Back @alice');
    await phone('Alice').getByRole('button', { name: 'Answer' }).waitFor();
    await page.getByRole('button', { name: 'End for all' }).press('Enter');
    const asked = page.getByRole('dialog', { name: 'End for everyone?' });
    await asked.waitFor();
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'hidden' });
    expect(await focusedOn(page)).toBe('End for all: Back');
  });

  story('whoever ends it for all stays at its card, and whoever deletes a message among the others', async ({ page, phone, types }) => {
    await types('/conference Over @alice');
    await phone('Alice').getByRole('button', { name: 'Answer' }).waitFor();
    await page.getByRole('button', { name: 'End for all' }).press('Enter');
    await page.getByRole('dialog', { name: 'End for everyone?' }).getByRole('button', { name: 'End it' }).press('Enter');
    const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Over' }) });
    await card.getByText(/^Ended/u).first().waitFor();
    await card.getByRole('button', { name: 'End for all' }).waitFor({ state: 'hidden' });
    expect(await card.and(page.locator(':focus')).count()).toBe(1);

    await types('Oops');
    const message = page.getByRole('article', { name: 'Ina Ito' });
    await message.getByRole('button', { name: 'More actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Delete message' }).press('Enter');
    await message.waitFor({ state: 'hidden' });
    expect(await focusedOn(page)).toBe('Messages in #general');
  });

  story('whoever reads further up stays there while others write, and whoever is at the end sees what is new', async ({ page, sandbox }) => {
    const messages = page.getByRole('log', { name: 'Messages in #general' });
    const above = (): Promise<number> => page.evaluate<number>("document.querySelector('[role=log]').scrollTop");
    const below = (): Promise<number> => page.evaluate<number>("(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('[role=log]'))");
    const writes = async (text: string): Promise<void> => {
      const response = await page.request.post(`${sandbox.url}/sandbox/slack/as/bob/types`, { data: { text, channel: 'general' } });
      expect(response.status()).toBe(200);
      await messages.getByText(text, { exact: true }).waitFor();
    };
    for (let line = 1; line <= 30; line += 1) await writes(`Line ${line}`);
    await expect.poll(below).toBeLessThan(2);
    expect(await above()).toBeGreaterThan(400);

    await messages.press('Home');
    await expect.poll(above).toBe(0);
    for (const text of ['News', 'More news', 'Still more']) await writes(text);
    expect(await above()).toBe(0);

    await messages.press('End');
    await expect.poll(below).toBeLessThan(2);
    for (const text of ['Nearly done', 'Done']) await writes(text);
    await expect.poll(below).toBeLessThan(2);
  });

  story('how many requests are shown is said to whoever filters them, and not with each request', async ({ page, phone, types }) => {
    const log = page.getByRole('region', { name: 'Requests', exact: true });
    const said = log.getByRole('status');
    await types('/conference Review @alice');
    await phone('Alice').getByRole('button', { name: 'Answer' }).waitFor();
    await log.getByText('/Calls.json').first().waitFor();
    expect(await said.textContent()).toBe('');
    await log.getByRole('combobox', { name: 'Between the app and' }).selectOption('Twilio');
    await expect.poll(() => said.textContent()).toMatch(/^\d+ of \d+ requests are shown\.$/u);
    const before = await said.textContent();
    await phone('Alice').getByRole('button', { name: 'Decline' }).click();
    await page.getByText('🔴 Alice Ames: declined').waitFor();
    expect(await said.textContent()).toBe(before);
  });

  story('on a telephone of 360 pixels one part is shown at a time, and nothing is cut off', async ({ page, phone, types, picture }) => {
    const widest = (): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');
    await types('/conference Review @alice');
    await page.getByRole('heading', { name: 'Review' }).waitFor();
    await picture('32-narrow-slack');
    expect(await widest()).toBe(360);
    await page.getByRole('button', { name: /Phones/u }).click();
    await phone('Alice').getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('region', { name: 'The room' }).getByText('1 person is in the room').waitFor();
    await picture('33-narrow-phones');
    expect(await widest()).toBe(360);
    await page.getByRole('button', { name: /Requests/u }).click();
    await page.getByRole('region', { name: 'Requests, the newest first' }).waitFor();
    expect(await widest()).toBe(360);
    expect(await seriousViolations(page)).toEqual([]);
    await picture('34-narrow-requests');
  }, { viewport: { width: 360, height: 740 } });
});
