import { expect } from 'vitest';
import { inChromium } from '../support/page-story.ts';

inChromium('the story, by clicking and typing', (story) => {
  story('Ina calls two colleagues: one answers, one is busy, and the channel tells it', async ({ page, phone, picture }) => {
    await picture('01-start');
    const composer = page.getByRole('combobox', { name: 'Message #general' });
    await composer.pressSequentially('/conf');
    await page.getByRole('option', { name: /^\/conference NAME/u }).click();
    await composer.pressSequentially('Project Review @al');
    await page.getByRole('option', { name: '@alice Alice Ames' }).waitFor();
    await picture('02-completion');
    await composer.press('Tab');
    await composer.pressSequentially('@bo');
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/conference Project Review @alice @bob ');
    await composer.press('Enter');

    const messages = page.getByRole('log', { name: 'Messages in #general' });
    const alone = messages.getByRole('article', { name: 'Conference, only visible to you' });
    await alone.getByText('Only visible to you').waitFor();
    expect(await alone.innerText()).toContain('Ringing @Alice Ames and @Bob Berg, and you.');
    await phone('Bob').getByRole('button', { name: 'Busy' }).waitFor();
    await phone('Ina').getByText('Ringing').waitFor();
    await picture('03-ringing');

    await phone('Alice').getByRole('button', { name: 'Answer' }).click();
    await phone('Alice').getByText('Welcome to Project Review. You are being connected to the conference.').waitFor();
    await phone('Bob').getByRole('button', { name: 'Busy' }).click();
    await phone('Ina').getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('region', { name: 'The room' }).getByText('2 people are in the room').waitFor();

    await phone('Alice').getByRole('textbox', { name: 'What Alice says' }).fill('It is ready.');
    await phone('Alice').getByRole('button', { name: 'Say' }).click();
    await phone('Ina').getByText('“It is ready.”').waitFor();

    const card = messages.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Project Review' }) });
    for (const line of ['🟢 Alice Ames: in the room', '🔴 Bob Berg: line busy', '🟢 Ina Ito: in the room']) await card.getByText(line).waitFor();
    await card.getByRole('button', { name: /repl(y|ies)/u }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    for (const line of ['Alice joined', "Bob's line was busy", 'Ina joined']) await thread.getByText(line).waitFor();
    await picture('04-in-the-room');

    await phone('Alice').getByRole('button', { name: 'Hang up' }).click();
    await phone('Ina').getByRole('button', { name: 'Hang up' }).click();
    await card.getByText(/^Ended after \d+ s: everyone left/u).waitFor();
    await thread.getByText(/^Ended after/u).waitFor();
    await picture('05-ended');
  });
});
