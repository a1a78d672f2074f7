import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { expectInReach } from './reach.ts';
import { writePlan } from './spreadsheet.ts';
import { boxOf, tabTo } from './steps.ts';

/**
 * Zoom makes the window small: 1440 by 900 at 200, 300 and 400 %, the last as narrow as WCAG 1.4.10 has it. Everything stays in
 * reach, the timeline keeps room, and the panes of the plan take turns.
 */

const SCREENS = ['Audience', 'Goals', 'Decide', 'Brand', 'Settings'];

async function openSample(page: Page): Promise<void> {
  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.timeline .card').first()).toBeAttached();
}

async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('button', { name: /^Screen:/ }).click();
  await page.getByRole('menuitemradio', { name: screen }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

const pane = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'Parts of the plan' }).getByRole('radio', { name }).click();

for (const { zoom, width, height } of [
  { zoom: '200 %', width: 720, height: 450 },
  { zoom: '300 %', width: 480, height: 300 },
  { zoom: '400 %', width: 320, height: 225 },
]) {
  test(`everything is in reach at ${width} by ${height} (${zoom})`, async ({ page }, testInfo) => {
    await page.setViewportSize({ width, height });
    await expect(page.getByRole('button', { name: 'New campaign' }).first()).toBeVisible();
    await test.step('library', () => expectInReach(page, 'library'));
    await test.step('new campaign', async () => {
      await page.getByRole('button', { name: 'New campaign' }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectInReach(page, 'new campaign');
      await page.keyboard.press('Escape');
    });

    await test.step('import', async () => {
      await page.getByRole('button', { name: 'Import a plan…' }).click();
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a file…' }).click();
      await (await chooser).setFiles(writePlan(testInfo.outputPath('Spring plan.csv')));
      await expect(page.getByText('4 of 5 rows understood')).toBeAttached();
      await expectInReach(page, 'import');
      await page.keyboard.press('Escape');
    });

    await openSample(page);
    await test.step('the timeline has room', async () => {
      const box = await boxOf(page.locator('.timeline'));
      expect(box.height).toBeGreaterThan(height * 0.5);
      expect(box.width).toBeGreaterThan(width * 0.9);
      await expectInReach(page, 'timeline');
    });
    await test.step('panes', async () => {
      await page.locator('.card').first().click();
      for (const name of ['Forecast', 'Tactics', 'Details']) {
        await pane(page, name);
        await expectInReach(page, name);
      }
      await page.getByRole('button', { name: 'Close details' }).click();
      await expect(page.locator('.inspector')).toHaveCount(0);
      await expect(page.locator('.timeline :focus')).toHaveCount(1);
    });
    await test.step('the keyboard brings the details and leaves them', async () => {
      await page.keyboard.press('Enter');
      await expect(page.locator('.inspector :focus')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(page.locator('.card:focus')).toBeInViewport();
    });
    await test.step('what is said of a card leaves the bar in reach', async () => {
      const said = await boxOf(page.getByRole('tooltip'));
      const bar = await boxOf(page.getByRole('button', { name: /^Screen:/ }));
      expect(said.y).toBeGreaterThanOrEqual(bar.y + bar.height);
      expect(said.y + said.height).toBeLessThanOrEqual(height);
    });
    for (const screen of SCREENS)
      await test.step(screen, async () => {
        await goTo(page, screen);
        if (screen === 'Decide') await expect(page.locator('.sensitivity [data-row]').first()).toBeAttached();
        await expectInReach(page, screen);
      });
    for (const part of ['Contact rules', 'Phases', 'Lanes', 'Assumptions'])
      await test.step(part, async () => {
        await page.getByRole('tab', { name: part }).click();
        await expect(page.getByRole('tabpanel')).toBeVisible();
        // Contact rules have no rows to open.
        const row = page.locator('.screen-row-summary').first();
        if ((await row.count()) > 0) await row.click();
        await expectInReach(page, part);
      });
    await test.step('what the bar has folded away', async () => {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Export or report…' }).click();
      await expect(page.getByRole('button', { name: 'Save: Calendar' })).toBeAttached();
      await expectInReach(page, 'export');
      await page.keyboard.press('Escape');
    });
  });
}

test('wider text spacing hides nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openSample(page);
  // The content security policy lets no style element in.
  await page.evaluate(() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
    );
    document.adoptedStyleSheets = [spacing];
  });
  await page.locator('.card').first().click();
  await expectInReach(page, 'plan');
  for (const screen of SCREENS) {
    await page.getByRole('radio', { name: screen }).click();
    await expectInReach(page, screen);
  }
});

