import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Campaign } from '#campaign/document.ts';
import { largePlan } from '#delivery/timeline/plans.testing.ts';
import { callStudio, expect, test } from './launch.ts';
import { boxOf, openSample, opened, saved, show } from './steps.ts';

/** Plans with much in them: rows by what one asks about, folded; a filter; the whole on a strip; and room for the timeline. */

const NAMES = ['Launch email', 'Learning hour', 'Reminder', 'Stand-up talk', 'Poster'];
const NEEDLE = 'Needle in the plan';
const OWNERS = [undefined, 'Ada', 'Ben', 'Zoë'];

/** Brings in a plan of so many touchpoints and goes there. */
async function openLarge(page: Page, count: number): Promise<{ id: string; plan: Campaign }> {
  await expect(page.getByRole('button', { name: 'New campaign' }).first()).toBeVisible();
  const plan = largePlan(count, 180, 8, NAMES);
  const touchpoints = plan.touchpoints.map((one, index) => {
    const owner = OWNERS[index % OWNERS.length];
    return { ...one, ...(index === 7 ? { name: NEEDLE } : {}), ...(owner === undefined ? {} : { owner }) };
  });
  const reply = (await callStudio(page, 'library.import', {
    fileName: 'large.tandem.json',
    text: JSON.stringify({ ...plan, touchpoints }),
  })) as { value: { id: string } };
  await show(page, reply.value.id);
  await expect(page.locator('.card').first()).toBeVisible();
  return { id: reply.value.id, plan: { ...plan, touchpoints } };
}

const heads = (page: Page) => page.locator('.lane-label');
const chips = (page: Page) => page.getByRole('toolbar', { name: 'What is shown' });
const strip = (page: Page) => page.getByRole('slider', { name: 'Part of the campaign in view' });

async function rowsBy(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: /^Rows By/ }).click();
  await page.getByRole('menuitemradio', { name: `By ${what}` }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** By axe, in one part of the window: the plan as a whole is looked at in accessibility.browser.spec.ts. */
async function expectNothingSerious(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
    part,
  ).toEqual([]);
}

test('500 touchpoints in rows by what one asks about, each of which folds to its weeks', async ({ page }) => {
  const { id, plan } = await openLarge(page, 500);
  /** How many touchpoints the heads say they hold. */
  const counts = () =>
    page.locator('.lane-facts').evaluateAll((all) => all.map((facts) => Number.parseInt(facts.textContent, 10) || 0));
  const sum = async () => (await counts()).reduce((total, count) => total + count, 0);

  await test.step('by mouse: every grouping holds all of them', async () => {
    for (const what of ['channel', 'owner', 'phase', 'lane']) {
      await rowsBy(page, what);
      await expect.poll(sum).toBe(500);
    }
    await expect(heads(page)).toHaveCount(plan.lanes.length);
  });

  await test.step('one for two segments stands in the rows of both', async () => {
    await rowsBy(page, 'segment');
    await expect(heads(page)).toHaveCount(plan.segments.length + 1);
    const named = plan.touchpoints.reduce((total, { segments }) => total + Math.max(1, segments.length), 0);
    await expect.poll(sum).toBe(named);
  });

  await test.step('by keys: from row to row, folded and opened, one and all', async () => {
    await heads(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(heads(page).nth(1)).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(heads(page).nth(1)).toHaveAttribute('aria-expanded', 'false');
    await expect(page.locator('.heat').first()).toBeVisible();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(page.locator('.card')).toHaveCount(0);
    await page.keyboard.press('End');
    await expect(heads(page).last()).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator('.card').first()).toBeAttached();
    await expect(page.locator('.heat')).toHaveCount(0);
  });

  await test.step('by one pointer', async () => {
    await page.getByRole('button', { name: 'Fold all rows' }).click();
    await expect(page.locator('.card')).toHaveCount(0);
    await expectNothingSerious(page, '.lanes');
    await page
      .getByRole('button', { name: /^Unfold / })
      .nth(1)
      .click();
    await expect(page.locator('.card').first()).toBeAttached();
  });

  await test.step('what is gone to is unfolded', async () => {
    await page.getByRole('button', { name: 'Fold all rows' }).click();
    await expect(page.locator('.card')).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
    await page.keyboard.type(NEEDLE);
    await expect(page.getByRole('dialog').getByRole('menuitem', { name: NEEDLE })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.locator('.card:focus')).toHaveAttribute('data-id', 't7');
    await expect(page.locator('.card:focus')).toBeInViewport();
  });

  await test.step('a row of its own choice is kept over a reload', async () => {
    await rowsBy(page, 'channel');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Rows By channel' })).toBeVisible();
    await expect(heads(page).first()).toContainText(/Email/);
  });

  await test.step('moving to another row by keys changes what the rows are of, in one step', async () => {
    await page.locator('.card').first().focus();
    const moved = (await page.locator('.card:focus').getAttribute('data-id'))!;
    const channelOf = async () =>
      (await opened(page, id)).campaign.touchpoints.find((touchpoint) => touchpoint.id === moved)!.channel;
    const before = await channelOf();
    await page.keyboard.press('Alt+ArrowDown');
    await saved(page);
    await expect.poll(channelOf).not.toBe(before);
    await expect(page.locator('.card:focus')).toHaveAttribute('data-id', moved);
    await page.keyboard.press('Control+z');
    await saved(page);
    await expect.poll(channelOf).toBe(before);
  });
});

