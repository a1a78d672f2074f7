import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { addDays } from '#campaign/calendar.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, median, middleOf, saved, stored } from './steps.ts';

/** A rolling plan, from its template to the calendar of one cohort. */

/** Chooses whose dates are exported, and saves what is made for a target. */
async function exported(page: Page, whose: RegExp, target: string): Promise<{ name: string; bytes: Buffer }> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Whose dates/ }).click();
  await page.getByRole('option', { name: whose }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: `Save: ${target}` }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('an onboarding plan rolls: by calendar week, by cohort day, and out for one cohort', async ({ page }) => {
  test.slow();
  await test.step('from its template', async () => {
    await page.getByRole('button', { name: 'New campaign' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New campaign' });
    await dialog.getByText('First 90 days').first().click();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    expect((await stored(page)).rolling).toEqual({ weeks: expect.any(Number) });
  });

  await test.step('its timeline counts the days of everyone’s own', async () => {
    const ticks = page.locator('.axis-tick');
    await expect(page.locator('.axis-names')).toContainText('Days since the own start');
    await expect.poll(() => ticks.allTextContents()).toEqual(expect.arrayContaining(['0', '7', '14', '21']));
    const { start } = await stored(page);
    const week = ticks.filter({ hasText: /^7$/ });
    await expect(week).toHaveAttribute('title', /^Day 7: .* for those who start first$/);
    // Day 7 stands where the date a week after the first one is.
    const first = await boxOf(ticks.filter({ hasText: /^0$/ }));
    const next = await boxOf(week);
    const day = (next.x - first.x) / 7;
    const launch = (await stored(page)).touchpoints.find(({ tactic }) => tactic === 'first-goal')!;
    const own = (Date.parse(launch.start) - Date.parse(start)) / 86_400_000;
    const mark = card(page, launch.name);
    expect(Math.abs((await boxOf(mark)).x - (first.x + own * day))).toBeLessThan(day);
    await expect(mark).toHaveAttribute('aria-label', new RegExp(`day ${own}, `));
  });

  await test.step('hover card, inspector and drag name the day and the date', async () => {
    const { start, touchpoints } = await stored(page);
    const goal = touchpoints.find(({ tactic }) => tactic === 'first-goal')!;
    const own = (Date.parse(goal.start) - Date.parse(start)) / 86_400_000;
    const mark = card(page, goal.name);
    await mark.hover();
    await expect(page.locator('.hover-card')).toContainText(`day ${own} · `);
    await mark.click();
    await expect(page.locator('.inspector-form')).toContainText(`On day ${own} of everyone’s own`);
    // By keys what would come of it is said.
    await mark.focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.locator('[aria-live]').filter({ hasText: `day ${own + 1}, ` })).toBeAttached();
    await saved(page);
    const { x, y } = await middleOf(mark);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y, { steps: 4 });
    await expect(page.locator('.drag-label')).toContainText(/^day \d+ · \w{3},? /);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.keyboard.press('Control+z');
    await expect
      .poll(async () => (await stored(page)).touchpoints.find(({ id }) => id === goal.id)!.start)
      .toBe(goal.start);
    await page.keyboard.press('Escape');
  });

  const by = (name: string) => page.getByRole('radio', { name });
  await test.step('forecast by calendar week and by cohort day', async () => {
    await expect(by('By calendar week')).toBeChecked();
    await expect(page.getByText('Everyone starts on a day of their own.')).toBeVisible();
    await expect(page.locator('.summary-goal').first()).toContainText('of their own');
    const byWeek = await median(page);
    await by('By cohort day').click();
    await expect(page.getByText('Of every 100 who have started')).toBeVisible();
    await expect.poll(() => median(page)).not.toBe(byWeek);
    await by('By calendar week').focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Everyone starts on a day of their own.')).toBeVisible();
  });

  await test.step('why a day stands where it does, by date and by cohort day', async () => {
    const chart = page.locator('.chart');
    const why = page.getByRole('dialog', { name: /^Why:/ });
    const ask = async () => {
      await chart.focus();
      await page.keyboard.press('Home');
      for (let weeks = 0; weeks < 4; weeks++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Enter');
      await expect(why.locator('tfoot td')).toBeVisible({ timeout: 60_000 });
    };
    await ask();
    await expect(why.locator('.why-sentence')).not.toContainText('of every 100');
    await page.keyboard.press('Escape');
    await by('By cohort day').click();
    await ask();
    await expect(why).toContainText(/Why: Day \d+/);
    await expect(why.locator('.why-sentence')).toContainText('of every 100 who start');
    await page.keyboard.press('Escape');
    await by('By calendar week').click();
  });

  await test.step('table and day count the days as the timeline does', async () => {
    await page.getByRole('radio', { name: 'Table' }).click();
    const first = page.locator('.table-row [data-column="start"]').first();
    await expect(first).toHaveText(/^Day \d+ · /);
    await expect(first).toHaveAttribute('title', /^Day \d+: .* for those who start first$/);
    await expect(page.getByText('Days 0 to 6')).toBeVisible();
    await page.getByRole('radio', { name: 'Timeline' }).click();
    const box = await boxOf(page.locator('.axis'));
    await page.mouse.click(box.x + 400, box.y + box.height - 8);
    const day = page.getByRole('complementary', { name: 'Day', exact: true });
    await expect(day.getByRole('heading', { level: 2 })).toContainText(/^Day \d+ · /);
    await day.getByRole('button', { name: 'Close the day' }).click();
  });

  await test.step('more who start each week change it', async () => {
    const before = await median(page);
    await page.getByRole('radio', { name: 'Audience' }).click();
    const inflow = page.getByRole('textbox', { name: 'Starting each week' });
    await inflow.fill('40');
    await inflow.press('Enter');
    await saved(page);
    expect((await stored(page)).segments[0]!.inflow).toBe(40);
    await page.getByRole('radio', { name: 'Plan', exact: true }).click();
    await expect.poll(() => median(page)).not.toBe(before);
  });

  await test.step('out as the calendar of one cohort', async () => {
    const plan = await stored(page);
    const cohort = addDays(plan.start, 28);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Whose dates/ }).click();
    const chosen = await page
      .getByRole('option', { name: /^Who starts on/ })
      .nth(4)
      .textContent();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    const { bytes } = await exported(page, new RegExp(`^${chosen!}$`), 'Calendar');
    const text = bytes.toString('utf8');
    // Rules of zones begin long before.
    const days = [...text.matchAll(/DTSTART[^:]*:(\d{8})/g)].map(([, day]) => day!).filter((day) => day > '2026');
    expect(days.length).toBeGreaterThan(5);
    expect(days.every((day) => day >= cohort.replaceAll('-', ''))).toBe(true);
  });

  await test.step('out as a schedule by own days', async () => {
    const dialog = page.getByRole('dialog');
    const { name, bytes } = await exported(page, /days since everyone’s own start$/, 'CSV');
    expect(name).toBe('First-90-days.schedule.csv');
    const text = bytes.toString('utf8');
    expect(text).toContain('Own day,Last own day,Local time');
    expect(text).not.toMatch(/20\d\d-\d\d-\d\d/);
    await expect(dialog.getByText('Days are counted from everyone’s own start')).toBeVisible();
    // What has dates says what to do.
    await expect(dialog.getByRole('button', { name: 'Save: Calendar' })).toBeDisabled();
    await expect(dialog.getByText('It has dates: choose whose above.').first()).toBeVisible();
    const list = await exported(page, /days since everyone’s own start$/, 'Plan');
    expect(JSON.parse(list.bytes.toString('utf8'))).toMatchObject({ format: 'tandem-schedule', startsOn: 'Monday' });
  });

  await test.step('out as a calendar of every cohort', async () => {
    const { start, rolling } = await stored(page);
    const { name, bytes } = await exported(page, /^Every cohort/, 'Calendar');
    expect(name).toMatch(/\.zip$/);
    const files = Object.entries(unzipSync(bytes));
    expect(files.map(([file]) => file.slice(0, 10))).toEqual(
      Array.from({ length: rolling!.weeks + 1 }, (_, week) => addDays(start, 7 * week)),
    );
    for (const [, text] of files) expect(strFromU8(text)).toContain('BEGIN:VEVENT');
  });
});
