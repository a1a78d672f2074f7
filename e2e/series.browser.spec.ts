import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { daysAfter, makeSeriesByKeys, SERIES_NAME } from './seriesByKeys.ts';
import { boxOf, card, idOfSample, openSample, saved, stored } from './steps.ts';

/** A weekly series of six is made, its third send moved and its last one dropped: by mouse, by one pointer without a drag, and by keyboard. */

const NAME = SERIES_NAME;

const series = async (page: Page) => (await stored(page)).touchpoints.at(-1)!;
const rows = (page: Page) => page.getByRole('grid', { name: 'Sends' }).getByRole('row');
const menuOf = (page: Page, send: number) => page.getByRole('button', { name: `Edit send ${send}` });

/** The days on which the plan is sent, as its table says. */
async function exportedDays(page: Page): Promise<string[]> {
  const { value } = (await callStudio(page, 'delivery.export', {
    id: await idOfSample(page),
    target: 'csv',
    locale: 'en',
    job: `days-${Date.now()}`,
  })) as { value: { bytes: string } };
  const text = Buffer.from(value.bytes, 'base64').toString('utf8');
  const days = text
    .split('\r\n')
    .filter((line) => line.includes(`,${NAME},`))
    .map((line) => line.replace('\ufeff', '').slice(0, 10));
  // Once for each time at which people get it.
  return [...new Set(days)];
}

/** What is asked for, from the first day of the series on. */
const expectedDays = (start: string) => [0, 7, 16, 21, 28].map((day) => daysAfter(start, day));

async function expectDone(page: Page): Promise<void> {
  await expect.poll(async () => (await series(page)).exceptions?.length).toBe(2);
  const { start, exceptions } = await series(page);
  expect(exceptions).toEqual([
    { on: daysAfter(start, 14), to: daysAfter(start, 16) },
    { on: daysAfter(start, 35), skipped: true },
  ]);
  expect(await exportedDays(page)).toEqual(expectedDays(start));
  await expect(page.getByText('5 sends · 1 skipped · 1 changed').first()).toBeVisible();
  await expect(rows(page).nth(2)).toContainText('moved from');
  await expect(rows(page).nth(5)).toContainText('skipped');
}

/** A touchpoint in the middle of what is in view, selected. */
async function addByMouse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Touchpoint' }).click();
  await expect(card(page, NAME)).toBeVisible();
}

async function sixWeeks(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Sent$/ }).click();
  await page.getByRole('option', { name: 'Every week', exact: true }).click();
  const times = page.getByLabel('Times', { exact: true });
  await times.fill('6');
  await times.press('Enter');
  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByText(/^Every \w+day, 6 times, until /)).toBeVisible();
}

test('a series of six, one moved and one dropped', async ({ page }) => {
  await openSample(page);
  await addByMouse(page);
  await sixWeeks(page);

  await test.step('by mouse: ticks are selected and carried', async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const mark = card(page, NAME);
    await mark.scrollIntoViewIfNeeded();
    const box = await boxOf(mark);
    const { days } = await series(page);
    const perDay = (box.width + 1) / days;
    const tick = { x: box.x + 14 * perDay + 3, y: box.y + box.height - 4 };
    await page.mouse.click(tick.x, tick.y);
    await expect(rows(page).nth(2)).toHaveAttribute('aria-selected', 'true');
    await page.mouse.move(tick.x, tick.y);
    await page.mouse.down();
    await page.mouse.move(tick.x + perDay, tick.y, { steps: 3 });
    await page.mouse.move(tick.x + 2 * perDay, tick.y, { steps: 3 });
    await page.mouse.up();
    const question = page.getByRole('dialog', { name: /^Move the send of/ });
    await question.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(rows(page).nth(2)).toContainText('moved from');
    await menuOf(page, 6).click();
    await page.getByRole('menuitem', { name: 'Skip…' }).click();
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await expectDone(page);
  });

  await test.step('each edit is taken back by itself', async () => {
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await series(page)).exceptions).toBeUndefined();
    await expect(page.getByText('6 sends', { exact: true })).toBeVisible();
  });

  await test.step('by one pointer without a drag', async () => {
    const { start } = await series(page);
    await menuOf(page, 3).click();
    await page.getByRole('menuitem', { name: 'Move to date…' }).click();
    const question = page.getByRole('dialog', { name: /^Move the send of/ });
    await question.getByRole('button', { name: /New date|Calendar/ }).click();
    const day = Number(daysAfter(start, 16).slice(8));
    await page
      .getByRole('button', { name: new RegExp(`\\b${day} `) })
      .last()
      .click();
    await question.getByRole('button', { name: 'Move', exact: true }).click();
    await menuOf(page, 6).click();
    await page.getByRole('menuitem', { name: 'Skip…' }).click();
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await expectDone(page);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await series(page)).exceptions).toBeUndefined();
  });

  await test.step('by keyboard: from tick to tick', async () => {
    await card(page, NAME).focus();
    // Lets go of the send that is selected.
    await page.keyboard.press('Escape');
    for (let times = 0; times < 3; times++) await page.keyboard.press('.');
    await expect(page.getByTestId('announcement')).toContainText('Send 3 of 6');
    for (let times = 0; times < 2; times++) {
      await page.keyboard.press('Alt+ArrowRight');
      await expect(page.getByRole('dialog', { name: /^Move the send of/ })).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(card(page, NAME)).toBeFocused();
    }
    for (let times = 0; times < 3; times++) await page.keyboard.press('.');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await expectDone(page);
  });

  await test.step('what is meant is asked: this and later ones become a touchpoint of their own', async () => {
    const before = (await stored(page)).touchpoints.length;
    await menuOf(page, 2).click();
    await page.getByRole('menuitem', { name: /Change message/ }).click();
    const question = page.getByRole('dialog', { name: /^Change the send of/ });
    await question.getByLabel('Subject').fill('From now on');
    await question.getByText('This and later ones').click();
    await question.getByRole('button', { name: 'Change', exact: true }).click();
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(before + 1);
    const later = await series(page);
    expect(later).toMatchObject({ message: { subject: 'From now on' }, cadence: 'weekly' });
    expect(later.exceptions).toHaveLength(2);
    await expect(rows(page)).toHaveCount(5);
    await saved(page);
  });

  await test.step('axe finds nothing', async () => {
    await menuOf(page, 2).click();
    await page.getByRole('menuitem', { name: 'Move to date…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    const asked = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
    expect(asked.violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    const { violations } = await new AxeBuilder({ page }).include('.inspector').include('.timeline').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

test('a series is made and changed by keyboard alone', async ({ page }) => {
  await openSample(page);
  await makeSeriesByKeys(page);
  await expectDone(page);
});

test('a series is moved as a whole while its sends are listed', async ({ page }) => {
  await openSample(page);
  await card(page, 'Welcome message').click();
  await expect(rows(page)).toHaveCount(2);
  const before = await rows(page).first().getAttribute('data-send');
  await card(page, 'Welcome message').press('Alt+ArrowRight');
  await expect(rows(page).first()).not.toHaveAttribute('data-send', before!);
  await page.keyboard.press('Control+z');
  await expect(rows(page).first()).toHaveAttribute('data-send', before!);
  await expect(page.getByText('This screen broke')).toHaveCount(0);
});
