import { expect } from 'vitest';
import { listen } from '../../emulators/shared/listen.ts';
import { inChromium } from '../support/page-story.ts';

inChromium('what goes wrong', (story) => {
  story('callbacks that come twice tell nothing twice, lost ones stand in the log, and the switches outlive a reload', async ({ page, phone, types, picture }) => {
    await page.getByRole('button', { name: 'Break something' }).click();
    await page.getByRole('switch', { name: 'Callbacks come twice' }).check();
    await page.getByText('1 on').waitFor();
    await picture('20-break-something');
    await page.getByRole('combobox', { name: 'When called, Alice' }).selectOption('answers');
    await page.getByRole('combobox', { name: 'When called, Ina' }).selectOption('is busy');
    await types('/conference Sync @alice');
    await phone('Alice').getByText('In the room').waitFor();
    await page.getByText('🟢 Alice Ames: in the room').waitFor();
    await page.getByRole('button', { name: /repl(y|ies)/u }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Alice joined').waitFor();
    expect(await thread.getByText('Alice joined').count()).toBe(1);

    await page.getByRole('switch', { name: 'Callbacks come twice' }).uncheck();
    await page.getByText('1 on').waitFor({ state: 'hidden' });
    await page.getByRole('switch', { name: 'Twilio’s callbacks get lost' }).check();
    await page.getByText('1 on').waitFor();
    await phone('Alice').getByRole('button', { name: 'Hang up' }).click();
    const log = page.getByRole('region', { name: 'Requests', exact: true });
    await log.getByRole('checkbox', { name: 'only trouble' }).check();
    await log.getByText('lose').first().waitFor();
    await picture('21-lost-callbacks');
    // A reload shows what is still broken: the switches are the emulators' own.
    await page.reload();
    await page.getByText('1 on').waitFor();
  });

  story('the app is killed while a phone rings: Slack says so, the phone rings on, and once it is back the story goes on; 429 of Slack is waited out', async ({ page, phone, types, picture }) => {
    await types('/conference Review @alice');
    await phone('Alice').getByRole('button', { name: 'Answer' }).waitFor();
    await page.getByText('📞 Alice Ames: ringing').waitFor();
    await page.getByRole('button', { name: 'Break something' }).click();
    await page.getByRole('button', { name: 'Kill the app' }).click();
    await page.getByText('The app is dead.').waitFor();
    await types('/conference Another @bob');
    await page.getByText('/conference failed with the error "dispatch_failed"').waitFor();
    await phone('Alice').getByText('Ringing').waitFor();
    await picture('22-the-app-is-dead');

    await page.getByRole('button', { name: 'Start it again' }).click();
    await page.getByText('The app runs.').waitFor({ timeout: 60_000 });
    await phone('Alice').getByRole('button', { name: 'Answer' }).click();
    await page.getByText('🟢 Alice Ames: in the room').waitFor();

    // A Slack that has had enough is waited for.
    await page.getByRole('switch', { name: 'Slack answers 429' }).check();
    await page.getByText('1 on').waitFor();
    await phone('Alice').getByRole('button', { name: 'Hang up' }).click();
    const log = page.getByRole('region', { name: 'Requests', exact: true });
    await log.getByText('429').first().waitFor();
    await page.getByRole('switch', { name: 'Slack answers 429' }).uncheck();
    await page.getByText('⚪ Alice Ames: left').waitFor({ timeout: 60_000 });
  });

  story('the log shows bodies without a number or a secret, finds words in them, and a fresh state empties it', async ({ page, sandbox, phone, types, picture }) => {
    await types('/conference Review @alice');
    await phone('Alice').getByRole('button', { name: 'Answer' }).waitFor();
    const log = page.getByRole('region', { name: 'Requests', exact: true });
    await log.getByRole('combobox', { name: 'Between the app and' }).selectOption('Twilio');
    await log.getByRole('searchbox').fill('StatusCallbackEvent');
    await log.getByText('/Calls.json').first().click();
    await log.getByText('"To": "+1•••••••').first().waitFor();
    await picture('23-a-request');
    const html = await page.content();
    const { slack: { world: { settings } }, twilio } = sandbox;
    for (const hidden of ['4155550101', settings.botToken, settings.signingSecret, twilio.authToken]) expect(html).not.toContain(hidden);

    await page.getByRole('button', { name: 'Fresh state' }).click();
    await page.getByText('Everything is as it was at the start.').waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Ring somebody' }).waitFor();
    await log.getByText('0 of 0').waitFor();
    expect(await page.getByText('Ringing', { exact: true }).count()).toBe(0);
  });

  story('an app that cannot start says why, and nobody begins anew while it starts', async ({ page, sandbox }) => {
    await page.getByRole('button', { name: 'Break something' }).click();
    await page.getByRole('button', { name: 'Kill the app' }).click();
    await page.getByText('The app is dead.').waitFor();
    const squatter = await listen((_request, response) => void response.end(), Number(new URL(sandbox.appUrl).port));
    await page.getByRole('button', { name: 'Start it again' }).click();
    await page.locator('.notices').getByText('address already in use').waitFor({ timeout: 60_000 });
    await page.getByText('The app is dead.').waitFor();

    await squatter.close();
    await page.getByRole('button', { name: 'Start it again' }).click();
    await page.getByRole('banner').filter({ hasText: 'App starts …' }).getByRole('button', { name: 'Fresh state', disabled: true }).waitFor();
    await page.getByRole('banner').filter({ hasText: 'App runs' }).getByRole('button', { name: 'Fresh state', disabled: false }).waitFor({ timeout: 60_000 });
  }, { complaints: ['Failed to load resource: the server responded with a status of 500 (Internal Server Error)'] });

  story('an answer that is no JSON is told by its status', async ({ page }) => {
    await page.route('**/sandbox/api/fresh', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<!DOCTYPE html><p>Bad gateway</p>' }));
    await page.getByRole('button', { name: 'Fresh state' }).click();
    await page.locator('.notices').getByText('api/fresh answered 502.').waitFor();
  }, { complaints: ['Failed to load resource: the server responded with a status of 502 (Bad Gateway)'] });
});
