import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, openSample, saved, stored, WORKING } from './steps.ts';

/** Dragging on the timeline by mouse, pen and finger: what is stored is where it was shown to land. */

async function startOf(page: Page, name: string): Promise<string> {
  await saved(page);
  return (await stored(page)).touchpoints.find((touchpoint) => touchpoint.name === name)!.start;
}

/** A point on the mark itself: its label yields to a neighbour. */
async function gripOf(page: Page, name: string): Promise<{ x: number; y: number; inside: number }> {
  const box = await boxOf(card(page, name));
  const inside = Math.min(40, box.width / 2);
  return { x: box.x + inside, y: box.y + 12, inside };
}

const scrollLeft = (page: Page) => page.locator('.timeline').evaluate((area) => area.scrollLeft);
/** A swipe goes on after the finger has left, for a second and more. */
async function scrolledOut(page: Page): Promise<void> {
  let before = -1;
  await expect
    .poll(async () => {
      const now = await scrollLeft(page);
      const isAtRest = now === before;
      before = now;
      return isAtRest;
    })
    .toBe(true);
}
const zoomIn = async (page: Page, times: number) => {
  for (let time = 0; time < times; time++) await page.getByRole('button', { name: 'Zoom in' }).click();
};

test('a drag with the mouse stays with the pointer, and keys do not reach through it', async ({ page }) => {
  await openSample(page);
  await zoomIn(page, 4);
  const name = 'Announcement in chat';
  await card(page, name).click();

  await test.step('the wheel moves the calendar under it', async () => {
    await page.locator('.timeline').evaluate((area) => area.scrollTo(0, 0));
    const { x, y, inside } = await gripOf(page, name);
    const before = await scrollLeft(page);
    const start = await startOf(page, name);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y);
    await page.mouse.wheel(250, 0);
    await expect.poll(() => scrollLeft(page)).toBe(before + 250);
    const label = page.locator('.drag-label');
    await expect.poll(async () => Math.round((await boxOf(card(page, name))).x)).toBe(Math.round(x - inside + 20));
    const shown = await label.textContent();
    await page.mouse.up();
    const landed = await startOf(page, name);
    expect(landed > start).toBe(true);
    expect(shown).toContain(String(Number(landed.slice(8))));
    const gone = (Date.parse(landed) - Date.parse(start)) / 86_400_000;
    const perDay = (await boxOf(page.locator('.day-off').first())).width;
    expect(gone).toBe(Math.round(270 / perDay));
  });

  await test.step('it rests near the edge before anything scrolls, and then goes at most a week a second', async () => {
    const { x, y } = await gripOf(page, name);
    const edge = await boxOf(page.locator('.timeline'));
    const perDay = (await boxOf(page.locator('.day-off').first())).width;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(edge.x + edge.width - 2, y, { steps: 3 });
    const speed = await page.locator('.timeline').evaluate(async (area) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      while (area.scrollLeft === (await frame().then(() => area.scrollLeft))) await frame();
      const from = { left: area.scrollLeft, at: await frame() };
      let now = from.at;
      while (now < from.at + 500) now = await frame();
      return ((area.scrollLeft - from.left) / (now - from.at)) * 1000;
    });
    expect(speed / perDay).toBeGreaterThan(1);
    expect(speed / perDay).toBeLessThan(9);
    await page.keyboard.press('Escape');
    await page.mouse.up();
  });

  await test.step('keys but Esc do nothing', async () => {
    const count = (await stored(page)).touchpoints.length;
    const { x, y } = await gripOf(page, name);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y, { steps: 3 });
    for (const key of ['Delete', 'Control+z', 'Control+a', 'Alt+ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.mouse.up();
    await saved(page);
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(count);
    await expect(page.getByRole('button', { name: `Undo: move “${name}”` })).toBeEnabled();
    await expect(page.locator('.notice')).toHaveCount(0);
  });

  await test.step('Ctrl copies', async () => {
    const campaign = await stored(page);
    // Where it was dropped it may be drawn only after it is stored.
    const { start } = campaign.touchpoints.find((touchpoint) => touchpoint.name === name)!;
    await expect(card(page, name)).toHaveAttribute('data-start', start);
    const { x, y } = await gripOf(page, name);
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    await page.mouse.down();
    await page.mouse.move(x + 90, y, { steps: 3 });
    await expect(page.locator('.drag-label')).toContainText('Copy');
    await page.mouse.up();
    await page.keyboard.up('Control');
    await saved(page);
    const after = await stored(page);
    expect(after.touchpoints.slice(0, -1)).toEqual(campaign.touchpoints);
    expect(after.touchpoints.at(-1)!.name).toBe(name);
    // A click with it goes on adding to the selection.
    await card(page, 'Launch film').click({ modifiers: ['Control'] });
    await expect(page.getByRole('heading', { name: '2 touchpoints' })).toBeVisible();
  });
});

/** Fingers on the screen, as Chromium takes them from a touchscreen. */
function fingers(client: CDPSession) {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  return {
    down: (...points: [number, number][]) => send('touchStart', ...points),
    async move(...steps: [number, number][][]) {
      for (const points of steps) await send('touchMove', ...points);
    },
    up: (...left: [number, number][]) => send('touchEnd', ...left),
  };
}

