import type { Page } from '@playwright/test';
import type { Touchpoint } from '#campaign/document.ts';
import { callStudio, expect, test } from './launch.ts';
import { boxOf, card, openSample, saved, show, stored } from './steps.ts';

/** Days with their hours on the timeline itself: what stands where, and what is carried there. */

const said = (page: Page) => page.getByTestId('announcement');
const nearer = (page: Page) => page.getByRole('button', { name: 'Zoom in' });
const touchpoint = async (page: Page, name: string) =>
  (await stored(page)).touchpoints.find((one) => one.name === name)!;
const box = async (page: Page, name: string) => await boxOf(card(page, name));

/** The sample with three touchpoints on one day in Berlin, opened. */
async function openHours(page: Page): Promise<string> {
  await openSample(page);
  const sample = await stored(page);
  const mail = sample.touchpoints.find(({ name }) => name === 'Launch email')!;
  const on = (name: string, changes: Partial<Touchpoint>): Touchpoint => {
    return {
      ...mail,
      id: name.toLowerCase().replaceAll(' ', '-'),
      name,
      days: 1,
      cadence: 'once',
      segments: [],
      ...changes,
    };
  };
  const touchpoints = [
    on('Morning call', { channel: 'phone', time: { zone: 'campaign', at: '09:00' }, minutes: 90 }),
    on('Evening mail', { time: { zone: 'campaign', at: '18:30' } }),
    on('At their time', { time: { zone: 'segment' } }),
    on('Weekly note', { days: 28, cadence: 'weekly', time: { zone: 'campaign', at: '12:00' } }),
  ];
  const segments = sample.segments.map((segment, place) => {
    return { ...segment, timeZone: place === 1 ? 'Asia/Tokyo' : 'Europe/Berlin', channels: [] };
  });
  const contact = { ...sample.contact, quietFrom: '20:00', quietUntil: '07:00' };
  const changed = { timeZone: 'Europe/Berlin', ideas: [], segments, contact, touchpoints };
  const text = JSON.stringify({ ...sample, id: 'hours', ...changed });
  const reply = (await callStudio(page, 'library.import', { fileName: 'hours', text })) as { value: { id: string } };
  await show(page, reply.value.id);
  await expect(card(page, 'Morning call')).toBeAttached();
  return mail.start;
}

