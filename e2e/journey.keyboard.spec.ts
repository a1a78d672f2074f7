import { readFileSync } from 'node:fs';
import { expect, test } from './launch.ts';
import { writePlan } from './spreadsheet.ts';
import { boxOf, card, forecastAnswered, median, pressOn, saved, tabTo } from './steps.ts';

/** The same journey by keyboard alone: no pointer is ever used. */

test('from a spreadsheet to exports, by keyboard', async ({ studio }, testInfo) => {
  test.slow();
  let { page } = studio;
  await expect(page.getByRole('button', { name: 'Import a plan…' })).toBeVisible();

  await test.step('bring in a spreadsheet', async () => {
    await pressOn(page, page.getByRole('button', { name: 'Import a plan…' }));
    const chooser = page.waitForEvent('filechooser');
    await pressOn(page, page.getByRole('button', { name: 'Choose a file…' }));
    await (await chooser).setFiles(writePlan(testInfo.outputPath('Spring plan.csv')));
    await expect(page.getByText('4 of 5 rows understood')).toBeVisible();
    const owner = page.getByRole('button', { name: /Owner/ });
    await pressOn(page, owner);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(owner).toContainText('Not in the list');
    await pressOn(page, page.getByRole('button', { name: 'Bring in 4 touchpoints' }));
    await expect(page.getByRole('heading', { name: 'Spring plan' })).toBeVisible();
    await expect(page.locator('.card')).toHaveCount(4);
  });

  const announcement = page.getByTestId('announcement');

  await test.step('move, lengthen and send a touchpoint to another lane', async () => {
    await tabTo(page, page.locator('.timeline [tabindex="0"][data-kind]'));
    await page.keyboard.press('ArrowDown');
    for (let step = 0; step < 8 && (await page.locator('.card:focus').count()) === 0; step++)
      await page.keyboard.press('ArrowDown');
    const focused = page.locator('.card:focus');
    const name = (await focused.getAttribute('aria-label'))!.split(',')[0]!;
    const before = await median(page);
    const left = (await boxOf(card(page, name))).x;
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect(announcement).toContainText(name);
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(announcement).toContainText('2 days');
    await forecastAnswered(page, before);
    await expect.poll(async () => (await boxOf(card(page, name))).x).toBeGreaterThan(left);
    const lane = (await boxOf(card(page, name))).y;
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(async () => (await boxOf(card(page, name))).y).toBeGreaterThan(lane);
    await expect(card(page, name)).toBeFocused();
    await saved(page);
  });

  await test.step('duplicate, delete, undo', async () => {
    await page.keyboard.press('Control+d');
    await expect(page.locator('.card')).toHaveCount(5);
    await page.keyboard.press('Delete');
    await expect(page.locator('.card')).toHaveCount(4);
    await page.keyboard.press('Control+z');
    await expect(page.locator('.card')).toHaveCount(5);
    await page.keyboard.press('Control+z');
    await expect(page.locator('.card')).toHaveCount(4);
    await page.keyboard.press('Control+Shift+z');
    await expect(page.locator('.card')).toHaveCount(5);
    await saved(page);
  });

  await test.step('change its name and date in the details', async () => {
    await tabTo(page, page.locator('.timeline [tabindex="0"][data-kind="touchpoint"]'), { back: true });
    await page.keyboard.press('Enter');
    const name = page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'Name' });
    await expect(name).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Renamed by keys');
    await page.keyboard.press('Enter');
    await expect(card(page, 'Renamed by keys')).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /Undo: move “Renamed by keys”/ })).toBeEnabled();
    await saved(page);
  });

  await test.step('add a tactic', async () => {
    await tabTo(page, page.getByRole('searchbox', { name: 'Find a tactic' }), { back: true });
    await page.keyboard.type('two minutes');
    await pressOn(page, page.locator('.tactic-row').first());
    await pressOn(page, page.locator('.tactic-details').getByRole('button'));
    await expect(page.locator('.card')).toHaveCount(6);
    await expect(page.locator('.card:focus')).toHaveCount(1);
  });

  await test.step('audience and goals', async () => {
    const tabs = page.getByRole('radiogroup', { name: 'Parts of the campaign' });
    await tabTo(page, tabs, { back: true });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await pressOn(page, page.getByRole('button', { name: 'Add a segment' }));
    await tabTo(page, page.getByRole('textbox', { name: 'Learners' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1200');
    await page.keyboard.press('Tab');
    await saved(page);
    await tabTo(page, tabs, { back: true });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await pressOn(page, page.getByRole('button', { name: 'Add a goal' }).first());
    await saved(page);
  });

  await test.step('everything is there after a restart, undo too', async () => {
    page = await studio.restart();
    await pressOn(page, page.getByText('Spring plan').first());
    await expect(page.locator('.card')).toHaveCount(6);
    await expect(page.locator('.mark-goal')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await saved(page);
  });

  await test.step('export and report', async () => {
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog', { name: 'Export and report' })).toBeVisible();
    const save = async (name: string) => {
      const button = page.getByRole('button', { name: `Save: ${name}`, exact: true });
      await tabTo(page, button);
      const { path } = await studio.takeDownload(() => page.keyboard.press('Enter'));
      return readFileSync(path);
    };
    expect((await save('Report for stakeholders')).toString('utf8')).toContain('Renamed by keys');
    expect((await save('Calendar')).toString('utf8')).toContain('BEGIN:VCALENDAR');
    expect((await save('Excel workbook')).subarray(0, 2).toString('latin1')).toBe('PK');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('help', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Help and keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