const line = (from: [number, number], by: [number, number], steps = 8): [number, number][][] =>
  Array.from({ length: steps }, (_, step) => [
    [from[0] + (by[0] * (step + 1)) / steps, from[1] + (by[1] * (step + 1)) / steps],
  ]);

test('fingers scroll, lift by a long press and zoom; a pen drags without trembling', async ({ page }) => {
  await openSample(page);
  const client = await page.context().newCDPSession(page);
  const touch = fingers(client);
  await zoomIn(page, 4);
  const toStart = () => page.locator('.timeline').evaluate((area) => area.scrollTo(0, 0));
  await toStart();
  const name = 'Launch email';
  await card(page, name).click();
  const start = await startOf(page, name);
  const lifted = card(page, name).and(page.locator('[data-dragging]'));

  await test.step('a swipe over a card scrolls', async () => {
    await toStart();
    const { x, y } = await gripOf(page, name);
    const before = await scrollLeft(page);
    await touch.down([x, y]);
    await touch.move(...line([x, y], [-150, 0]));
    await touch.up();
    await expect.poll(() => scrollLeft(page)).toBeGreaterThan(before + 50);
    await scrolledOut(page);
    await expect.poll(() => startOf(page, name)).toBe(start);
  });

  await test.step('a long press lifts', async () => {
    await toStart();
    const { x, y } = await gripOf(page, name);
    await touch.down([x, y]);
    await expect(lifted).toBeVisible();
    await touch.move(...line([x, y], [120, 0]));
    await touch.up();
    await expect(lifted).toHaveCount(0);
    await expect.poll(() => startOf(page, name)).not.toBe(start);
    await expect.poll(() => scrollLeft(page)).toBe(0);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => startOf(page, name)).toBe(start);
  });

  await test.step('a second finger takes it back', async () => {
    const { x, y } = await gripOf(page, name);
    await touch.down([x, y]);
    await expect(lifted).toBeVisible();
    await touch.move(...line([x, y], [40, 0]));
    await touch.down([x + 40, y], [x + 300, y + 100]);
    await expect(lifted).toHaveCount(0);
    await touch.move([
      [x + 40, y],
      [x + 300, y + 101],
    ]);
    await touch.up();
    await expect.poll(() => startOf(page, name)).toBe(start);
  });

  await test.step('two fingers apart zoom, around themselves', async () => {
    const perDay = () =>
      page
        .locator('.day-off')
        .first()
        .evaluate((day) => day.getBoundingClientRect().width);
    const before = await perDay();
    const { x, y } = await gripOf(page, name);
    await touch.down([x + 60, y + 60]);
    await touch.down([x + 60, y + 60], [x + 160, y + 60]);
    for (let step = 1; step <= 10; step++)
      await touch.move([
        [x + 60 - step * 3, y + 60],
        [x + 160 + step * 3, y + 60],
      ]);
    await touch.up();
    await expect.poll(async () => (await perDay()) / before).toBeGreaterThan(1.4);
    await expect.poll(() => startOf(page, name)).toBe(start);
  });

  await test.step('the tactics scroll by finger, and a long press lifts one', async () => {
    const list = page.locator('.tactics-list');
    const row = await boxOf(page.locator('.tactic-row').nth(4));
    const [x, y] = [row.x + 60, row.y + 12];
    const count = (await stored(page)).touchpoints.length;
    await touch.down([x, y]);
    await touch.move(...line([x, y], [0, -120]));
    await touch.up();
    await expect.poll(() => list.evaluate((area) => area.scrollTop)).toBeGreaterThan(40);
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(count);
    const lane = await boxOf(page.locator('.lane').first());
    await touch.down([x, y]);
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await touch.move(...line([x, y], [700 - x, lane.y + 20 - y]));
    await expect(page.locator('.drop-ghost')).toBeVisible();
    await touch.up();
    await saved(page);
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(count + 1);
  });

  await test.step('a pen trembles without moving, and drags without waiting', async () => {
    await page.getByRole('button', { name: 'Whole campaign' }).click();
    const pen = async (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
      client.send('Input.dispatchMouseEvent', {
        type,
        x,
        y,
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount: type === 'mouseMoved' ? 0 : 1,
        pointerType: 'pen',
      });
    await expect(page.locator('.forecast-status')).toHaveText(/^A planning assumption/, WORKING);
    const { x, y } = await gripOf(page, name);
    await pen('mousePressed', x, y);
    await pen('mouseMoved', x + 5, y);
    await pen('mouseReleased', x + 5, y);
    await expect.poll(() => startOf(page, name)).toBe(start);
    // It is selected now, which may have given the timeline another width.
    const at = await gripOf(page, name);
    await pen('mousePressed', at.x, at.y);
    await pen('mouseMoved', at.x + 20, at.y);
    await pen('mouseMoved', at.x + 40, at.y);
    await pen('mouseReleased', at.x + 40, at.y);
    await expect.poll(() => startOf(page, name)).not.toBe(start);
  });
});
