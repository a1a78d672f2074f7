import { expect, type Page } from '@playwright/test';
import { card, pressInToolbar, pressOn, stored, tabTo } from './steps.ts';

const DAY = 86_400_000;
/** An ISO date some days later. */
export const daysAfter = (iso: string, days: number) =>
  new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);

/** What a touchpoint is called that has just been added. */
export const SERIES_NAME = 'New touchpoint';

/** By keys alone, a touchpoint becomes a weekly series of six, its third send goes two days on, and its last one is skipped. */
export async function makeSeriesByKeys(page: Page): Promise<void> {
  const sends = page.getByRole('grid', { name: 'Sends' }).getByRole('row');
  await pressInToolbar(page, 'View of the timeline', page.getByRole('button', { name: 'Add', exact: true }));
  await page.keyboard.press('Enter');
  await expect(card(page, SERIES_NAME)).toBeFocused();
  await page.keyboard.press('Enter');
  await pressOn(page, page.getByRole('button', { name: /Sent$/ }));
  await page.keyboard.type('Every week');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Times', { exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('6');
  await page.keyboard.press('Enter');
  await expect(sends).toHaveCount(6);
  await tabTo(page, sends.first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Edit send 3' })).toBeFocused();
  await page.keyboard.press('Enter');
  await menuOpen(page);
  await page.keyboard.press('Enter');
  const { start } = (await stored(page)).touchpoints.find(({ name }) => name === SERIES_NAME)!;
  const question = page.getByRole('dialog', { name: /^Move the send of/ });
  await tabTo(page, question.getByRole('spinbutton').first(), { back: true });
  await page.keyboard.type(daysAfter(start, 16).split('-').reverse().join(''));
  await pressOn(page, question.getByRole('button', { name: 'Move', exact: true }));
  await expect(sends.nth(2)).toContainText('moved from');
  await tabTo(page, sends.nth(2));
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await menuOpen(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // A key that comes before the question has the focus is nobody's.
  await expect(page.getByRole('dialog', { name: /^Skip the send of/ }).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Enter');
}

/** Keys go to a menu once one of its entries has the focus. */
const menuOpen = (page: Page) => expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
