import type { Page } from '@playwright/test';
import type { Campaign } from '../src/campaign/document.ts';
import { callStudio, expect, test } from './launch.ts';

/** What comes out of a printer: everything, light, and without what can only be pressed. */

const screen = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

test('the whole plan is on paper, and every screen unrolled', async ({ page }) => {
  const list = (await callStudio(page, 'library.list', {})) as { value: { campaigns: { id: string }[] } };
  const { id } = list.value.campaigns[0]!;
  const { campaign } = ((await callStudio(page, 'campaign.open', { id })) as { value: { campaign: Campaign } }).value;
  await callStudio(page, 'preferences.set', { changes: { theme: 'dark' } });
  await page.evaluate((name) => {
    window.location.hash = `campaign=${name}`;
  }, id);
  await expect(page.locator('.card').first()).toBeVisible();

  await test.step('the plan: every touchpoint, phase and goal, on several pages', async () => {
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('.plan-sheet');
    const names = [...campaign.touchpoints, ...campaign.phases, ...campaign.goals, ...campaign.events];
    for (const { name } of names) await expect(sheet.getByRole('rowheader', { name }).first()).toBeVisible();
    await expect(page.locator('.timeline')).toBeHidden();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: campaign.name })).toBeVisible();
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return { color, backgroundColor };
    });
    expect(colours.backgroundColor).toBe('rgb(255, 255, 255)');
    expect(colours.color).not.toBe('rgb(236, 234, 230)');
    await page.emulateMedia({ media: null });
    await expect(sheet).toHaveCount(0);
    // By the printer's own way, which says beforeprint instead.
    expect(pages(await page.pdf({ format: 'A4' }))).toBeGreaterThan(1);
    await expect(sheet).toHaveCount(0);
  });

  for (const name of ['Audience', 'Goals', 'Decide', 'Brand', 'Settings']) {
    await test.step(name, async () => {
      await screen(page, name).click();
      await expect(page.locator('.screen h1')).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.page, .page *')]
          .filter((element) => {
            const { overflowX, overflowY } = getComputedStyle(element);
            const clips = (overflow: string) => overflow !== 'visible' && overflow !== 'clip';
            return (
              !element.closest('svg, .visually-hidden, input, [aria-hidden="true"]') &&
              ((clips(overflowY) && element.scrollHeight > element.clientHeight + 2) ||
                (clips(overflowX) && element.scrollWidth > element.clientWidth + 2))
            );
          })
          .map((element) => `${element.tagName} ${element.className}`),
      );
      expect(cut).toEqual([]);
      await expect(page.locator('.top-bar button:visible')).toHaveCount(0);
      await page.emulateMedia({ media: null });
    });
  }
});
