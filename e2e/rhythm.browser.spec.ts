import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, openSample, saved, stored } from './steps.ts';

/** A series by weekdays and by a day of the month, from whatever day it is made on; what is asked of it in the table; menus on its sends and on ideas. */

const NAME = 'New touchpoint';
const DAY = 86_400_000;
const dayOf = (iso: string) => Date.parse(iso) / DAY;
const weekdayOf = (iso: string) => new Date(iso).getUTCDay() || 7;

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const series = async (page: Page) => (await stored(page)).touchpoints.at(-1)!;
const rows = (page: Page) => page.getByRole('grid', { name: 'Sends' }).getByRole('row');
const weekday = (page: Page, name: string) => page.getByRole('toolbar', { name: 'On' }).getByRole('button', { name });
const entry = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name, exact: true });
const announced = (page: Page) => page.getByTestId('announcement');

async function choose(page: Page, field: RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function addSeries(page: Page, cadence: string): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Touchpoint' }).click();
  await expect(card(page, NAME)).toBeVisible();
  await choose(page, /Sent$/, cadence);
  await page.getByLabel('Times', { exact: true }).fill('6');
  await page.getByLabel('Times', { exact: true }).press('Enter');
  await expect(rows(page)).toHaveCount(6);
}

test('a series is sent on the weekdays that are chosen, whatever day it begins on', async ({ page }) => {
  await openSample(page);
  await addSeries(page, 'Every two weeks');
  const { start } = await series(page);

  await test.step('every second such weekday, 6 times: its first send goes to the next one, and that is said', async () => {
    const first = weekdayOf(start);
    const [chosen, before] = [NAMES[first % 7]!, NAMES[first - 1]!];
    await weekday(page, chosen).click();
    await expect(page.getByText(/^Every second week on .* and .*, 12 times, until /)).toBeVisible();
    await weekday(page, before).click();
    await expect(page.getByText(`Every second ${chosen}, 6 times, until `)).toBeVisible();
    await expect(page.getByText(new RegExp(`^The first send is on ${chosen}, .* now`)).first()).toBeAttached();
    const moved = await series(page);
    expect(dayOf(moved.start) - dayOf(start)).toBe(1);
    expect(moved.alsoAfter).toBeUndefined();
    await saved(page);
  });

  await test.step('Tuesday and Thursday of each week', async () => {
    await choose(page, /Sent$/, 'Every week');
    for (const name of NAMES) {
      const isPressed = (await weekday(page, name).getAttribute('aria-pressed')) === 'true';
      if (isPressed !== (name === 'Tuesday' || name === 'Thursday')) await weekday(page, name).click();
    }
    await page.getByLabel('Times', { exact: true }).fill('12');
    await page.getByLabel('Times', { exact: true }).press('Enter');
    await expect(page.getByText(/^Every Tuesday and Thursday, 12 times, until /)).toBeVisible();
    const both = await series(page);
    expect(both).toMatchObject({ alsoAfter: [weekdayOf(both.start) === 2 ? 2 : 5], cadence: 'weekly' });
  });

  await test.step('until a day', async () => {
    const { start: first } = await series(page);
    const until = new Date((dayOf(first) + 15) * DAY).toISOString().slice(0, 10);
    await page.getByRole('group', { name: 'Until' }).getByRole('spinbutton').first().focus();
    await page.keyboard.type(until.split('-').reverse().join(''));
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await series(page)).days).toBe(16);
    await expect(rows(page)).toHaveCount(5);
  });

  await test.step('the second Tuesday and the last Friday of each month', async () => {
    await choose(page, /Sent$/, 'Every month');
    await page.getByLabel('Times', { exact: true }).fill('3');
    await page.getByLabel('Times', { exact: true }).press('Enter');
    await choose(page, /On$/, 'Second');
    await choose(page, /Weekday$/, 'Tuesday');
    await expect(page.getByText(/^The second Tuesday of each month, 3 times, until /)).toBeVisible();
    await choose(page, /On$/, 'Last');
    await choose(page, /Weekday$/, 'Friday');
    await expect(page.getByText(/^The last Friday of each month, 3 times, until /)).toBeVisible();
    const monthly = await series(page);
    expect(monthly).toMatchObject({ cadence: 'monthly', monthlyBy: 'weekdayFromEnd' });
    expect(new Date((dayOf(monthly.start) + 7) * DAY).getUTCMonth()).not.toBe(new Date(monthly.start).getUTCMonth());
    await saved(page);
  });

  await test.step('axe finds nothing in the fields', async () => {
    const { violations } = await new AxeBuilder({ page }).include('.inspector').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

test('the table asks which sends are meant', async ({ page }) => {
  await openSample(page);
  await addSeries(page, 'Every week');
  const { start } = await series(page);
  await page
    .getByRole('radio', { name: 'Table' })
    .or(page.getByRole('button', { name: 'Table' }))
    .first()
    .click();
  const cell = page.locator('[role=row]', { hasText: NAME }).locator('[data-column=time]');
  await cell.dblclick();
  await page.keyboard.type('1430');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: `Change which sends of “${NAME}”?` });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: /Send$/ }).click();
  await page.getByRole('option', { name: /^3/ }).click();
  await question.getByText('This and later ones').click();
  await question.getByRole('button', { name: 'Change', exact: true }).click();
  await expect.poll(async () => (await series(page)).time.at).toBe('14:30');
  const { touchpoints } = await stored(page);
  const [first, later] = touchpoints.slice(-2);
  expect(first).toMatchObject({ start, days: 8 });
  expect(dayOf(later!.start) - dayOf(start)).toBe(14);
  expect(first!.time.at).not.toBe('14:30');
});

