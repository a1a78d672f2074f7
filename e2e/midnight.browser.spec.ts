import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { openSample, opened, idOfSample } from './steps.ts';

/** What is overdue follows the campaign’s clock, also while the window stays open: in the table, its order and the filter. */

const grid = (page: Page) => page.getByRole('grid', { name: 'Plan as a table' });
const rows = (page: Page) => grid(page).locator('[data-row] [data-column="name"]');
const status = (page: Page, id: string) => grid(page).locator(`[data-row="${id}"] [data-column="status"]`);

test('at the campaign’s midnight what was not sent becomes overdue, and the filter shows it', async ({ page }) => {
  await openSample(page);
  const { campaign } = await opened(page, await idOfSample(page));
  const like = { ...campaign.touchpoints[0]!, cadence: 'once', days: 1, exceptions: undefined };
  const touchpoints = [
    { ...like, id: 'today', name: 'Today', start: '2027-01-20', status: 'planned' },
    { ...like, id: 'sent', name: 'Sent', start: '2027-01-20', status: 'sent' },
    { ...like, id: 'tomorrow', name: 'Tomorrow', start: '2027-01-21', status: 'planned' },
  ];
  // The clock of the campaign is nine hours before that of the machine.
  const plan = { ...campaign, id: 'midnight', name: 'Midnight', timeZone: 'Asia/Tokyo', start: '2027-01-18', days: 30 };
  const text = JSON.stringify({ ...plan, phases: [], touchpoints });
  const made = (await callStudio(page, 'library.import', { fileName: 'midnight.tandem.json', text })) as {
    value: { id: string };
  };
  await page.clock.install({ time: new Date('2027-01-20T14:58:00Z') });
  await page.evaluate((id) => {
    window.location.hash = `campaign=${id}&view=table`;
  }, made.value.id);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);

  await test.step('before it, nothing is', async () => {
    await expect(status(page, 'today')).toHaveText('Planned');
    await page.evaluate(() => {
      window.location.hash += '&statuses=overdue';
    });
    await expect(page.getByText('Nothing answers to the filter')).toBeVisible();
  });

  await test.step('after it, the filter shows what is late, without a reload', async () => {
    await page.clock.fastForward('03:00');
    await expect(rows(page)).toHaveText(['Today']);
    await expect(status(page, 'today')).toHaveText('Overdue');
    await expect(page.getByText(/^1 of 3 shown$/)).toBeVisible();
  });

  await test.step('it is sorted before what is planned, and its list says why it cannot be chosen', async () => {
    await page.getByRole('button', { name: 'Clear', exact: true }).first().click();
    await grid(page).getByRole('columnheader', { name: 'Status' }).click();
    await expect(rows(page)).toHaveText(['Today', 'Tomorrow', 'Sent']);
    await status(page, 'today').click();
    await status(page, 'today').click();
    const list = page.getByRole('listbox', { name: 'Status' });
    const late = list.getByRole('option', { name: 'Overdue' });
    await expect(late).toHaveAttribute('aria-disabled', 'true');
    await expect(late).toContainText('Shows by itself');
    await list.getByRole('option', { name: 'Sent', exact: true }).click();
    await expect(status(page, 'today')).toHaveText('Sent');
  });
});
