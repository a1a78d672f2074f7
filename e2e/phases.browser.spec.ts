import type { Page } from '@playwright/test';
import { addDays } from '#campaign/calendar.ts';
import { expect, test } from './launch.ts';
import { boxOf, openSample, saved, stored } from './steps.ts';

/** Phases on the timeline: those in the way make way, the campaign grows with them, and it is said. */

const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const ends = async (page: Page) => (await stored(page)).phases.map(({ start, days }) => [start, addDays(start, days)]);

test('a phase that is moved or stretched takes the others and the end of the campaign along, in one step', async ({
  page,
}) => {
  await openSample(page);
  const before = await stored(page);
  const spans = await ends(page);
  const last = before.phases.at(-1)!;
  const band = (id: string) => page.locator(`.phase-band[data-id="${id}"]`);
  const notice = page.locator('.notice');
  const isBack = async () => {
    await undo(page).click();
    await expect.poll(() => ends(page)).toEqual(spans);
    await expect.poll(async () => (await stored(page)).days).toBe(before.days);
  };
  // Phases lie side by side here, the last one to the end of the campaign.
  expect(spans.slice(1).map(([start]) => start)).toEqual(spans.slice(0, -1).map(([, end]) => end));
  expect(spans.at(-1)![1]).toBe(addDays(before.start, before.days));

  await test.step('by hand', async () => {
    const perDay = (await boxOf(band(last.id))).width / last.days;
    const { x, y, width, height } = await boxOf(band(before.phases[0]!.id));
    const from = { x: x + width / 2, y: y + height / 2 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, from.y, { steps: 2 });
    await page.mouse.move(from.x + 3 * perDay + 1, from.y, { steps: 4 });
    // Those in its way are seen to make way.
    await expect.poll(() => band(last.id).evaluate((element) => element.style.transform)).toContain('translateX');
    await page.mouse.up();
    await saved(page);
    await expect.poll(() => ends(page)).toEqual(spans.map((span) => span.map((day) => addDays(day!, 3))));
    await expect.poll(async () => (await stored(page)).days).toBe(before.days + 3);
    await expect(notice).toContainText(/made way.*The campaign now runs/);
    await isBack();
  });

  await test.step('by keys', async () => {
    await band(last.id).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await stored(page)).days).toBe(before.days + 1);
    await expect(notice.last()).toContainText('The campaign now runs');
    await isBack();
  });

  await test.step('by presses alone, with what they hold', async () => {
    const held = before.touchpoints.find(({ start }) => start >= spans[1]![0]! && start < spans[1]![1]!)!;
    await band(before.phases[1]!.id).focus();
    await page.keyboard.press('Shift+M');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '+ 1 week' }).click();
    await dialog.getByText('Take along what the phase holds').click();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(async () => (await ends(page))[1]![0]).toBe(addDays(spans[1]![0]!, 7));
    const after = await stored(page);
    expect(after.touchpoints.find(({ id }) => id === held.id)!.start).toBe(addDays(held.start, 7));
    await expect(notice.last()).toContainText(/days between .* belong to no phase/);
    await isBack();
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
  });
});
