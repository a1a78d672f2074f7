import { expect, type Page } from '@playwright/test';
import type { Campaign } from '#campaign/document.ts';
import { callStudio } from './launch.ts';
import { card, opened, saved, stored } from './steps.ts';

/** A plan of 500 messages in two lanes by turns, and one of them that is looked for. */

const LANES = [
  { id: 'one', name: 'One' },
  { id: 'two', name: 'Two' },
];

/** What the plan is called in the library. */
export const PLAN_NAME = 'Five hundred';

/** Puts the plan into the library, made from the campaign that was changed last; its id. */
export async function importPlanOf500(page: Page): Promise<string> {
  const sample = await stored(page);
  const plan: Campaign = {
    ...sample,
    id: 'five-hundred',
    name: PLAN_NAME,
    lanes: LANES,
    touchpoints: Array.from({ length: 500 }, (_, index) => ({
      ...sample.touchpoints[0]!,
      id: `t${index}`,
      name: `Message ${index}`,
      laneId: LANES[index % 2]!.id,
      segments: [],
    })),
  };
  const input = { fileName: 'plan.tandem.json', text: JSON.stringify(plan) };
  return ((await callStudio(page, 'library.import', input)) as { value: { id: string } }).value.id;
}

/** Where the plan is open: finds a message by its name, moves it to the other lane by keys, and undoes that. */
export async function expectMessageMoved(page: Page, id: string): Promise<void> {
  const laneOf = async () => (await opened(page, id)).campaign.touchpoints.find((one) => one.id === 't321')!.laneId;
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('message 321');
  await expect(page.getByRole('menuitem', { name: 'Message 321' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(card(page, 'Message 321')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(laneOf).toBe('one');
  await saved(page);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(laneOf).toBe('two');
}