test('nearer than days, the timeline shows hours, and sets there what comes at a time', async ({ page }) => {
  const start = await openHours(page);
  const dayWidth = async () => (await boxOf(page.locator('.day-behind').first())).width;
  const ticks = () => page.locator('.axis-tick').allTextContents();

  await test.step('a day at first, all of it', async () => {
    const [call, mail] = [await box(page, 'Morning call'), await box(page, 'Evening mail')];
    expect(call.x).toBe(mail.x);
    await expect(page.locator('.day-behind')).toHaveCount(0);
  });

  await test.step('hours on the axis, as many as there is room for; what is selected stays where it is', async () => {
    await card(page, 'Morning call').click();
    const { x } = await box(page, 'Morning call');
    while ((await page.locator('.day-behind').count()) === 0) await nearer(page).click();
    await expect.poll(dayWidth).toBe(240);
    await expect.poll(async () => (await ticks()).slice(0, 4)).toEqual(['00:00', '06:00', '12:00', '18:00']);
    await nearer(page).click();
    await expect.poll(async () => (await ticks()).slice(0, 4)).toEqual(['00:00', '03:00', '06:00', '09:00']);
    await nearer(page).click();
    await expect.poll(async () => (await ticks()).slice(0, 3)).toEqual(['00:00', '01:00', '02:00']);
    await expect.poll(dayWidth).toBe(960);
    expect(Math.abs((await box(page, 'Morning call')).x - x)).toBeLessThan(200);
  });

  await test.step('marks at their hour, as long as they last; others cover their day', async () => {
    const [call, mail, theirs] = [
      await box(page, 'Morning call'),
      await box(page, 'Evening mail'),
      await box(page, 'At their time'),
    ];
    expect(call.x - theirs.x).toBeCloseTo(9 * 40, 0);
    expect(call.width).toBeCloseTo(90 * (40 / 60) - 1, 0);
    expect(mail.x - theirs.x).toBeCloseTo(18.5 * 40, 0);
    expect(mail.width).toBe(10);
    expect(theirs.width).toBeCloseTo(959, 0);
    for (const name of ['Morning call', 'At their time'])
      await expect(card(page, name)).toHaveAttribute('data-start', start);
    await expect(card(page, 'Morning call')).toHaveAttribute('data-days', '1');
    // The sends of a series stand at their hour on its rail.
    const bar = await card(page, 'Weekly note').locator('.sends-plain').getAttribute('d');
    expect(bar).toMatch(/^M480\.0,0/);
  });

  await test.step('quiet hours are shaded, as in the panel of the day', async () => {
    const day = page.locator('.day-behind').first();
    const { x, width } = await boxOf(day);
    const parts = await day.locator('.quiet').evaluateAll((all) =>
      all.map((part) => {
        const { left, right } = part.getBoundingClientRect();
        return [left, right];
      }),
    );
    const hours = parts.map((part) => part.map((at) => Math.round(((at - x) / width) * 24)));
    expect(hours).toEqual([
      [0, 7],
      [20, 24],
    ]);
  });

  await test.step('what one rests on says the hours elsewhere', async () => {
    await card(page, 'Evening mail').hover();
    const about = page.locator('.hover-card');
    await expect(about).toContainText('18:30 on the campaign’s clock');
    await expect(about).toContainText(/0[12]:30 on the next day for/);
    await page.mouse.move(2, 2);
    await expect(about).toHaveCount(0);
  });

  /** Carries the call by so many pixels, and leaves it in the hand. */
  const carry = async (x: number) => {
    const { x: left, y, width, height } = await box(page, 'Morning call');
    const from = { x: left + width / 2, y: y + height / 2 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + Math.sign(x) * 6, from.y, { steps: 2 });
    await page.mouse.move(from.x + x, from.y, { steps: 4 });
  };
  const undo = page.getByRole('button', { name: /^Undo/ }).first();
  const isBack = () =>
    expect.poll(() => touchpoint(page, 'Morning call')).toMatchObject({ start, time: { at: '09:00' } });

  await test.step('a drag snaps to quarters of an hour, says so and is one step', async () => {
    await carry(2.3 * 40);
    await expect(page.locator('.drag-label')).toContainText('11:15');
    await page.mouse.up();
    await saved(page);
    await expect
      .poll(() => touchpoint(page, 'Morning call'))
      .toMatchObject({ start, time: { zone: 'campaign', at: '11:15' } });
    await expect(said(page)).toContainText('11:15');
    await undo.click();
    await isBack();
  });

  await test.step('with Shift it keeps its hour and goes by working days', async () => {
    for (let press = 0; press < 2; press++) await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.poll(dayWidth).toBe(240);
    await carry(240 * 1.2);
    await page.keyboard.down('Shift');
    await expect(page.locator('.drag-label')).toContainText('09:00');
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await saved(page);
    const moved = await touchpoint(page, 'Morning call');
    expect(moved.time.at).toBe('09:00');
    expect(moved.start > start).toBe(true);
    expect(new Date(moved.start).getUTCDay() % 6).toBeGreaterThan(0);
    await undo.click();
    await isBack();
  });

  await test.step('nearer still is the day by segment, and out again come days', async () => {
    for (let press = 0; press < 3; press++) await nearer(page).click();
    await expect(page.getByRole('complementary', { name: 'Day', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Close the day' }).click();
    for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect(page.locator('.day-behind')).toHaveCount(0);
    await expect.poll(async () => (await box(page, 'Morning call')).x).toBe((await box(page, 'Evening mail')).x);
  });
});

/** The day of a point of the screen, by where a card stands that covers its days. */
const dayUnder = (page: Page, x: number) =>
  page.evaluate((at) => {
    const [first, next] = [...document.querySelectorAll<HTMLElement>('.axis-tick')];
    const perDay = Number.parseFloat(next!.style.left) - Number.parseFloat(first!.style.left);
    const mark = document.querySelector<HTMLElement>('.card:not([data-dragging])')!;
    const gone = (at - mark.getBoundingClientRect().left) / perDay;
    return Date.parse(mark.dataset['start']!) / 86_400_000 + gone;
  }, x);

test('the day under the pointer stays there over scrolling, zooming and what is carried to the left', async ({
  page,
}) => {
  await openSample(page);
  for (let press = 0; press < 4; press++) await nearer(page).click();
  const area = page.locator('.timeline');
  const view = await boxOf(area);
  const at = { x: view.x + 620, y: view.y + view.height - 60 };
  const left = () => area.evaluate(({ scrollLeft }) => scrollLeft);
  const toEnd = () => area.evaluate((element) => element.scrollTo(element.scrollWidth, 0));

  await test.step('a step of the zoom while it scrolls to the left', async () => {
    await toEnd();
    await expect.poll(left).toBeGreaterThan(300);
    await page.mouse.move(at.x, at.y);
    for (const factor of [-100, 60, -100]) {
      const before = await left();
      await page.mouse.wheel(-80, 0);
      await expect.poll(left).toBeLessThan(before);
      const [day, scale] = [await dayUnder(page, at.x), await left()];
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, factor);
      await page.keyboard.up('Control');
      await expect.poll(left).not.toBe(scale);
      await expect.poll(() => dayUnder(page, at.x)).toBeCloseTo(day, 1);
    }
  });

  await test.step('the calendar scrolls to the left under what is held at its edge, which lands on the day that was said', async () => {
    const name = 'Announcement in chat';
    const mark = card(page, name);
    await area.evaluate((element) => element.scrollTo(320, 0));
    await expect(mark).toBeInViewport();
    const before = (await stored(page)).touchpoints.find((one) => one.name === name)!.start;
    const { x, y, height } = await boxOf(mark);
    const grip = { x: x + 12, y: y + height / 2 };
    const scrolled = await left();
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(view.x + 172 + 6, grip.y, { steps: 6 });
    await expect.poll(left).toBeLessThan(scrolled - 40);
    // Nothing zooms while it is in the hand: it stays on the day under it.
    const width = (await boxOf(mark)).width;
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.mouse.move(view.x + 400, grip.y, { steps: 4 });
    const held = await boxOf(mark);
    expect(held.width).toBe(width);
    expect(held.x).toBeCloseTo(view.x + 400 - 12, 0);
    const day = await dayUnder(page, view.x + 400);
    await page.mouse.up();
    await saved(page);
    const after = (await stored(page)).touchpoints.find((one) => one.name === name)!.start;
    expect(after < before).toBe(true);
    expect(Math.abs(Date.parse(after) / 86_400_000 - day)).toBeLessThan(2);
  });
});
