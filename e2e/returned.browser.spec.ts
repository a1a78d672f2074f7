import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe.ts';
import { expect, test } from './launch.ts';
import { openSample, stored } from './steps.ts';

/** The spreadsheet that comes back: exported, worked in by people who refuse tools, and dropped on the plan again. */

test('a table that people have worked in is taken over difference by difference, with what that does to the goals', async ({
  page,
}) => {
  test.slow();
  await openSample(page);
  await expect(page.locator('.chart path.median')).toBeVisible();
  const before = await stored(page);
  let lines: string[] = [];

  await test.step('exported', async () => {
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save: CSV' }).click(),
    ]);
    lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  const launch = before.touchpoints.find(({ name }) => name === 'Launch email')!;
  const film = before.touchpoints.find(({ name }) => name === 'Launch film')!;
  const edited = lines
    .map((line) => line.replace('Launch email', 'Launch letter'))
    .filter((line) => !line.includes('Launch film'))
    .join('\r\n');

  const dialog = page.getByRole('dialog', { name: 'A table of this plan came back' });
  await test.step('dropped back, it says what is otherwise', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Import/ }).click();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'plan, edited.csv', mimeType: 'text/csv', buffer: Buffer.from(edited) });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('status')).toContainText('2 touchpoints are otherwise');
    await expect(dialog.getByRole('checkbox', { name: /Launch email/ })).toBeChecked();
    await expect(dialog.locator('.returned-one').filter({ hasText: 'Launch email' })).toContainText('Launch letter');
    await expect(dialog.locator('.goal-strip')).toBeVisible();
    await expectAccessible(page, 'a table that came back');
    // Nothing is done before it is said.
    expect((await stored(page)).touchpoints).toEqual(before.touchpoints);
  });

  await test.step('only what is ticked is taken over, as one step to undo', async () => {
    const gone = dialog.getByRole('checkbox', { name: /Launch film/ });
    await gone.uncheck();
    await dialog.getByRole('button', { name: 'Take over 1' }).click();
    await expect(dialog).toHaveCount(0);
    await expect
      .poll(async () => (await stored(page)).touchpoints.find(({ id }) => id === launch.id)?.name)
      .toBe('Launch letter');
    expect((await stored(page)).touchpoints.some(({ id }) => id === film.id)).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
  });
});