test('the filter shows part of the plan, says so, and stands in the address', async ({ page }) => {
  await openLarge(page, 500);
  const count = page.locator('.filter-count');
  const choose = async (list: string, value: string) => {
    await page.getByRole('button', { name: new RegExp(`${list}$`) }).click();
    await page.getByRole('option', { name: value, exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
  };

  await test.step('by mouse', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expectNothingSerious(page, '.filter-dialog');
    await choose('Direction', 'Push');
    await expect(count).toHaveText('300 of 500 shown');
    await choose('Owner', 'Ada');
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.locator('.card-pull')).toHaveCount(0);
    await expect(chips(page).getByRole('button', { name: /^Take off/ })).toHaveCount(2);
    await expect(count).toHaveText(/^\d+ of 500 shown$/);
    await expectNothingSerious(page, '.filter-chips');
    await expectNothingSerious(page, '.timeline-bar');
  });

  await test.step('a link shows the same', async () => {
    const said = await count.textContent();
    await expect.poll(() => page.url()).toContain('directions=push');
    await expect.poll(() => page.url()).toContain('owners=Ada');
    await page.reload();
    await expect(count).toHaveText(said!);
  });

  await test.step('by keys: a chip is taken off, and all of them', async () => {
    await chips(page).getByRole('button', { name: 'Take off Owner: Ada' }).focus();
    await page.keyboard.press('Enter');
    await expect(count).toHaveText('300 of 500 shown');
    await chips(page).getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(chips(page).getByRole('button', { name: 'Clear' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(count).toHaveText('');
    await expect.poll(() => page.url()).not.toContain('directions');
  });

  await test.step('words that nothing has leave a sentence, and all rows', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Words of a touchpoint' })).toBeFocused();
    await page.keyboard.type('zebra');
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(page.getByText('All 500 touchpoints of the plan are hidden.')).toBeVisible();
    await expect(heads(page).first()).toBeVisible();
  });

  await test.step('what is added is seen, whatever the filter asks', async () => {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Touchpoint' }).click();
    await expect(page.locator('.card:focus')).toBeInViewport();
    await expect(count).toHaveText('0 of 501 shown');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(page.locator('.card').nth(3)).toBeAttached();
  });
});

test('the strip of the whole campaign moves what is in view', async ({ page }) => {
  await openLarge(page, 500);
  const left = () => page.locator('.timeline').evaluate((area) => area.scrollLeft);
  const most = () => page.locator('.timeline').evaluate((area) => area.scrollWidth - area.clientWidth);
  const box = await boxOf(strip(page));
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;

  await test.step('by a click', async () => {
    await page.mouse.click(...at(0.98));
    await expect.poll(async () => (await most()) - (await left())).toBeLessThan(2);
  });
  await test.step('by a drag', async () => {
    const frame = await boxOf(page.locator('.minimap-view'));
    await page.mouse.move(frame.x + frame.width / 2, frame.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, frame.y + 8, { steps: 5 });
    await page.mouse.up();
    const middle = (await left()) / (await most());
    expect(middle).toBeGreaterThan(0.3);
    expect(middle).toBeLessThan(0.7);
  });
  await test.step('names go along at the left edge while their marks are in view', async () => {
    const covered = () =>
      page.locator('.timeline').evaluate((area) => {
        const edge = area.querySelector('.lane-head')!.getBoundingClientRect().right;
        const cut = [...area.querySelectorAll('.card:has(> .card-label-inside)')].filter((card) => {
          const { left, right } = card.getBoundingClientRect();
          // Where next to nothing of a mark is left, its name goes with it.
          return left < edge - 10 && right > edge + 200;
        });
        const names = cut.map((card) => card.querySelector('.card-label-inside')!.getBoundingClientRect().left - edge);
        return { cut: cut.length, hidden: names.filter((left) => left < 0).length };
      });
    await expect.poll(async () => (await covered()).cut).toBeGreaterThan(0);
    await expect.poll(async () => (await covered()).hidden).toBe(0);
  });
  await test.step('by keys', async () => {
    await strip(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(left).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(left).toBeGreaterThan(60);
    await expect(strip(page)).toHaveAttribute('aria-valuetext', /20\d\d/);
    await page.keyboard.press('End');
    await expect.poll(async () => (await most()) - (await left())).toBeLessThan(2);
  });
  await test.step('and nearer than days are the hours of one', async () => {
    const nearer = page.getByRole('button', { name: 'Zoom in' });
    for (let press = 0; press < 12 && !page.url().includes('day='); press++) await nearer.click();
    await expect.poll(() => page.url()).toContain('day=20');
    await expect(page.locator('[aria-label="Day"]')).toBeVisible();
    await page.getByRole('button', { name: 'Close the day' }).click();
    await expect(page.locator('[aria-label="Day"]')).toHaveCount(0);
    await strip(page).press('+');
    await expect(page.locator('[aria-label="Day"]')).toBeVisible();
  });
});

test('the timeline keeps its room, and what stands around it can be sized', async ({ page }) => {
  await openSample(page);
  const part = (name: string) => page.getByRole('separator', { name });
  const width = async (selector: string) => (await boxOf(page.locator(selector))).width;
  const height = async (selector: string) => (await boxOf(page.locator(selector))).height;

  await test.step('by drag, and a double click gives the usual size', async () => {
    await page.getByRole('button', { name: 'Hide details' }).click();
    const line = await boxOf(part('Width of the tactics'));
    await page.mouse.move(line.x + 4, line.y + 500);
    await page.mouse.down();
    await page.mouse.move(line.x + 64, line.y + 500, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => width('.tactics')).toBe(312);
    await part('Width of the tactics').dblclick({ position: { x: 4, y: 500 } });
    await expect.poll(() => width('.tactics')).toBe(252);
  });
  await test.step('by keys', async () => {
    await part('Width of the tactics').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => width('.tactics')).toBe(276);
    await page.keyboard.press('Home');
    await expect.poll(() => width('.tactics')).toBe(200);
    await part('Height of the forecast').focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => height('.chart')).toBe(200);
  });
  await test.step('by one pointer without a drag', async () => {
    await part('Height of the forecast').hover({ position: { x: 300, y: 4 } });
    await page.getByRole('button', { name: 'Height of the forecast: less' }).click();
    await expect.poll(() => height('.chart')).toBe(176);
  });
  await test.step('and it is kept', async () => {
    await page.reload();
    await expect.poll(() => width('.tactics')).toBe(200);
    for (const name of ['Width of the tactics', 'Height of the forecast']) {
      await part(name).focus();
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => width('.tactics')).toBe(252);
  });
  await test.step('60 % of the window, at 1024 pixels and at 200 %, whatever is open', async () => {
    const toggle = async (side: 'tactics' | 'details', open: boolean) => {
      const button = page.getByRole('button', { name: `${open ? 'Show' : 'Hide'} ${side}` });
      if ((await button.count()) > 0) await button.click();
    };
    for (const [w, h] of [
      [1024, 700],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width: w, height: h });
      for (const tactics of [true, false])
        for (const details of [true, false]) {
          await toggle('tactics', tactics);
          await toggle('details', details);
          const shown = `${w} wide, tactics ${tactics}, details ${details}`;
          await expect.poll(() => width('.timeline'), { message: shown }).toBeGreaterThanOrEqual(w * 0.6);
        }
      const box = await boxOf(page.locator('.timeline'));
      expect((box.width * box.height) / (w * h), `${w} wide, alone`).toBeGreaterThanOrEqual(0.6);
    }
  });
});