test('in windows of middle width tactics and details take turns, and the top bar stays where it is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openSample(page);
  const left = async (selector: string) => (await boxOf(page.locator(selector).first())).x;
  const box = async (selector: string) => await boxOf(page.locator(selector));

  await test.step('the timeline has the window at first', async () => {
    await expect(page.locator('.inspector, .tactics')).toHaveCount(0);
  });
  await test.step('tactics have a place of their own', async () => {
    await page.getByRole('button', { name: 'Show tactics' }).click();
    const tactics = await box('.tactics');
    await expect.poll(async () => (await box('.timeline')).x).toBeGreaterThanOrEqual(tactics.x + tactics.width);
    await expect(page.locator('.inspector')).toHaveCount(0);
    await expectInReach(page, 'tactics');
  });
  await test.step('and make way for what was added', async () => {
    await page.locator('.tactic-row').first().click();
    await page.locator('.tactic-details').getByRole('button').click();
    await expect(page.locator('.tactics')).toHaveCount(0);
    await expect(page.locator('.card:focus')).toBeInViewport();
  });
  await test.step('details come when they are asked for, can be closed and come back', async () => {
    await page.getByRole('button', { name: 'Show details' }).click();
    await expect(page.locator('.inspector')).toBeVisible();
    const narrow = (await box('.timeline')).width;
    await page.getByRole('button', { name: 'Close details' }).click();
    await expect.poll(async () => (await box('.timeline')).width).toBeGreaterThan(narrow + 250);
    await page.getByRole('button', { name: 'Show details' }).click();
    await expect(page.locator('.inspector')).toBeVisible();
  });
  await test.step('a message lies over no dialog', async () => {
    await page.locator('.card').first().click();
    await page.keyboard.press('Delete');
    // Whoever is at a message, or has a dialog before them, is given time.
    await page.locator('.notice').hover();
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog')).toBeVisible();
    const dialog = await box('.modal');
    await expect.poll(async () => (await box('.notice')).y).toBeGreaterThanOrEqual(dialog.y + dialog.height);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
  await test.step('nothing in the bar jumps between screens', async () => {
    const before = [await left('.top-name'), await left('.top-bar .segmented'), await left('[aria-label^="Undo"]')];
    await page.getByRole('radio', { name: 'Goals' }).click();
    expect([await left('.top-name'), await left('.top-bar .segmented'), await left('[aria-label^="Undo"]')]).toEqual(
      before,
    );
  });
});

test('few stops of the Tab key, and a way past them', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openSample(page);
  const timeline = page.locator('.timeline');

  await test.step('the skip link is the first stop', async () => {
    await page.locator('body').press('Tab');
    await expect(page.getByRole('button', { name: 'Skip to the timeline' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Skip to the timeline' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(timeline.locator(':focus')).toHaveCount(1);
  });
  await test.step('the tactics are one stop with arrow keys', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Skip to the timeline' }), { back: true });
    await tabTo(page, timeline, { most: 30 });
    const rows = page.locator('.tactic-row');
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await expect(page.locator('.tactic-details').getByRole('button')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('End');
    await expect(rows.last()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(timeline.locator(':focus')).toHaveCount(1);
  });
});

test('one ring, on what has the focus', async ({ page }) => {
  await openSample(page);
  /** How many rings there are around what has the focus, its own and those of what holds it. */
  const rings = () =>
    page.evaluate(() => {
      let count = 0;
      for (let element = document.activeElement; element; element = element.parentElement) {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if (outlineStyle !== 'none' && outlineWidth !== '0px') count++;
      }
      return count;
    });
  const seen: string[] = [];
  const walk = async (stops: number, where: string) => {
    for (let stop = 0; stop < stops; stop++) {
      await page.keyboard.press('Tab');
      const count = await rings();
      if (count > 1) seen.push(`${where}, stop ${stop + 1}: ${count}`);
    }
  };
  await page.locator('.card').first().click();
  const details = page.locator('.inspector');
  for (const field of [details.getByRole('textbox').first(), details.getByRole('spinbutton').first()]) {
    await field.click();
    await expect.poll(rings).toBe(1);
  }
  await walk(20, 'details');
  for (const screen of ['Audience', 'Settings']) {
    await page.getByRole('radio', { name: screen }).click();
    await walk(25, screen);
  }
  expect(seen).toEqual([]);
});
