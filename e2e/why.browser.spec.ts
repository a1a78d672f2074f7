import { expect, test } from './launch.ts';
import { boxOf, openSample, WORKING } from './steps.ts';

/** Why a day of the forecast stands where it does, and which bands are drawn: by mouse and by keys. */

test('a day tells why, in figures that add up, and the bands say what they hold', async ({ page }) => {
  await openSample(page);
  const chart = page.locator('.chart');
  await expect(chart.locator('path.median')).toBeVisible();
  const why = page.getByRole('dialog', { name: /^Why:/ });
  const figure = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'));

  /** The parts as they are written, and what they come to. */
  async function expectSum(): Promise<void> {
    await expect(why.locator('tfoot td')).toBeVisible();
    // The words of another day may still be coming.
    await expect(async () => {
      const parts = (await why.locator('tbody td').allInnerTexts()).map(figure);
      const total = figure(await why.locator('tfoot td').innerText());
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 6);
      const sentence = await why.locator('.why-sentence').innerText();
      const [, from, to] = /from ([\d,.]+) to ([\d,.]+), by/.exec(sentence) ?? [];
      if (from === undefined) expect([total, sentence]).toEqual([0, expect.stringContaining(' stays at ')]);
      else expect(figure(to!) - figure(from)).toBeCloseTo(total, 6);
    }).toPass(WORKING);
  }

  await test.step('by keys: Enter on the day that is read, Esc back to it', async () => {
    await chart.focus();
    await page.keyboard.press('Home');
    for (let weeks = 0; weeks < 4; weeks++) await page.keyboard.press('Shift+ArrowRight');
    const day = (await page.locator('.chart-reading').innerText()).split('\n')[0]!;
    await page.keyboard.press('Enter');
    await expect(why).toContainText(day);
    await expectSum();
    await page.keyboard.press('Escape');
    await expect(why).toHaveCount(0);
    await expect(chart).toBeFocused();
    await expect(page.locator('.chart-reading')).toContainText(day);
  });

  await test.step('by a click, against another day', async () => {
    const box = await boxOf(chart);
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    await expectSum();
    const before = await why.locator('.why-sentence').innerText();
    await why.getByRole('radio', { name: 'The day before' }).click();
    await expect(why.locator('.why-sentence')).not.toHaveText(before);
    await expectSum();
    await why.getByRole('button', { name: 'Close' }).click();
    await expect(why).toHaveCount(0);
  });

  await test.step('by a tap, before which nothing has moved there', async () => {
    const { x, y } = await boxOf(chart);
    await page.mouse.move(0, 0);
    await chart.dispatchEvent('click', { clientX: x + 500, clientY: y + 60 });
    await expectSum();
    await page.keyboard.press('Escape');
  });

  await test.step('bands of the whole curve are wider, are said to be so, and are kept', async () => {
    await expect(page.locator('.forecast-status')).toHaveText(/^A planning assumption/, WORKING);
    const band = () => chart.locator('path.band-90').getAttribute('d');
    const daily = await band();
    await expect(page.locator('.legend')).toContainText('On any one day, 9 of 10 runs');
    await page.getByRole('radio', { name: 'Whole curve' }).click();
    await expect(page.locator('.legend')).toContainText('The whole curve stays inside the wide band in 9 of 10 runs');
    await expect.poll(band).not.toBe(daily);
    await page.reload();
    // An estimate knows only the bands of single days, and says so until the runs are there.
    await expect(page.locator('.legend')).toContainText(/Only simulated runs tell bands|stays inside the wide band/);
    await expect(page.locator('.legend')).toContainText('stays inside the wide band in 9 of 10 runs', WORKING);
    await expect(page.getByRole('radio', { name: 'Whole curve' })).toBeChecked();
  });
});