test('few stops of the Tab key stand before the timeline', async ({ page }) => {
  await openSample(page);
  await page.locator('body').press('Tab');
  const stops: string[] = [];
  const isInTimeline = (focused: Locator) => focused.evaluate((element) => element.closest('.timeline') !== null);
  for (let stop = 0; stop < 40 && !(await isInTimeline(page.locator(':focus'))); stop++) {
    stops.push(await page.locator(':focus').evaluate((element) => element.ariaLabel ?? element.textContent ?? ''));
    await page.keyboard.press('Tab');
  }
  expect(stops.length, stops.join(' · ')).toBeLessThanOrEqual(12);
  await expect(page.locator('.timeline :focus')).toHaveCount(1);
});

test('5,000 touchpoints are parted, folded and filtered with as few elements', async ({ page }) => {
  await openLarge(page, 5000);
  const elements = () => page.evaluate(() => document.querySelectorAll('.timeline *').length);
  for (const what of ['owner', 'channel']) {
    await rowsBy(page, what);
    await expect(page.locator('.card').first()).toBeAttached();
    await expect.poll(elements).toBeLessThan(4000);
  }
  await page.getByRole('button', { name: 'Fold all rows' }).click();
  await expect(page.locator('.card')).toHaveCount(0);
  await expect(page.locator('.heat').first()).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Words of a touchpoint' }).fill('poster');
  await expect(page.locator('.filter-count')).toHaveText(/^[\d,]+ of 5,000 shown$/);
  await page.keyboard.press('Escape');
});
