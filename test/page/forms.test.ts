import type { Page, Route } from 'playwright-core';
import { expect } from 'vitest';
import { inChromium } from '../support/page-story.ts';

const BOOK = /^Contacts and groups/u;
const ANN = suggestion('Ann Abel');
const KIM = suggestion('Kim Kaufmann');

/** An option as the app suggests one. */
function suggestion(name: string): object {
  return { text: { type: 'plain_text', text: name }, value: name };
}

/** What is asked while one types is answered here, as late and as wrong as the story wants it. @param answer gets what was typed. */
async function suggestions(page: Page, answer: (query: unknown, route: Route) => Promise<void>): Promise<void> {
  await page.route('**/searches', async (route) => {
    const { query }: { readonly query?: unknown } = JSON.parse(route.request().postData() ?? '{}');
    await answer(query, route);
  });
}

inChromium('what is chosen in a form', (story) => {
  story('a channel taken back stays taken back, and the card comes to one alone', async ({ page, types }) => {
    await types('/conference');
    const form = page.getByRole('dialog', { name: 'Start a conference' });
    const channel = form.getByRole('combobox', { name: /^Channel/u });
    expect(await channel.locator('option:checked').innerText()).toContain('general');
    await channel.selectOption({ label: 'Choose' });
    expect(await channel.locator('option:checked').innerText()).toBe('Choose');

    await form.getByRole('textbox', { name: 'Name of the conference' }).fill('Quiet');
    await form.getByRole('combobox', { name: /^People/u }).pressSequentially('bob');
    await form.getByRole('option', { name: 'Bob Berg' }).click();
    await form.getByRole('button', { name: 'Create & Start' }).click();
    await page.getByRole('button', { name: 'Conference messages new' }).waitFor();
  });

  story('Enter takes nobody while the answer to what was typed is under way', async ({ page, types }) => {
    const late = Promise.withResolvers<void>();
    await suggestions(page, async (query, route) => {
      if (query === 'kim') await late.promise;
      await route.fulfill({ json: query === 'kim' ? [KIM] : [ANN, KIM] });
    });
    await types('/conference');
    const form = page.getByRole('dialog', { name: 'Start a conference' });
    const book = form.getByRole('combobox', { name: BOOK });
    await book.click();
    await form.getByRole('option', { name: 'Ann Abel' }).waitFor();
    await book.fill('kim');
    await book.press('Enter');
    expect(await form.getByRole('button', { name: /^Take .* back$/u }).count()).toBe(0);
    await form.getByRole('option', { name: 'Searching …' }).waitFor();

    late.resolve();
    await form.getByRole('option', { name: 'Kim Kaufmann' }).waitFor();
    await book.press('Enter');
    await form.getByRole('button', { name: 'Take Kim Kaufmann back' }).waitFor();
    expect(await form.getByRole('button', { name: /^Take .* back$/u }).count()).toBe(1);
  });

  story('an older question that fails takes the answer to a newer one from nobody', async ({ page, types }) => {
    const late = Promise.withResolvers<void>();
    await suggestions(page, async (query, route) => {
      if (query === 'kim') return route.fulfill({ json: [KIM] });
      await late.promise;
      return route.fulfill({ body: 'The app fell over.' });
    });
    await types('/conference');
    const form = page.getByRole('dialog', { name: 'Start a conference' });
    const book = form.getByRole('combobox', { name: BOOK });
    const older = page.waitForRequest('**/searches');
    await book.click();
    const failed = (await older).response();
    await book.fill('kim');
    await form.getByRole('option', { name: 'Kim Kaufmann' }).waitFor();
    late.resolve();
    await (await failed)?.finished();
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    expect(await form.getByRole('option', { name: 'Kim Kaufmann' }).count()).toBe(1);
  });

  story('a screen reader is told of somebody who is there, when fewer are suggested than before', async ({ page, types }) => {
    let suggested = [ANN, KIM];
    await suggestions(page, (_, route) => route.fulfill({ json: suggested }));
    await types('/conference');
    const form = page.getByRole('dialog', { name: 'Start a conference' });
    const book = form.getByRole('combobox', { name: BOOK });
    await book.click();
    await form.getByRole('option', { name: 'Kim Kaufmann' }).waitFor();
    await book.press('ArrowDown');
    await book.press('Escape');
    suggested = [ANN];
    await book.press('ArrowDown');
    await form.getByRole('option', { name: 'Kim Kaufmann' }).waitFor({ state: 'detached' });
    expect(await page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent")).toBe('Ann Abel');
    expect(await form.getByRole('option', { name: 'Ann Abel' }).getAttribute('aria-selected')).toBe('true');
  });
});
