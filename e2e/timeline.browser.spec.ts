import { callStudio, expect, test } from './launch.ts';
import { card, openSample, saved, show, stored } from './steps.ts';

/** What the timeline shows, and says, while something is on its way. */

test('what keys have moved is called saved only when it is', async ({ page }) => {
  await openSample(page);
  await card(page, 'Launch email').click();
  await saved(page);
  // The pause that waits for more keys ends when the test says so.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.locator('.top-saving')).toHaveText('Saving…');
  await page.clock.resume();
  await saved(page);

  await test.step('and whoever leaves meanwhile is asked', async () => {
    await page.clock.pauseAt(Date.now() + 600_000);
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.locator('.top-saving')).toHaveText('Saving…');
    expect(
      await page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))),
      'the window may go',
    ).toBe(false);
    await page.clock.resume();
    await saved(page);
  });
});

test('a new lane comes into sight, and a month has its whole name or none', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openSample(page);
  await test.step('lane', async () => {
    for (let times = 0; times < 3; times++) {
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Lane' }).click();
      const lane = page.locator('.lane-label').last();
      await expect(lane).toBeFocused();
      await expect(lane).toBeInViewport({ ratio: 1 });
    }
  });
  await test.step('months', async () => {
    const timeline = page.locator('.timeline');
    const wholeOrNone = () =>
      timeline.evaluate((area) => {
        const gutter = area.querySelector('.lane-label')!.getBoundingClientRect().right;
        return [...area.querySelectorAll<HTMLElement>('.axis-span span')].flatMap((name) => {
          const range = document.createRange();
          range.selectNodeContents(name);
          const { left, right } = range.getBoundingClientRect();
          const isShown = getComputedStyle(name).visibility === 'visible' && right > gutter;
          return isShown && left < gutter - 1 ? [`${name.textContent} at ${left}`] : [];
        });
      });
    for (let at = 0; at < 600; at += 20) {
      await timeline.evaluate((area, left) => (area.scrollLeft = left), at);
      await expect.poll(wholeOrNone).toEqual([]);
    }
  });
});

test('today moves on at midnight of the campaign’s clock, by itself and when the machine wakes, and what is overdue with it', async ({
  page,
}) => {
  // Two minutes before midnight in Tokyo, in the afternoon where the machine is.
  await page.clock.install({ time: new Date('2027-01-10T23:58:00+09:00') });
  // From its first timer on, the page lives by this clock.
  await page.reload();
  await openSample(page);
  const sample = await stored(page);
  const due = sample.touchpoints.find(({ cadence }) => cadence === 'once')!;
  const touchpoints = ['2027-01-10', '2027-01-11'].map((start) => {
    return { ...due, id: `on-${start}`, name: `On ${start}`, start, days: 1, status: 'planned' };
  });
  const plan = {
    ...sample,
    id: 'midnight',
    timeZone: 'Asia/Tokyo',
    start: '2027-01-04',
    days: 56,
    phases: [],
    touchpoints,
  };
  const text = JSON.stringify(plan);
  const reply = (await callStudio(page, 'library.import', { fileName: 'midnight', text })) as { value: { id: string } };
  await show(page, reply.value.id);
  const isDue = (name: string, status: string) => expect(card(page, name)).toHaveAttribute('data-status', status);
  const line = page.locator('.axis-today');
  /** How far the line stands from the first day of a card, in days. */
  const past = (name: string) =>
    line.evaluate((element, of) => {
      const leftOf = (one: Element) => Number.parseFloat((one as HTMLElement).style.left);
      const [first, next] = document.querySelectorAll('.card');
      const mark = document.querySelector(`.card[aria-label*="${of}"]`)!;
      return (leftOf(element) - leftOf(mark)) / Math.abs(leftOf(next!) - leftOf(first!));
    }, name);
  await expect(line).toBeAttached();
  await isDue('On 2027-01-10', 'planned');
  await expect.poll(() => past('On 2027-01-10')).toBeCloseTo(0.5);

  await test.step('two minutes before midnight there until two after', async () => {
    await page.clock.runFor(240_000);
    await expect.poll(() => past('On 2027-01-10')).toBeCloseTo(1.5);
    await isDue('On 2027-01-10', 'overdue');
    await isDue('On 2027-01-11', 'planned');
  });
  await test.step('at midnight of the machine nothing happens', async () => {
    await page.clock.setSystemTime(new Date('2027-01-11T00:01:00+01:00'));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect.poll(() => past('On 2027-01-11')).toBeCloseTo(0.5);
  });
  await test.step('after two days of sleep', async () => {
    await page.clock.setSystemTime(new Date('2027-01-13T08:00:00+09:00'));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect.poll(() => past('On 2027-01-10')).toBeCloseTo(3.5);
    await isDue('On 2027-01-11', 'overdue');
    await expect(card(page, 'On 2027-01-11')).toHaveAccessibleName(/Overdue/i);
  });
  await test.step('where hours are told apart, it stands at the hour and goes on with it', async () => {
    const nearer = page.getByRole('button', { name: 'Zoom in' });
    while ((await page.locator('.day-behind').count()) === 0) await nearer.click();
    await page.getByRole('button', { name: 'Today', exact: true }).click();
    await expect(page.locator('.axis-span[data-today]')).toBeAttached();
    const hour = () =>
      line.evaluate((element) => {
        const left = ({ style }: HTMLElement) => Number.parseFloat(style.left);
        const day = document.querySelector<HTMLElement>('.axis-span[data-today]');
        return day ? (24 * (left(element as HTMLElement) - left(day))) / Number.parseFloat(day.style.width) : undefined;
      });
    await expect.poll(hour).toBeCloseTo(8);
    await page.clock.setSystemTime(new Date('2027-01-13T14:30:00+09:00'));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect.poll(hour).toBeCloseTo(14.5);
  });
});
