import { expect, test } from './launch.ts';
import { openSample, saved, stored, WORKING } from './steps.ts';

/** Why a goal may be missed: causes in words, and a hedge that is taken over and given back. */

test('causes of a missed goal are told, and a hedge is taken over and taken back by keys', async ({ page }) => {
  await openSample(page);
  const before = JSON.stringify((await stored(page)).touchpoints);
  await page.getByRole('radio', { name: 'Decide' }).click();
  const section = page.getByRole('region', { name: 'Pre-mortem: what if it fails?' });
  const causes = section.getByRole('listitem').filter({ hasText: 'would have reached it' });
  const hedge = section.getByRole('button', { name: 'Use this hedge' }).first();

  await test.step('looked for, and told with shares', async () => {
    await section.getByRole('button', { name: 'Look for causes' }).press('Enter');
    await expect(causes.first()).toBeVisible(WORKING);
    await expect(section).toContainText(/Missed in \d+% of 1,600 runs\./);
    await expect(causes.first()).toContainText(/\d+% of (them|the others) would have reached it/);
    await expect(page.getByTestId('announcement')).toContainText(/causes? (was|were) found/);
  });

  await test.step('a hedge is one step', async () => {
    await hedge.press('Enter');
    await saved(page);
    expect(JSON.stringify((await stored(page)).touchpoints)).not.toBe(before);
    await expect(hedge).toBeDisabled();
    await expect(section).toContainText('The plan has changed since this was worked out.');
    await expect(section.locator('.causes')).toBeFocused();
  });

  await test.step('and undo gives the plan back', async () => {
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(async () => JSON.stringify((await stored(page)).touchpoints)).toBe(before);
    await expect(hedge).toBeEnabled();
    await expect(section).not.toContainText('The plan has changed since this was worked out.');
  });
});
