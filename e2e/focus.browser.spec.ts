import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { openSample, stored } from './steps.ts';

/** Where the keyboard's focus is after what held it was removed: beside it, never at the top of the window. */

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement!;
    return element === document.body
      ? 'nothing'
      : (element.ariaLabel ?? element.getAttribute('aria-labelledby') ?? element.textContent).trim();
  });
const holds = (page: Page, words: string | RegExp) =>
  typeof words === 'string'
    ? expect.poll(() => focused(page)).toContain(words)
    : expect.poll(() => focused(page)).toMatch(words);

test('the focus stays beside what was removed, on every screen', async ({ page }) => {
  await openSample(page);
  const remove = (name: string) => page.getByRole('button', { name }).press('Enter');
  const show = (screen: string) => page.getByRole('radio', { name: screen }).click();

  await test.step('a goal, the last one, and one that another window removes', async () => {
    await show('Goals');
    await page.getByRole('button', { name: /^First lesson in Harbour/ }).click();
    await remove('Remove this goal');
    await holds(page, /^Field has found its way in/);
    const theirs = (await stored(page)).goals.find(({ name }) => name.startsWith('Field has'))!;
    const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('campaign')!;
    const { value } = (await callStudio(page, 'campaign.open', { id })) as { value: { revision: number } };
    const command = { type: 'removeGoal', id: theirs.id };
    await callStudio(page, 'campaign.execute', { id, revision: value.revision, command });
    await holds(page, /^Regular users/);
    await page.keyboard.press('Enter');
    await remove('Remove this goal');
    await holds(page, /^Everyone knows Harbour/);
    await page.keyboard.press('Enter');
    await remove('Remove this goal');
    await holds(page, 'Add a goal');
  });
  await test.step('an event', async () => {
    await page.getByRole('button', { name: /^The old system closes/ }).click();
    await remove('Remove this event');
    await holds(page, /^New energy prices/);
  });
  await test.step('a segment', async () => {
    await show('Audience');
    await remove('Remove this segment');
    await expect(page.getByRole('region', { name: 'Customer service' }).locator(':focus')).toBeVisible();
  });
  await test.step('a phase and a lane', async () => {
    await show('Settings');
    await page.getByRole('tab', { name: 'Phases' }).click();
    await page.getByRole('button', { name: /^Opening/ }).click();
    await remove('Remove this phase');
    await holds(page, /^Finding the way/);
    await page.getByRole('tab', { name: 'Lanes' }).click();
    await remove('Remove “Email”');
    await holds(page, /“Teams and text”/);
  });
  await test.step('a campaign of the library, the last one', async () => {
    await page.getByRole('button', { name: 'All campaigns' }).click();
    await page.getByRole('button', { name: 'Actions for New learning platform' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await holds(page, 'New campaign');
  });
});
