import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { card, openSample, saved, stored } from './steps.ts';

/** The keyboard beyond the journey: other layouts, keys that are held, the clipboard, and where the focus is afterwards. */

const NAME = 'Announcement in chat';

const touchpoint = async (page: Page, name = NAME) => (await stored(page)).touchpoints.find((one) => one.name === name);
const startOf = async (page: Page) => (await touchpoint(page))!.start;
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

type Key = Pick<KeyboardEventInit, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'repeat'>;

/** Presses keys on what has the focus all at once, as a held key does, whatever the machine does meanwhile. */
const pressed = (page: Page, keys: Key[]) =>
  page.evaluate((all) => {
    for (const key of all)
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...key }));
  }, keys);

test('keys mean the same on every layout, and a held key is one step', async ({ page }) => {
  await openSample(page);
  await card(page, NAME).click();
  const start = await startOf(page);

  await test.step('a held key is one step, stored after a moment', async () => {
    await pressed(
      page,
      Array.from({ length: 20 }, () => ({ key: 'ArrowRight', altKey: true, repeat: true })),
    );
    await expect.poll(async () => days(start, await startOf(page))).toBe(20);
    await expect(card(page, NAME)).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(() => startOf(page)).toBe(start);
  });

  await test.step('a burst is done before the window is left', async () => {
    await pressed(page, [{ key: 'ArrowRight', altKey: true }]);
    await page.reload();
    await expect(card(page, NAME)).toBeVisible();
    expect(days(start, await startOf(page))).toBe(1);
  });

  await test.step('Russian, Greek and Arabic layouts undo and redo', async () => {
    await card(page, NAME).click();
    const undo = { code: 'KeyZ', ctrlKey: true };
    await pressed(page, [{ key: 'я', ...undo }]);
    await expect.poll(() => startOf(page)).toBe(start);
    await pressed(page, [{ key: 'Ζ', ...undo, shiftKey: true }]);
    await expect.poll(() => startOf(page)).not.toBe(start);
    await pressed(page, [{ key: 'ئ', ...undo }]);
    await expect.poll(() => startOf(page)).toBe(start);
    await saved(page);
  });

  await test.step('what undo brings back comes into sight, lights up and is named', async () => {
    await pressed(page, [{ key: 'ArrowRight', altKey: true }]);
    await expect.poll(() => startOf(page)).not.toBe(start);
    for (let time = 0; time < 4; time++) await page.keyboard.press('+');
    const timeline = page.locator('.timeline');
    await timeline.evaluate((area) => area.scrollTo(area.scrollWidth, 0));
    await expect(card(page, NAME)).not.toBeInViewport();
    const lit = page.evaluate(
      () =>
        new Promise((resolve) => {
          const observer = new MutationObserver(([change]) => {
            observer.disconnect();
            resolve((change!.target as HTMLElement).getAttribute('aria-label')?.split(',')[0]);
          });
          observer.observe(document.body, { subtree: true, attributeFilter: ['data-lit'] });
        }),
    );
    await page.keyboard.press('Control+z');
    expect(await lit).toBe(NAME);
    await expect(card(page, NAME)).toBeInViewport();
    await expect(page.getByRole('status').filter({ hasText: `Undone: move “${NAME}”` })).toBeVisible();
    await expect.poll(() => startOf(page)).toBe(start);
    await page.keyboard.press('0');
  });

  await test.step('in a field, undo takes letters back while there are any, else the last step', async () => {
    await pressed(page, [{ key: 'ArrowRight', altKey: true }]);
    await expect.poll(() => startOf(page)).not.toBe(start);
    const search = page.getByRole('searchbox', { name: 'Find a tactic' });
    await search.focus();
    await page.keyboard.type('mail');
    await page.keyboard.press('Control+z');
    await expect(search).not.toHaveValue('mail');
    await expect.poll(() => startOf(page)).not.toBe(start);
    await search.fill('');
    await card(page, NAME).focus();
    await search.focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => startOf(page)).toBe(start);
  });

  await test.step('F6 goes from part to part, and back to where one was', async () => {
    // Notices would be a part of their own.
    await expect(page.locator('.notice')).toHaveCount(0);
    await card(page, NAME).focus();
    const chart = page.locator('.chart');
    await expect(chart).toBeVisible();
    const stops = [
      chart,
      page.getByRole('complementary', { name: 'Details' }).getByRole('textbox').first(),
      page.getByRole('radio', { name: 'Plan' }),
      page.getByRole('searchbox', { name: 'Find a tactic' }),
      card(page, NAME),
    ];
    for (const key of ['F6', 'Shift+F6']) {
      for (const stop of stops) {
        await page.keyboard.press(key);
        await expect(stop).toBeFocused();
      }
      stops.splice(0, 4, ...stops.slice(0, 4).toReversed());
    }
  });

  await test.step('a touchpoint is added from the timeline itself', async () => {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Touchpoint' }).click();
    await expect(page.locator('.card:focus')).toHaveAttribute('aria-label', /^New touchpoint,/);
    await expect.poll(() => touchpoint(page, 'New touchpoint')).toBeDefined();
    await page.keyboard.press('Control+z');
    await card(page, NAME).click();
  });

  await test.step('keys with Cmd alone are the browser’s', async () => {
    const scale = () => page.locator('.world').evaluate((world) => world.clientWidth);
    const before = await scale();
    await card(page, NAME).focus();
    for (const key of ['-', '+', '0', 'Delete', 'Enter', 'ArrowRight']) {
      const isTaken = await page.evaluate((pressedKey) => {
        const event = new KeyboardEvent('keydown', { key: pressedKey, metaKey: true, bubbles: true, cancelable: true });
        return !document.activeElement!.dispatchEvent(event);
      }, key);
      expect(isTaken).toBe(false);
    }
    await expect.poll(scale).toBe(before);
    await expect.poll(() => touchpoint(page)).toBeDefined();
    await expect(card(page, NAME)).toBeFocused();
  });

  await test.step('the Delete button goes on at the neighbour and says what went', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: `“${NAME}” deleted.` })).toBeVisible();
    await expect(page.locator('.card:focus')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => touchpoint(page)).toBeUndefined();
  });
});

