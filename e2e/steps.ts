import { expect, type Locator, type Page } from '@playwright/test';
import type { Campaign } from '#campaign/document.ts';
import { callStudio } from './launch.ts';

/** What the journeys do again and again. */

/** The forecast's median as drawn: it changes when the forecast answers. */
export const median = (page: Page) => page.locator('.chart path.median').getAttribute('d');

export async function forecastAnswered(page: Page, before: string | null): Promise<void> {
  await expect.poll(() => median(page)).not.toBe(before);
}

export const card = (page: Page, name: string) => page.locator('.card', { hasText: name }).first();

export async function openSample(page: Page): Promise<void> {
  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.card').first()).toBeVisible();
}

/** The campaign that was changed last, as the studio has it. */
export async function stored(page: Page): Promise<Campaign> {
  const list = (await callStudio(page, 'library.list', {})) as { value: { campaigns: { id: string }[] } };
  const open = await callStudio(page, 'campaign.open', { id: list.value.campaigns[0]!.id });
  return (open as { value: { campaign: Campaign } }).value.campaign;
}

export async function saved(page: Page): Promise<void> {
  await expect(page.locator('.top-saving')).toHaveText('All changes saved');
}

/** Presses Tab, or Shift and Tab, until the element has the focus: what cannot be reached so fails. */
export async function tabTo(page: Page, target: Locator, { back = false, most = 150 } = {}): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (
      await target.evaluate(
        (element) => element === document.activeElement || element.contains(document.activeElement),
        undefined,
        { timeout: 5000 },
      )
    )
      return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`The Tab key does not reach ${String(target)}.`);
}

/** Reaches something by Tab and presses a key on it. */
export async function pressOn(page: Page, target: Locator, key = 'Enter', options?: { back?: boolean }): Promise<void> {
  await tabTo(page, target, options);
  await page.keyboard.press(key);
}
