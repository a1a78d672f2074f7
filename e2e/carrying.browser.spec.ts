import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, middleOf, openSample, saved, stored } from './steps.ts';

/** What a hand carries on the timeline: by pointer, by keys, and by presses alone. What is stored is where it was shown to land. */

const NAME = 'Announcement in chat';
const OTHER = 'Launch email';
const said = (page: Page) => page.getByTestId('announcement');
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const one = async (page: Page, name = NAME) => (await stored(page)).touchpoints.find((item) => item.name === name)!;
const startOf = async (page: Page, name = NAME) => (await one(page, name)).start;
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const zoomIn = async (page: Page, times: number) => {
  for (let time = 0; time < times; time++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.locator('.timeline').evaluate((area) => area.scrollTo(0, 0));
};
/** The size of a day on the screen. */
const dayWidth = async (page: Page) => (await boxOf(page.locator('.day-off').first())).width;

/** Takes something by the mouse and carries it so far. It is still in the hand. */
async function carry(page: Page, target: Locator, x: number, y = 0): Promise<void> {
  const from = await middleOf(target);
  // What a card says of itself may lie over others.
  await page.mouse.move(2, 2);
  await expect(page.locator('.hover-card')).toHaveCount(0);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + Math.sign(x) * 6, from.y, { steps: 2 });
  await page.mouse.move(from.x + x, from.y + y, { steps: 4 });
}

test('what is carried says where it goes, draws no other card anew, and lands there in one step', async ({ page }) => {
  await openSample(page);
  await zoomIn(page, 4);
  await card(page, NAME).click();
  const perDay = await dayWidth(page);
  const start = await startOf(page);

  await test.step('weekday and date, a hairline through lanes and chart, and no card drawn', async () => {
    // Any change that React makes to a card while another moves would be seen.
    await page.evaluate(() => {
      const counter = window as unknown as { drawn: number };
      counter.drawn = 0;
      const observer = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const of = (target instanceof Element ? target : target.parentElement)?.closest('.card');
          if (of && !of.hasAttribute('data-dragging')) counter.drawn++;
        }
      });
      observer.observe(document.querySelector('.lanes')!, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
    await carry(page, card(page, NAME), 3 * perDay);
    const guides = page.locator('.guide:visible');
    await expect(guides).toHaveCount(2);
    const label = page.locator('.drag-label');
    await expect(label).toContainText(/^\w{3},? /);
    const line = await boxOf(guides.first());
    const beside = await boxOf(label);
    expect(Math.min(...[beside.x, beside.x + beside.width].map((x) => Math.abs(line.x - x)))).toBeLessThan(2);
    await expect(page.locator('.inspector-landing')).toContainText('→');
    await page.mouse.move(0, 0);
    await page.mouse.move(900, 400, { steps: 10 });
    await expect.poll(() => page.evaluate(() => (window as unknown as { drawn: number }).drawn)).toBe(0);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(guides).toHaveCount(0);
    await expect(page.locator('.inspector-landing')).toHaveCount(0);
    await expect.poll(() => startOf(page)).toBe(start);
  });

  await test.step('one drag is one step with a name', async () => {
    await carry(page, card(page, NAME), 3 * perDay);
    await page.mouse.up();
    await saved(page);
    expect(days(start, await startOf(page))).toBe(3);
    await page.getByRole('button', { name: `Undo: move “${NAME}”` }).click();
    await expect.poll(() => startOf(page)).toBe(start);
  });

  await test.step('with Shift it snaps to working days', async () => {
    // As many days as bring it to a Saturday.
    const toSaturday = 6 - new Date(`${start}T00:00:00Z`).getUTCDay();
    const from = await middleOf(card(page, NAME));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 6, from.y, { steps: 2 });
    await page.keyboard.down('Shift');
    await page.mouse.move(from.x + toSaturday * perDay, from.y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await saved(page);
    expect(days(start, await startOf(page))).toBe(toSaturday - 1);
    await undo(page).click();
    await expect.poll(() => startOf(page)).toBe(start);
  });

  await test.step('to another lane', async () => {
    const before = (await one(page)).laneId;
    const lanes = (await stored(page)).lanes.map(({ id }) => id);
    const [own, next] = [before, lanes[lanes.indexOf(before) + 1]!];
    const y = (await middleOf(page.locator(`[data-row-head="${next}"]`))).y - (await middleOf(card(page, NAME))).y;
    await carry(page, card(page, NAME), 1, y);
    await page.mouse.up();
    await expect.poll(async () => (await one(page)).laneId).toBe(next);
    await undo(page).click();
    await expect.poll(async () => (await one(page)).laneId).toBe(own);
  });

  await test.step('an end, by its handle outside of the mark', async () => {
    await card(page, NAME).click();
    const length = (await one(page)).days;
    const mark = await boxOf(card(page, NAME));
    const handle = page.locator('.edge-end').first();
    const box = await boxOf(handle);
    expect([Math.round(box.x - mark.x - mark.width), Math.round(box.width)]).toEqual([0, 8]);
    await carry(page, handle, 2 * perDay);
    await page.mouse.up();
    await expect.poll(async () => (await one(page)).days).toBe(length + 2);
    await undo(page).click();
    await expect.poll(async () => (await one(page)).days).toBe(length);
  });
});