test('sends, ideas and rows have menus, by the right button, by keys and by a button', async ({ page }) => {
  await openSample(page);
  await addSeries(page, 'Every week');
  const mark = card(page, NAME);

  await test.step('the right button on a tick is about that send', async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await mark.scrollIntoViewIfNeeded();
    const box = await boxOf(mark);
    const perDay = (box.width + 1) / (await series(page)).days;
    await page.mouse.click(box.x + 14 * perDay + 3, box.y + box.height - 4, { button: 'right' });
    await expect(page.getByRole('menu', { name: /of “New touchpoint”/ })).toBeVisible();
    await entry(page, 'Skip…').click();
    const question = page.getByRole('dialog', { name: /^Skip the send of/ });
    await expect(question.getByRole('radio')).toHaveCount(3);
    await question.getByRole('button', { name: 'Skip', exact: true }).click();
    await expect(rows(page).nth(2)).toContainText('skipped');
  });

  await test.step('by keys: the send that is selected, or its row in the list', async () => {
    await mark.focus();
    await page.keyboard.press('Shift+F10');
    await expect(entry(page, 'Bring back')).toBeVisible();
    await page.keyboard.press('Escape');
    await rows(page).nth(2).focus();
    await page.keyboard.press('Shift+F10');
    await entry(page, 'Bring back').click();
    await expect(rows(page).nth(2)).not.toContainText('skipped');
  });

  await test.step('a series of which nothing is left says so', async () => {
    for (let send = 1; send <= 6; send++) {
      await page.getByRole('button', { name: `Edit send ${send}` }).click();
      await entry(page, 'Skip…').click();
      await page.getByText('This one').click();
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await expect(rows(page).nth(send - 1)).toContainText('skipped');
    }
    await expect(page.getByText(/^Never sent: none of its sends is left/).first()).toBeVisible();
    await expect(mark).toHaveAttribute('aria-label', /never sent/);
    await expect(mark).toHaveClass(/is-cancelled/);
  });

  await test.step('an idea on the shelf is planned, duplicated and deleted', async () => {
    await mark.click({ position: { x: 2, y: 2 } });
    await page.getByRole('button', { name: 'Put on the shelf' }).first().click();
    const idea = page.locator('.idea-row', { hasText: NAME });
    await expect(idea).toBeFocused();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu', { name: `More for ${NAME}` })).toBeVisible();
    await entry(page, /^Duplicate/).click();
    await expect(idea).toHaveCount(2);
    await idea.first().click({ button: 'right' });
    await entry(page, /^Delete/).click();
    await expect(idea).toHaveCount(1);
    await idea.click();
    await page
      .locator('.idea-foot')
      .getByRole('button', { name: `More for ${NAME}` })
      .click();
    await entry(page, 'Plan it on…').click();
    await page.getByRole('dialog').getByRole('button', { name: /^Plan/ }).click();
    await expect(card(page, NAME)).toBeVisible();
    await expect(idea).toHaveCount(0);
  });

  await test.step('a row is folded and opened by its menu, by keys alone', async () => {
    const head = page.locator('.lane-label').first();
    const lane = page.locator('.lane').first();
    await head.focus();
    await page.keyboard.press('Shift+F10');
    await entry(page, 'Fold').press('Enter');
    await expect(lane).toHaveAttribute('data-folded', 'true');
    await head.click({ button: 'right' });
    await entry(page, 'Unfold all rows').click();
    await expect(page.locator('.lane[data-folded]')).toHaveCount(0);
    await expect(announced(page)).toBeAttached();
  });
});
