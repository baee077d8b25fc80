import { expect } from 'vitest';
import { inChromium } from '../support/page-story.ts';
import { seriousViolations } from '../support/chromium.ts';

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
    /** Tab, as often as it takes; somebody who cannot get there in a hundred is lost. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let tabs = 0; tabs < 100; tabs += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate<string>("[document.activeElement.closest('.phone')?.getAttribute('aria-label'), document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent].join(' ')");
        if (name.test(focused)) return;
      }
      throw new Error(`Nobody gets to ${String(name)} with the Tab key.`);
    };
    await tabTo(/ Message #general$/u);
    await page.keyboard.type('/conference Keys @ali');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await phone('Alice').getByText('Ringing').waitFor();
    await tabTo(/^Alice Ames: Ringing Answer$/u);
    await page.keyboard.press('Enter');
    await phone('Alice').getByText('In the room').waitFor();
    await tabTo(/^Alice Ames: In the room Hang up$/u);
    await page.keyboard.press('Space');
    await phone('Alice').getByText('Call over').waitFor();

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