test('several are selected by a frame, and move, stretch and stay locked together', async ({ page }) => {
  await openSample(page);
  await zoomIn(page, 4);
  const perDay = await dayWidth(page);
  const names = [NAME, OTHER];
  const starts = async () => Promise.all(names.map((name) => startOf(page, name)));
  const before = await starts();

  await test.step('a frame on the empty canvas selects what it meets, with Shift beside what is selected', async () => {
    const [first, second] = await Promise.all(names.map(async (name) => await boxOf(card(page, name))));
    const around = async (box: { x: number; y: number; width: number; height: number }) => {
      await page.mouse.move(box.x + 2, box.y + box.height + 3);
      await page.mouse.down();
      await page.mouse.move(box.x + 4, box.y + box.height - 2, { steps: 2 });
      await page.mouse.move(box.x + 10, box.y + 6, { steps: 3 });
      await expect(page.locator('.marquee')).toBeVisible();
      await page.mouse.up();
      await expect(page.locator('.marquee')).toHaveCount(0);
    };
    await around(first!);
    await expect(card(page, NAME)).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('.card[aria-pressed="true"]')).toHaveCount(1);
    await page.keyboard.down('Shift');
    await around(second!);
    await page.keyboard.up('Shift');
    await expect(page.locator('.card[aria-pressed="true"]')).toHaveCount(2);
    await expect(said(page)).toContainText('2 touchpoints selected.');
  });

  await test.step('they move and stretch together, each in one step', async () => {
    await carry(page, card(page, NAME), 2 * perDay);
    await expect(page.locator('[data-dragging]')).toHaveCount(2);
    await page.mouse.up();
    await expect.poll(async () => (await starts()).map((now, at) => days(before[at]!, now))).toEqual([2, 2]);
    await undo(page).click();
    await expect.poll(starts).toEqual(before);
    const lengths = async () => Promise.all(names.map(async (name) => (await one(page, name)).days));
    const were = await lengths();
    await card(page, NAME).hover();
    await carry(page, page.locator('.edge-end').first(), 2 * perDay);
    await page.mouse.up();
    await expect.poll(lengths).toEqual(were.map((length) => length + 2));
    await undo(page).click();
    await expect.poll(lengths).toEqual(were);
  });

  await test.step('to a date by presses alone', async () => {
    await page.getByRole('button', { name: 'Move to date…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '+ 1 week' }).click();
    await dialog.getByRole('button', { name: '+ 1 day' }).click();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(async () => (await starts()).map((now, at) => days(before[at]!, now))).toEqual([8, 8]);
    await expect(said(page)).toHaveText('2 touchpoints moved.');
    await undo(page).click();
    await expect.poll(starts).toEqual(before);
  });

  await test.step('what is locked stays, and says why', async () => {
    await page.locator('.timeline').press('Escape');
    await card(page, NAME).click();
    await page.getByRole('switch', { name: /^Locked/ }).click({ force: true });
    await expect.poll(async () => (await one(page)).locked).toBe(true);
    await expect(card(page, NAME).locator('.card-lock')).toBeVisible();
    await expect(card(page, NAME)).toHaveAttribute('aria-label', /, locked$/);
    await carry(page, card(page, NAME), 2 * perDay);
    await page.mouse.up();
    const why = page.getByRole('status').filter({ hasText: `“${NAME}” is locked` });
    await expect(why).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await card(page, NAME).press('Alt+ArrowRight');
    await expect(why).toBeVisible();
    await expect.poll(starts).toEqual(before);
  });
});

test('keys lift, carry and drop, and lanes and phases move by hand and by keys', async ({ page }) => {
  await openSample(page);
  await card(page, NAME).click();
  const start = await startOf(page);

  await test.step('M lifts, arrows carry by days and weeks and lanes, Enter drops', async () => {
    await page.keyboard.press('m');
    await expect(said(page)).toContainText('Picked up');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.drag-label')).toBeVisible();
    await expect(said(page)).toContainText(NAME);
    // Keys that mean something else do nothing meanwhile.
    await page.keyboard.press('Delete');
    await expect.poll(() => startOf(page)).toBe(start);
    await page.keyboard.press('Enter');
    await expect.poll(async () => days(start, await startOf(page))).toBe(8);
    await expect(card(page, NAME)).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(() => startOf(page)).toBe(start);
    await card(page, NAME).press('m');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(said(page)).toHaveText('Back where it was.');
    await expect(page.locator('[data-dragging]')).toHaveCount(0);
    await expect.poll(() => startOf(page)).toBe(start);
  });

  await test.step('Shift+M asks for a date', async () => {
    await card(page, NAME).press('Shift+M');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '− 1 day' }).click();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(async () => days(start, await startOf(page))).toBe(-1);
    await undo(page).click();
    await expect.poll(() => startOf(page)).toBe(start);
  });

  const lanes = async () => (await stored(page)).lanes.map(({ name }) => name);
  const before = await lanes();
  const heads = page.locator('.lane-label');

  await test.step('lanes by their heads', async () => {
    const down = (await middleOf(heads.nth(1))).y - (await middleOf(heads.first())).y;
    const from = await middleOf(heads.first());
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 8, { steps: 2 });
    await page.mouse.move(from.x, from.y + down + 8, { steps: 4 });
    await expect(page.locator('.lane-landing')).toBeVisible();
    await page.mouse.up();
    await expect.poll(lanes).toEqual([before[1], before[0], ...before.slice(2)]);
    await expect(said(page)).toContainText(`“${before[0]}” is number 2`);
    await undo(page).click();
    await expect.poll(lanes).toEqual(before);
    await heads.first().press('m');
    await page.keyboard.press('ArrowDown');
    await expect(said(page)).toContainText('would be number 2');
    await page.keyboard.press('Enter');
    await expect.poll(lanes).toEqual([before[1], before[0], ...before.slice(2)]);
    await undo(page).click();
    await expect.poll(lanes).toEqual(before);
  });

  await test.step('a phase by its end pushes the next', async () => {
    const phases = async () => (await stored(page)).phases.map((phase) => [phase.start, phase.days] as const);
    const were = await phases();
    const perDay = await dayWidth(page);
    await page.locator('.phase-band').first().click();
    await carry(page, page.locator('.head .edge-end').first(), 3 * perDay);
    await page.mouse.up();
    await expect.poll(async () => (await phases())[0]![1]).toBe(were[0]![1] + 3);
    expect(days(were[1]![0], (await phases())[1]![0])).toBe(3);
    await undo(page).click();
    await expect.poll(phases).toEqual(were);
  });

  await test.step('two presses on the empty canvas add a touchpoint there', async () => {
    const count = (await stored(page)).touchpoints.length;
    const lane = await boxOf(page.locator('.lane').first());
    await page.mouse.dblclick(lane.x + 700, lane.y + lane.height - 3);
    await expect(page.locator('.card:focus')).toHaveAttribute('aria-label', /^New touchpoint,/);
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(count + 1);
    await expect
      .poll(async () => (await stored(page)).touchpoints.at(-1)!.laneId)
      .toBe((await stored(page)).lanes[0]!.id);
  });
});
