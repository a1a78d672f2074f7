import { dayOf, weekdayOf } from '#campaign/calendar.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './launch.ts';
import { median, openSample, pressOn, saved, stored, tabTo, typeDate } from './steps.ts';

/** Working calendars: holidays of a country taken over, days off seen on the timeline, found by the checks and felt by the forecast. */

test('a calendar takes the holidays of a country and region over, and the plan feels its days off', async ({
  page,
}) => {
  await openSample(page);
  await expect(page.locator('.chart path.median')).toBeVisible();
  const before = await stored(page);
  const mail = before.touchpoints.find(({ tactic }) => tactic === 'left-off-reminder')!;
  expect(mail.tie?.unit, 'what hangs by working days would go along instead').not.toBe('workingDays');
  const settings = page.locator('.settings-panel');

  await test.step('made for the country of the audience', async () => {
    await page.getByRole('radio', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Working days' }).click();
    await settings.getByRole('button', { name: 'Add a working calendar' }).click();
    await expect(settings.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await saved(page);
    const { calendars, segments } = await stored(page);
    expect(calendars).toHaveLength(1);
    expect(calendars[0]!.daysOff.length).toBeGreaterThan(4);
    expect(segments.some(({ calendarId }) => calendarId === calendars[0]!.id)).toBe(true);
  });

  await test.step('the weekend and the holidays come with another country', async () => {
    const country = settings.getByRole('button', { name: /Country/ });
    await country.click();
    await page.getByRole('option', { name: 'Saudi Arabia' }).click();
    await expect.poll(async () => (await stored(page)).calendars[0]!.weekend).toEqual([5, 6]);
    await expect(settings.getByText('Eid al-Fitr', { exact: false }).first()).toBeVisible();
    await country.click();
    await page.getByRole('option', { name: 'Germany' }).click();
    await expect.poll(async () => (await stored(page)).calendars[0]!.weekend).toEqual([6, 7]);
    await settings.getByRole('button', { name: /Region/ }).click();
    await page.getByRole('option', { name: 'Bayern' }).click();
    await expect(settings.getByText('Epiphany').first()).toBeVisible();
    await expectAccessible(page, 'working days');
  });

  await test.step('everybody works by it', async () => {
    await settings.getByRole('button', { name: /Who works by it/ }).click();
    for (const { name } of before.segments) {
      const option = page.getByRole('option', { name, exact: true });
      if ((await option.getAttribute('aria-selected')) !== 'true') await option.click();
    }
    await page.keyboard.press('Escape');
    await expect
      .poll(async () => (await stored(page)).segments.every(({ calendarId }) => calendarId !== undefined))
      .toBe(true);
  });

  await test.step('a week has a working day at least', async () => {
    await settings.getByRole('button', { name: /Weekend/ }).click();
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday'])
      await page.getByRole('option', { name: day }).click();
    await page.getByRole('option', { name: 'Friday' }).click();
    await expect(page.getByText('a week has a working day at least')).toBeVisible();
    await page.keyboard.press('Escape');
    for (let days = 0; days < 4; days++) await page.keyboard.press('Control+z');
    await expect.poll(async () => (await stored(page)).calendars[0]!.weekend).toEqual([6, 7]);
  });

  await test.step('a message falls on a day off of the company', async () => {
    await typeDate(settings.getByRole('group', { name: 'Another day off' }), mail.start);
    await settings.getByRole('textbox', { name: 'What it is called' }).fill('Founding day');
    await settings.getByRole('button', { name: 'Add day off' }).click();
    await expect
      .poll(async () => (await stored(page)).calendars[0]!.daysOff.find(({ company }) => company))
      .toEqual({ date: mail.start, name: 'Founding day', company: true });
  });

  await test.step('the timeline names it, the checks find it, the forecast feels it', async () => {
    await page.getByRole('radio', { name: 'Plan', exact: true }).click();
    await expect(page.locator('.axis-day-off[title="Founding day"]')).toBeAttached();
    expect(weekdayOf(dayOf(mail.start))).toBeLessThan(6);
    await expect(page.locator('[data-inspector]')).toContainText('“Founding day”');
    const felt = await median(page);
    await page.keyboard.press('Control+z');
    await expect(page.locator('.axis-day-off[title="Founding day"]')).toHaveCount(0);
    await expect.poll(() => median(page)).not.toBe(felt);
  });
});

test('all of it by keys', async ({ page }) => {
  await openSample(page);
  await tabTo(page, page.getByRole('radiogroup', { name: 'Parts of the campaign' }));
  for (let presses = 0; presses < 6; presses++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const tab = page.getByRole('tab', { name: 'Campaign' });
  await expect(tab).toBeVisible();
  await tabTo(page, tab);
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tab', { name: 'Working days' })).toBeFocused();
  const settings = page.locator('.settings-panel');
  await pressOn(page, settings.getByRole('button', { name: 'Add a working calendar' }));
  await expect(settings.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Head office');
  await pressOn(page, settings.getByRole('button', { name: /^Take out/ }).first());
  await pressOn(page, settings.getByRole('button', { name: 'Add day worked' }));
  await saved(page);
  const { calendars } = await stored(page);
  expect(calendars).toMatchObject([{ name: 'Head office', workingDays: [expect.any(String)] }]);
});
