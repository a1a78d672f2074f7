import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { importPlanOf500, expectMessageMoved, PLAN_NAME } from './messageOf500.ts';
import { daysAfter, makeSeriesByKeys, SERIES_NAME } from './seriesByKeys.ts';
import { card, countPointers, pointers, pressOn, saved, stored, tabTo } from './steps.ts';

/** A learning designer's morning, from an empty desk on, by the keyboard alone: the page counts what comes from any pointer. */

const ROWS = 20;
const nameOf = (row: number) => `Message ${String(row + 1).padStart(2, '0')}`;

/** A list as people keep it, not in the order of its days. */
function writeList(path: string): string {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const date = daysAfter('2027-01-04', ((row * 7) % ROWS) * 3);
    return `${date};${nameOf(row)};${row % 2 === 0 ? 'E-mail' : 'Intranet'}`;
  });
  writeFileSync(path, ['Date;Title;Channel', ...rows, ''].join('\r\n'));
  return path;
}

/** Turns to the plan as a timeline or as a table. */
async function turnTo(page: Page, view: 'Timeline' | 'Table'): Promise<void> {
  await tabTo(page, page.getByRole('radiogroup', { name: 'How the plan is shown' }), { back: true });
  const choice = page.getByRole('radio', { name: view });
  await arrowTo(page, choice, view === 'Table' ? 'ArrowRight' : 'ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(choice).toBeChecked();
}

test('a list becomes a plan, a series is made and changed, and a message among 500 is moved, by keys alone', async ({
  page,
}, testInfo) => {
  test.slow();
  await expect(page.getByRole('button', { name: 'Import a plan…' })).toBeVisible();
  await countPointers(page);

  await test.step('a list of 20 rows becomes a plan', async () => {
    await pressOn(page, page.getByRole('button', { name: 'Import a plan…' }));
    const chooser = page.waitForEvent('filechooser');
    await pressOn(page, page.getByRole('button', { name: 'Choose a file…' }));
    await (await chooser).setFiles(writeList(testInfo.outputPath('Onboarding.csv')));
    await pressOn(page, page.getByRole('button', { name: 'Bring in 20 touchpoints' }));
    await expect(page.getByRole('heading', { name: 'Onboarding' })).toBeVisible();
    await expect(page.locator('.card').first()).toBeVisible();
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(ROWS);
  });

  await test.step('it is laid in order: one goes a week on, one gets the other lane', async () => {
    const before = await stored(page);
    const first = before.touchpoints.toSorted((a, b) => a.start.localeCompare(b.start))[0]!;
    const now = async () => (await stored(page)).touchpoints.find(({ id }) => id === first.id)!;
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type(first.name);
    await expect(page.getByRole('menuitem', { name: first.name })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(card(page, first.name)).toBeFocused();
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect.poll(async () => (await now()).start).toBe(daysAfter(first.start, 7));
    // To the lane beside it, wherever its own stands.
    const isLast = before.lanes.at(-1)!.id === first.laneId;
    await page.keyboard.press(isLast ? 'Alt+ArrowUp' : 'Alt+ArrowDown');
    await expect.poll(async () => (await now()).laneId).not.toBe(first.laneId);
    await saved(page);
  });

  await test.step('all get a status and an owner in the table, in the order of their days', async () => {
    await turnTo(page, 'Table');
    const grid = page.getByRole('grid', { name: 'Plan as a table' });
    await tabTo(page, grid);
    // The head sorts; then the column of the status, from the first row on.
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowUp');
    const head = grid.getByRole('columnheader', { name: 'First day' });
    await arrowTo(page, head, 'ArrowRight');
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await arrowTo(page, grid.getByRole('columnheader', { name: 'Status' }), 'ArrowRight');
    await page.keyboard.press('ArrowDown');
    for (let row = 0; row < ROWS; row++) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('listbox', { name: 'Status' })).toBeVisible();
      await page.keyboard.type('dr');
      await page.keyboard.press('Tab');
      await page.keyboard.type(row % 2 === 0 ? 'Ada' : 'Bo');
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowLeft');
    }
    await saved(page);
    const { touchpoints } = await stored(page);
    const inOrder = touchpoints.toSorted((a, b) => a.start.localeCompare(b.start));
    expect(inOrder.map(({ status }) => status)).toEqual(inOrder.map(() => 'draft'));
    expect(inOrder.filter(({ owner }) => owner === 'Ada')).toHaveLength(ROWS / 2);
    expect(inOrder.filter(({ owner }) => owner === 'Bo')).toHaveLength(ROWS / 2);
  });

  await test.step('a weekly series of six is made, its third send moved and its last dropped', async () => {
    await turnTo(page, 'Timeline');
    await makeSeriesByKeys(page);
    const series = async () => (await stored(page)).touchpoints.find(({ name }) => name === SERIES_NAME)!;
    await expect.poll(async () => (await series()).exceptions?.length).toBe(2);
    const { start, exceptions } = await series();
    expect(exceptions).toEqual([
      { on: daysAfter(start, 14), to: daysAfter(start, 16) },
      { on: daysAfter(start, 35), skipped: true },
    ]);
  });

  await test.step('in a plan of 500 a message is found, moved to another lane and undone', async () => {
    const id = await importPlanOf500(page);
    await pressOn(page, page.getByRole('button', { name: 'All campaigns' }), 'Enter', { back: true });
    await pressOn(page, page.getByText(PLAN_NAME).first());
    await expect(page.locator('.card').first()).toBeVisible();
    await expectMessageMoved(page, id);
  });

  await expect.poll(() => pointers(page)).toBe(0);
});

/** Goes by an arrow key until something has the focus. */
async function arrowTo(page: Page, target: Locator, key: string): Promise<void> {
  const isThere = () => target.evaluate((element) => element.contains(document.activeElement));
  for (let presses = 0; presses < 20 && !(await isThere()); presses++) await page.keyboard.press(key);
  expect(await isThere()).toBe(true);
}
