import { callStudio, expect, test } from './launch.ts';
import { boxOf, median, openSample, stored } from './steps.ts';

/** The forecast chart under the timeline: one calendar with it, by wheel, finger and keyboard. */

test('the chart shares its calendar with the timeline, and is read by keys', async ({ page }) => {
  await openSample(page);
  const chart = page.locator('.chart');
  const timeline = page.locator('.timeline');
  await expect(chart.locator('path.median')).toBeVisible();
  const scrollLeft = () => timeline.evaluate((area) => area.scrollLeft);
  const width = () => page.locator('.world').evaluate((world) => world.clientWidth);
  for (let time = 0; time < 4; time++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await timeline.evaluate((area) => area.scrollTo(0, 0));
  const box = await boxOf(chart);
  await page.mouse.move(box.x + 500, box.y + 60);

  await test.step('a wheel sideways pans, with Ctrl it zooms', async () => {
    await page.mouse.wheel(300, 0);
    await expect.poll(scrollLeft).toBe(300);
    const before = await width();
    const isTaken = page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener('wheel', (event) => resolve(event.defaultPrevented), { once: true });
        }),
    );
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -40);
    await page.keyboard.up('Control');
    expect(await isTaken).toBe(true);
    await expect.poll(width).toBeGreaterThan(before * 1.2);
  });

  await test.step('keys read from the first day in sight, and what is read comes into sight', async () => {
    await timeline.evaluate((area) => area.scrollTo(1200, 0));
    await expect.poll(scrollLeft).toBe(1200);
    await page.mouse.move(box.x + 500, box.y - 200);
    // What the plan brings is known when the runs are in: the summary changes no more.
    await expect(chart).toHaveAttribute('aria-label', /because of the plan/);
    const summary = await chart.getAttribute('aria-label');
    const crosshair = async () => (await boxOf(chart.locator('.crosshair'))).x - box.x;
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await expect(chart.locator('.crosshair')).toBeAttached();
    await expect.poll(scrollLeft).toBe(1200);
    await expect.poll(crosshair).toBeGreaterThan(170);
    await expect.poll(crosshair).toBeLessThan(250);
    for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'Shift+ArrowRight']) {
      await page.keyboard.press(key);
      await expect.poll(crosshair, key).toBeGreaterThan(170);
      await expect.poll(crosshair, key).toBeLessThan(box.width);
      const reading = await boxOf(chart.locator('.chart-reading'));
      expect(reading.x + reading.width).toBeLessThanOrEqual(box.x + box.width);
    }
    await page.keyboard.press('Escape');
    await expect(chart.locator('.crosshair')).toHaveCount(0);
    await expect.poll(() => chart.getAttribute('aria-label')).toBe(summary);
    await expect(chart).toBeFocused();
  });

  await test.step('a campaign of one day is a dot in a bar', async () => {
    const { start } = await stored(page);
    const { campaigns } = ((await callStudio(page, 'library.list', {})) as { value: { campaigns: { id: string }[] } })
      .value;
    const { id } = campaigns[0]!;
    const { revision } = ((await callStudio(page, 'campaign.open', { id })) as { value: { revision: number } }).value;
    const command = { type: 'setDetails', changes: { start, days: 1 } };
    await callStudio(page, 'campaign.execute', { id, revision, command, step: 'one-day-of-all' });
    await expect.poll(() => median(page)).toMatch(/a4,4/);
    await expect.poll(async () => (await boxOf(chart.locator('path.median'))).width).toBeGreaterThan(5);
    await page.getByRole('radio', { name: 'Stages' }).click();
    const bar = await boxOf(chart.locator('path.stage-unaware'));
    expect(bar.width).toBeGreaterThan(5);
    expect(bar.height).toBeGreaterThan(50);
  });
});
