import type { Page } from '@playwright/test';
import { addDays, formatDay, mondayOf, parseDay } from '#campaign/calendar.ts';
import type { Input, Output } from '#contract/contract.ts';
import { expectAccessible } from './axe.ts';
import { callStudio, expect, test } from './launch.ts';
import { tabTo } from './steps.ts';

/** All campaigns on one calendar: who is the same, where campaigns clash, and when it is quiet. */

/** The Monday that is some weeks ahead. */
const monday = (weeks: number) => formatDay(mondayOf(parseDay(new Date().toISOString().slice(0, 10))!) + 7 * weeks);

async function create(page: Page, name: string, start: string): Promise<void> {
  expect(await callStudio(page, 'library.create', { templateId: 'new-lms-launch', start, name })).toHaveProperty(
    'value',
  );
}

/** What the studio answers to a call. */
async function answered<C extends 'calendar.show' | 'calendar.quietWeeks'>(
  page: Page,
  call: C,
  input: Input<C>,
): Promise<Output<C>> {
  return ((await callStudio(page, call, input)) as { value: Output<C> }).value;
}

const ics = (day: string) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:1',
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    'SUMMARY:Town hall of sales',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

test('campaigns and another team’s calendar stand side by side, a clash is found, and a quiet week', async ({
  studio,
}) => {
  test.slow();
  const { page } = studio;
  const start = monday(3);
  await create(page, 'Onboarding', start);
  await create(page, 'Security', start);
  const grid = page.getByRole('grid', { name: 'Weeks of all plans' });

  await test.step('the calendar opens from the library, by the keyboard', async () => {
    const button = page.getByRole('button', { name: 'All on one calendar' });
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await expect(grid.getByRole('rowheader')).toHaveText([/./, /./, /./]);
    await expect(page).toHaveURL(/library=calendar/);
  });

  await test.step('another team’s calendar is added, and says from where', async () => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add other teams’ plans…' }).click();
    await (await choosing).setFiles({ name: 'sales.ics', mimeType: 'text/calendar', buffer: Buffer.from(ics(start)) });
    await expect(grid.getByRole('rowheader', { name: /sales\.ics/ })).toBeVisible();
    await expect(page.getByText(/read .+ from sales\.ics/)).toBeVisible();
  });

  await test.step('a broken one that is dropped is refused with a sentence', async () => {
    await grid.evaluate((element) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['BEGIN:VCALENDAR'], 'odd.ics'));
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    });
    await expect(page.getByText(/“odd\.ics” was not added\./).first()).toBeVisible();
  });

  const proposal = page.getByRole('button', { name: /^They are the same/ }).first();
  let audience = '';
  await test.step('segments of one name are proposed, and nothing is added up before somebody says so', async () => {
    await expect(grid.locator('.weeks-joint')).toHaveCount(0);
    audience = (await proposal.getAttribute('aria-label'))!.split(': ')[1]!.replaceAll(/[\u2066-\u2069]/g, '');
    await proposal.focus();
    await page.keyboard.press('Enter');
    await expect(grid.locator('.weeks-joint')).toHaveCount(1);
  });

  await test.step('the other calendar is said to reach the same people', async () => {
    await page
      .getByRole('button', { name: /Who these people are/ })
      .first()
      .click();
    await page.getByRole('option', { name: 'sales.ics: all of it' }).click();
    await page.keyboard.press('Escape');
    await expect(grid.locator('td[data-clash][aria-label*="3 plans"]').first()).toBeAttached();
  });

  await test.step('arrow keys reach the clash, and Enter says which messages make it', async () => {
    const first = grid.locator('[data-row="0"][data-column="0"]');
    await tabTo(page, first, { back: true });
    const column = Number(await grid.locator('td[data-clash]').first().getAttribute('data-column'));
    for (let presses = 0; presses < column; presses++) await page.keyboard.press('ArrowRight');
    await expect(grid.locator('td[data-clash]').first()).toBeFocused();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: new RegExp(`${audience}.*week of`) });
    await expect(panel.getByRole('heading')).toBeFocused();
    await expect(panel.getByText(/Onboarding/).first()).toBeVisible();
    await expect(panel.getByText(/Security/).first()).toBeVisible();
    await expect(panel.getByText('Town hall of sales')).toBeVisible();
    await expectAccessible(page, 'calendar');
  });

  await test.step('it leads to the campaign at that day, and Back to the calendar', async () => {
    await page
      .getByRole('button', { name: /^Go there: .*Onboarding/ })
      .first()
      .click();
    await expect(page).toHaveURL(/campaign=.+day=/);
    await expect(page.locator('.timeline')).toBeVisible();
    await page.goBack();
    await expect(grid).toBeVisible();
  });

  await test.step('a quiet week is found, shown, and a campaign begins in it', async () => {
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    const weeks = page.getByRole('list', { name: 'Weeks, the quietest first' }).getByRole('listitem');
    await expect(weeks.first()).toContainText('0 messages');
    await weeks.first().getByRole('button', { name: /^Show/ }).press('Enter');
    await expect(grid.locator('td[data-row="0"]:focus')).toHaveCount(1);
    await weeks
      .first()
      .getByRole('button', { name: /^Start a campaign/ })
      .press('Enter');
    await expect(page.getByRole('dialog', { name: 'New campaign' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('all of it is there after a restart', async () => {
    const again = await studio.restart();
    await again.getByRole('button', { name: 'All on one calendar' }).click();
    await expect(again.getByRole('rowheader', { name: /sales\.ics/ })).toBeVisible();
    await expect(again.locator('.weeks-joint')).toHaveCount(1);
    await again.getByRole('button', { name: 'Remove sales.ics' }).click();
    await expect(again.getByRole('rowheader', { name: /sales\.ics/ })).toHaveCount(0);
  });
});

test('fifty campaigns stand on one calendar, and a quiet week is found among them', async ({ studio }) => {
  test.slow();
  const { page } = studio;
  for (let number = 1; number < 50; number++) await create(page, `Campaign ${number}`, addDays(monday(1), number % 60));
  await page.getByRole('button', { name: 'All on one calendar' }).click();
  const grid = page.getByRole('grid', { name: 'Weeks of all plans' });
  await expect(grid.getByRole('rowheader')).toHaveCount(50);

  await page
    .getByRole('button', { name: /^They are the same/ })
    .first()
    .press('Enter');
  await expect(grid.locator('.weeks-joint')).toHaveCount(1);
  await page.getByRole('button', { name: 'Find', exact: true }).press('Enter');
  const listed = page.getByRole('list', { name: 'Weeks, the quietest first' }).getByRole('listitem');
  await expect(listed.first()).toBeVisible();
  const { audiences } = await answered(page, 'calendar.show', {});
  const [audience] = audiences;
  expect(audience!.reaching.length).toBeGreaterThan(40);
  // By the clock of the window, which may be a day ahead.
  const today = await page.evaluate(() => new Date().toLocaleDateString('sv'));
  const asked = { audience: audience!.id, from: today, until: addDays(today, 182) };
  const { weeks } = await answered(page, 'calendar.quietWeeks', asked);
  // A message, a day off beside the usual ones, an event and a plan count alike; of equal weeks the earlier comes first.
  const most = Math.max(...weeks.map(({ workingDays }) => workingDays));
  const noise = weeks.map(
    ({ contacts, workingDays, events, plans }) => contacts + most - workingDays + events.length + plans.length,
  );
  expect(weeks.map((week) => week.noise)).toEqual(noise);
  const order = weeks.map(({ monday: day }, index) => ({ day, noise: noise[index]! }));
  expect(order).toEqual(order.toSorted((a, b) => a.noise - b.noise || (a.day < b.day ? -1 : 1)));
  expect(noise.at(-1)).toBeGreaterThan(noise[0]!);
  for (const { monday: day, contacts } of weeks)
    expect(contacts).toBe(audience!.weeks.find((week) => week.monday === day)?.contacts ?? 0);
  for (const [index, { contacts }] of weeks.slice(0, await listed.count()).entries())
    await expect(listed.nth(index)).toContainText(contacts === 1 ? '1 message' : `${contacts} messages`);

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 700 });
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  await expect.poll(isWide).toBe(false);
  await expectAccessible(page, 'calendar, narrow and dark');
});
