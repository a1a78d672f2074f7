import { readFileSync } from 'node:fs';
import { expect, test } from './launch.ts';
import { writePlan } from './spreadsheet.ts';
import { boxOf, card, forecastAnswered, median, saved, WORKING } from './steps.ts';

/** The whole journey with a mouse: from a spreadsheet to a plan, a forecast, undo, a restart, exports and a report. */

test('from a spreadsheet to exports, by mouse', async ({ studio }, testInfo) => {
  test.slow();
  let { page } = studio;

  await test.step('bring in a spreadsheet', async () => {
    await page.getByRole('button', { name: 'Import a plan…' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles(writePlan(testInfo.outputPath('Spring plan.csv')));
    const dialog = page.getByRole('dialog', { name: 'Import a plan' });
    await expect(dialog.getByText('4 of 5 rows understood')).toBeVisible();
    await expect(dialog.getByText('Row 8')).toBeVisible();
    await expect(dialog.getByRole('cell', { name: 'Spark is here' }).first()).toBeVisible();
    // The guess can be corrected: without its column the owner is not read, with it again it is.
    await dialog.getByRole('button', { name: /Owner/ }).click();
    await page.getByRole('option', { name: 'Not in the list' }).click();
    await expect(dialog.getByRole('button', { name: /Owner/ })).toContainText('Not in the list');
    await dialog.getByRole('button', { name: 'Bring in 4 touchpoints' }).click();
    await expect(page.getByRole('heading', { name: 'Spring plan' })).toBeVisible();
    await expect(page.locator('.card')).toHaveCount(4);
  });

  await test.step('drag a touchpoint to another day; the forecast answers', async () => {
    const moved = card(page, 'Your first two minutes');
    await moved.click();
    await expect(page.getByRole('group', { name: 'First day' })).toHaveText(/12\D+01\D+2027/);
    const before = await median(page);
    const box = await boxOf(moved);
    await page.mouse.move(box.x + 30, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 130, box.y + 12, { steps: 6 });
    await expect(page.locator('.drag-label')).toBeVisible();
    await forecastAnswered(page, before);
    await page.mouse.up();
    await expect(page.getByTestId('announcement')).toContainText('Your first two minutes, Push, Teams');
    await saved(page);
  });

  await test.step('Esc takes a drag back', async () => {
    const still = card(page, 'Spark is here');
    const box = await boxOf(still);
    await page.mouse.move(box.x + 30, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 12, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(still)).x).toBe(box.x);
    await expect(page.getByRole('button', { name: /Undo: move “Your first two minutes”/ })).toBeEnabled();
  });

  await test.step('drag a tactic onto the timeline', async () => {
    await page.getByRole('searchbox', { name: 'Find a tactic' }).fill('two minutes');
    const tactic = page.locator('.tactic-row').first();
    const name = await tactic.locator('.tactic-name').textContent();
    await tactic.click();
    await expect(page.getByText(/^When: /).first()).toBeVisible();
    await tactic.click();
    const from = await boxOf(tactic);
    const lane = await boxOf(page.locator('.lane').nth(1));
    await page.mouse.move(from.x + 40, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(600, lane.y + 20, { steps: 8 });
    await expect(page.locator('.drop-ghost')).toBeVisible();
    await page.mouse.up();
    await expect(page.locator('.card')).toHaveCount(5);
    await expect(card(page, name!)).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('make it longer by its edge', async () => {
    const chosen = page.locator('.card[aria-pressed="true"]');
    const span = async () => (await boxOf(chosen)).width;
    const before = await span();
    const grip = await boxOf(page.locator('.handle-pair .edge-end').first());
    await page.mouse.move(grip.x + 5, grip.y + 10);
    await page.mouse.down();
    await page.mouse.move(grip.x + 65, grip.y + 10, { steps: 5 });
    await page.mouse.up();
    await expect.poll(span).toBeGreaterThan(before + 30);
    await expect(page.getByRole('button', { name: /Undo: change the length of/ })).toBeEnabled();
  });

  await test.step('undo and redo by name', async () => {
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('button', { name: /^Undo: add/ }).click();
    await expect(page.locator('.card')).toHaveCount(4);
    await page.getByRole('button', { name: /^Redo: add/ }).click();
    await expect(page.locator('.card')).toHaveCount(5);
    await saved(page);
  });

  await test.step('audience: peers are the team until the field is empty', async () => {
    await page.getByRole('radio', { name: 'Audience' }).click();
    await page.getByRole('button', { name: 'Add a segment' }).click();
    await page.getByRole('textbox', { name: 'Learners' }).fill('1200');
    await page.getByRole('textbox', { name: 'Team size' }).fill('8');
    await page.keyboard.press('Tab');
    await saved(page);
    await page.getByRole('radio', { name: 'Plan' }).click();
    await expect(page.getByText('Simulated learner by learner')).toBeVisible(WORKING);
    await page.getByRole('radio', { name: 'Audience' }).click();
    await page.getByRole('option', { name: 'New segment' }).click();
    const field = page.getByRole('textbox', { name: 'Team size' });
    await expect(field).toHaveValue('8');
    await field.fill('');
    await page.keyboard.press('Tab');
    await saved(page);
    await expect(field).toHaveValue('');
    await page.getByRole('radio', { name: 'Plan' }).click();
    await expect(page.locator('.forecast-note')).toHaveCount(0);
  });

  await test.step('goals', async () => {
    await page.getByRole('radio', { name: 'Goals' }).click();
    await page.getByRole('button', { name: 'Add a goal' }).first().click();
    await saved(page);
    await page.getByRole('radio', { name: 'Plan' }).click();
    await expect(page.locator('.mark-goal')).toHaveCount(1);
  });

  await test.step('everything is there after a restart, undo too', async () => {
    page = await studio.restart();
    await page.getByText('Spring plan').first().click();
    await expect(page.locator('.card')).toHaveCount(5);
    await expect(page.locator('.mark-goal')).toHaveCount(1);
    await page.getByRole('button', { name: /^Undo: (add|change) goal/ }).click();
    await saved(page);
  });

  await test.step('export and report', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: /Export or report/ }).click();
    const save = async (name: string) => {
      const { path } = await studio.takeDownload(() =>
        page.getByRole('button', { name: `Save: ${name}`, exact: true }).click(),
      );
      return readFileSync(path);
    };
    expect((await save('Calendar')).toString('utf8')).toMatch(
      /^BEGIN:VCALENDAR[\s\S]*Spark is here[\s\S]*END:VCALENDAR\r\n$/,
    );
    expect((await save('CSV')).toString('utf8')).toContain('Spark is here');
    for (const archive of ['Excel workbook', 'Slack messages', 'Teams cards', 'Email drafts']) {
      expect((await save(archive)).subarray(0, 2).toString('latin1'), archive).toBe('PK');
    }
    expect(JSON.parse((await save('Plan')).toString('utf8'))).toMatchObject({
      format: 'tandem-campaign',
      name: 'Spring plan',
    });
    expect((await save('Picture')).subarray(1, 4).toString('latin1')).toBe('PNG');
    const report = (await save('Report for stakeholders')).toString('utf8');
    expect(report).toContain('Spark is here');
    expect(report).not.toContain('<script');
  });
});

test('a file that is no spreadsheet is refused in a sentence, and nothing changes', async ({ page }) => {
  await page.getByRole('button', { name: 'Import a plan…' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await (
    await chooser
  ).setFiles({
    name: 'noise.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]),
  });
  await expect(page.getByRole('alert')).toContainText('noise.xlsx');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('noise')).toHaveCount(0);
});
