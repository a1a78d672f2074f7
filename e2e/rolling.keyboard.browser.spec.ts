import { readFile } from 'node:fs/promises';
import { addDays } from '#campaign/calendar.ts';
import { callStudio, expect, test } from './launch.ts';
import { countPointers, median, pointers, pressOn, stored, tabTo } from './steps.ts';

/** A rolling plan, from its template to the calendar of one cohort, and a quiet week beside another plan: by the keyboard alone. */

test('an onboarding plan is made, forecast and exported for one cohort, and a quiet week is found, by keys alone', async ({
  page,
}) => {
  test.slow();
  await expect(page.getByRole('button', { name: 'New campaign' }).first()).toBeVisible();
  await countPointers(page);

  await test.step('from its template', async () => {
    await pressOn(page, page.getByRole('button', { name: 'New campaign' }).first());
    const dialog = page.getByRole('dialog', { name: 'New campaign' });
    await tabTo(page, dialog.getByRole('radiogroup'));
    const wanted = dialog.getByRole('radio', { name: /First 90 days/ });
    for (let presses = 0; presses < 12 && !(await wanted.isChecked()); presses++)
      await page.keyboard.press('ArrowDown');
    await expect(wanted).toBeChecked();
    await pressOn(page, dialog.getByRole('button', { name: 'Create' }));
    await expect(page.locator('.card').first()).toBeVisible();
    expect((await stored(page)).rolling).toEqual({ weeks: expect.any(Number) });
  });

  await test.step('forecast by calendar week and by cohort day', async () => {
    const [byWeek, byDay] = ['By calendar week', 'By cohort day'].map((name) => page.getByRole('radio', { name }));
    await expect(page.locator('.chart path.median')).toBeVisible();
    await expect(byWeek!).toBeChecked();
    const before = await median(page);
    await tabTo(page, byWeek!);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(byDay!).toBeChecked();
    await expect.poll(() => median(page)).not.toBe(before);
  });

  await test.step('out as the calendar of one cohort', async () => {
    const cohort = addDays((await stored(page)).start, 28);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog');
    await pressOn(page, dialog.getByRole('button', { name: /Whose dates/ }));
    const option = page.getByRole('option', { name: /^Who starts on/ }).nth(4);
    const isThere = () => option.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < 12 && !(await isThere()); presses++) await page.keyboard.press('ArrowDown');
    await expect(option).toBeFocused();
    await page.keyboard.press('Enter');
    const download = page.waitForEvent('download');
    await pressOn(page, dialog.getByRole('button', { name: 'Save: Calendar' }));
    const text = await readFile(await (await download).path(), 'utf8');
    // Rules of zones begin long before.
    const days = [...text.matchAll(/DTSTART[^:]*:(\d{8})/g)].map(([, day]) => day!).filter((day) => day > '2026');
    expect(days.length).toBeGreaterThan(5);
    expect(days.every((day) => day >= cohort.replaceAll('-', ''))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('a quiet week beside another plan for the same people', async () => {
    const { start } = await stored(page);
    const other = { templateId: 'first-90-days', start, name: 'Next intake' };
    expect(await callStudio(page, 'library.create', other)).toHaveProperty('value');
    await pressOn(page, page.getByRole('button', { name: 'All campaigns' }), 'Enter', { back: true });
    await pressOn(page, page.getByRole('button', { name: 'All on one calendar' }));
    await pressOn(page, page.getByRole('button', { name: /^They are the same/ }).first());
    await pressOn(page, page.getByRole('button', { name: 'Find', exact: true }));
    const weeks = page.getByRole('list', { name: 'Weeks, the quietest first' }).getByRole('listitem');
    await expect(weeks.first()).toContainText('message');
    await pressOn(page, weeks.first().getByRole('button', { name: /^Show/ }));
    await expect(page.locator('.weeks-grid td:focus')).toHaveCount(1);
  });

  expect(await pointers(page)).toBe(0);
});