test('touchpoints are copied, cut and pasted, also into another campaign and a sheet', async ({ page }) => {
  await openSample(page);
  const { length: count } = (await stored(page)).touchpoints;
  const announcement = page.getByTestId('announcement');
  const copies = async () => (await stored(page)).touchpoints.filter(({ name }) => name === NAME);
  await card(page, NAME).click();
  const start = await startOf(page);

  await test.step('a copy stands a week after its original, the next one after the copy', async () => {
    await page.keyboard.press('Control+c');
    await expect(announcement).toContainText('1 touchpoint copied.');
    await page.keyboard.press('Control+v');
    await expect(announcement).toContainText(`Pasted ${NAME}`);
    await page.keyboard.press('Control+v');
    await expect.poll(async () => (await copies()).map((copy) => days(start, copy.start))).toEqual([0, 7, 14]);
    await expect(page.locator('.card:focus')).toHaveAttribute('aria-label', new RegExp(`^${NAME},`));
  });

  await test.step('cut takes away with a way back', async () => {
    await page.keyboard.press('Control+x');
    const notice = page.getByRole('status').filter({ hasText: `“${NAME}” cut.` });
    await expect.poll(async () => (await copies()).length).toBe(2);
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await copies()).length).toBe(3);
  });

  await test.step('what is out of sight comes in the middle of what is in sight', async () => {
    await card(page, NAME).click();
    await page.keyboard.press('Control+c');
    for (let time = 0; time < 4; time++) await page.keyboard.press('+');
    await page.locator('.timeline').evaluate((area) => area.scrollTo(area.scrollWidth, 0));
    await expect(card(page, NAME)).not.toBeInViewport();
    await page.keyboard.press('Control+v');
    await expect.poll(async () => (await copies()).length).toBe(4);
    await expect(page.locator('.card:focus')).toBeInViewport();
  });

  await test.step('a text field keeps the keys, and gets rows', async () => {
    await page.getByRole('searchbox', { name: 'Find a tactic' }).focus();
    await page.keyboard.press('Control+v');
    await expect(page.getByRole('searchbox', { name: 'Find a tactic' })).toHaveValue(/^Date\sLast day\sLane\sName/);
    await page.getByRole('searchbox', { name: 'Find a tactic' }).fill('');
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(count + 3);
  });

  await test.step('another campaign takes them, the lane and all', async () => {
    await saved(page);
    await page.getByRole('button', { name: 'All campaigns' }).click();
    await page.getByRole('button', { name: 'New campaign' }).first().click();
    await page.getByText('Blank campaign').first().click();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.locator('.timeline')).toBeVisible();
    await page.keyboard.press('Control+v');
    await expect(page.locator('.card')).toHaveCount(1);
    await expect(card(page, NAME)).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'is for everyone' })).toHaveCount(0);
  });

  await test.step('it says what cannot be pasted', async () => {
    await page.evaluate(() => navigator.clipboard.writeText('Only words'));
    await page.keyboard.press('Control+v');
    await expect(page.getByRole('status').filter({ hasText: 'no touchpoints on the clipboard' })).toBeVisible();
    await expect(page.locator('.card')).toHaveCount(1);
  });
});
