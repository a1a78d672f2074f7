import type { Page } from '@playwright/test';
import type { Campaign } from '../src/campaign/document.ts';
import { callStudio, expect, test } from './launch.ts';
import { boxOf, card, idOfSample, opened, saved, show, stored } from './steps.ts';

/** Hostile documents, odd gestures and other windows: the window holds, throws nothing and loses nothing. */

const RIGHT_TO_LEFT = 'חברת הלמידה 🚀👩‍👩‍👧‍👦 שלום';
const LONG = 'W'.repeat(200);
const MARKUP = '<img src=x onerror=window.injected=1>';
const NAMES = [RIGHT_TO_LEFT, LONG, MARKUP];

/** The sample with names that no layout expects. */
function hostile(sample: Campaign, changes: Partial<Campaign>): Campaign {
  const named = <T extends { name: string }>(items: T[]) =>
    items.map((item, index) => ({ ...item, name: NAMES[index % NAMES.length]! }));
  return {
    ...sample,
    name: LONG,
    brand: { ...sample.brand, name: RIGHT_TO_LEFT },
    phases: named(sample.phases),
    lanes: named(sample.lanes),
    segments: named(sample.segments),
    goals: named(sample.goals),
    events: named(sample.events),
    touchpoints: named(sample.touchpoints).map((touchpoint) => ({
      ...touchpoint,
      message: { subject: MARKUP, body: LONG + MARKUP },
    })),
    ...changes,
  };
}

/** Parts that stick out of the window, or that ask for sideways scrolling where nobody expects it. */
const stickingOut = (page: Page) =>
  page.evaluate(() => {
    const found = [...document.querySelectorAll('.inspector, .page, .tactics')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className} is ${element.scrollWidth} wide in ${element.clientWidth}`);
    const share = document.querySelector('.top-bar')!.lastElementChild!.getBoundingClientRect();
    return share.right > window.innerWidth ? [...found, 'the top bar is cut off'] : found;
  });

const CASES: { what: string; changes: (sample: Campaign) => Partial<Campaign> }[] = [
  { what: 'hostile names', changes: () => ({}) },
  {
    what: 'ten billion learners',
    changes: ({ segments }) => ({ segments: segments.map((segment) => ({ ...segment, size: 10_000_000_000 })) }),
  },
  {
    what: 'no learners',
    changes: ({ segments }) => ({ segments: segments.map((segment) => ({ ...segment, size: 0 })) }),
  },
  { what: 'nothing in it', changes: () => ({ segments: [], goals: [], events: [], phases: [], touchpoints: [] }) },
  { what: 'a single day', changes: () => ({ days: 1 }) },
  {
    what: 'touchpoints in 1970 and 2199',
    changes: ({ touchpoints }) => ({
      touchpoints: touchpoints.map((touchpoint, index) => ({
        ...touchpoint,
        start: index % 2 ? '1970-01-01' : '2199-12-31',
        days: index % 2 ? 1 : 3660,
      })),
    }),
  },
  { what: 'an end after 2199', changes: () => ({ start: '2199-12-01', days: 60 }) },
];

for (const { what, changes } of CASES) {
  test(`holds its layout and throws nothing: ${what}`, async ({ page }) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const { campaign } = await opened(page, await idOfSample(page));
    const shared = hostile(campaign, {});
    const file = { ...shared, ...changes(shared) };
    const imported = (await callStudio(page, 'library.import', {
      fileName: 'hostile.tandem.json',
      text: JSON.stringify(file),
    })) as { value?: { id: string }; error?: { code: string } };
    // A document may be refused, in a sentence; what is taken has to be shown.
    if (!imported.value) {
      expect(imported.error?.code).toBe('badInput');
      return;
    }
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 },
    ]) {
      await page.setViewportSize(size);
      await show(page, imported.value.id);
      await saved(page);
      for (const tab of ['Audience', 'Goals', 'Brand', 'Settings', 'Plan']) {
        await page.getByRole('radio', { name: tab }).click();
        await expect.poll(() => stickingOut(page), `${tab}, ${size.width} wide`).toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
    await expect.poll(() => page.evaluate(() => 'injected' in window)).toBe(false);
  });
}

test('zooming while something is dragged keeps it under the pointer', async ({ page }) => {
  await show(page, await idOfSample(page));
  const box = await boxOf(card(page, 'Welcome message'));
  const at = { x: box.x + 40, y: box.y + 12 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 20, at.y, { steps: 4 });
  const label = page.locator('.drag-label');
  await expect(label).toBeVisible();
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await page.mouse.move(at.x + 21, at.y);
  await expect
    .poll(async () => {
      const dragged = await boxOf(page.locator('.card[data-dragging]'));
      return dragged.x <= at.x + 21 && dragged.x + dragged.width >= at.x + 21;
    })
    .toBe(true);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a button that was let go unseen ends the drag', async ({ page }) => {
  await show(page, await idOfSample(page));
  const box = await boxOf(card(page, 'Launch email'));
  await page.mouse.move(box.x + 40, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 12, { steps: 4 });
  await page.locator('.card[data-dragging]').evaluate((element) => {
    // As the system does when it takes the pointer away.
    for (let pointer = 1; pointer < 20; pointer++)
      if (element.hasPointerCapture(pointer)) element.releasePointerCapture(pointer);
  });
  await page.mouse.move(700, 20);
  await page.mouse.up();
  await page.mouse.move(700, 300);
  await expect(page.locator('[data-dragging]')).toHaveCount(0);
});

test('the keyboard keeps its place after several are deleted', async ({ page }) => {
  await show(page, await idOfSample(page));
  const cards = page.locator('.card');
  await cards.nth(0).click();
  await cards.nth(1).click({ modifiers: ['Shift'] });
  const count = await cards.count();
  await page.keyboard.press('Delete');
  await expect(cards).toHaveCount(count - 2);
  await expect(page.locator('[data-kind]:focus')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(cards).toHaveCount(count);
});

test('the keyboard keeps its place when everything is deleted, and after the notice has given it back', async ({
  page,
}) => {
  await show(page, await idOfSample(page));
  const cards = page.locator('.card');
  const touchpoints = async () => (await stored(page)).touchpoints.length;
  const count = await touchpoints();
  await cards.nth(0).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(cards).toHaveCount(0);
  await expect(page.locator('.timeline :focus')).toHaveCount(1);
  const offer = page.locator('.notices').getByRole('button', { name: 'Undo' }).last();
  await offer.focus();
  await page.keyboard.press('Enter');
  await expect(cards.first()).toBeVisible();
  await expect.poll(touchpoints).toBe(count);
  await expect(page.locator('.timeline :focus')).toHaveCount(1);
});

test('what is typed stays while another window changes the same thing', async ({ page }) => {
  const id = await idOfSample(page);
  await show(page, id);
  await card(page, 'Welcome message').click();
  const field = page.getByRole('textbox', { name: 'Name' });
  await field.fill('Half a sentence');
  const { revision, campaign } = await opened(page, id);
  const target = campaign.touchpoints.find((touchpoint) => touchpoint.name === 'Welcome message')!;
  const command = { type: 'editTouchpoint', id: target.id, changes: { name: 'Their name' } };
  await callStudio(page, 'campaign.execute', { id, revision, command });
  await expect(card(page, 'Their name')).toBeVisible();
  await expect(field).toHaveValue('Half a sentence');
});
