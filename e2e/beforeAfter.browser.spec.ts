import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { card, saved, WORKING } from './steps.ts';

/** What an edit does to the goals: an estimate at once, told once the runs are there, and nothing where nothing was edited. */

const strip = (page: Page) => page.locator('.goal-strip');
/** The runs have replaced the estimate, and nothing is being simulated. */
const simulated = (page: Page) =>
  expect(page.locator('.forecast-status')).toHaveText(/^A planning assumption/, WORKING);

interface Said {
  /** How each goal's change is told. */
  changes: (string | undefined)[];
  text: string;
}

/** From now on, everything that the strip says, however short. */
async function watchStrip(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: Said[] = [];
    Object.assign(window, { said });
    const look = () => {
      const text = document.querySelector<HTMLElement>('.goal-strip')?.innerText ?? '';
      const goals = [...document.querySelectorAll<HTMLElement>('.goal-strip [data-change]')];
      const changes = goals.map((goal) => goal.dataset['moved'] ?? goal.dataset['change']);
      const last = said.at(-1);
      if (last?.text !== text || last.changes.join() !== changes.join()) said.push({ changes, text });
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['data-change', 'data-moved'],
    });
  });
}
const said = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: Said[] }).said.filter(({ text }) => text !== ''));

test('the goals tell what an edit does, and nothing where there was none', async ({ page }) => {
  test.slow();
  await watchStrip(page);
  await page.getByText('New learning platform').first().click();
  await card(page, 'Launch text to the field').click();
  await expect(strip(page).locator('dt')).toHaveCount(4);

  await test.step('without an edit no difference is shown, from the estimate to the runs', async () => {
    await simulated(page);
    await expect(strip(page)).not.toContainText('≈');
    const texts = (await said(page)).map(({ text }) => text);
    expect(texts.join('\n')).not.toMatch(/→|difference/);
    // The estimate, where it was seen before the runs, then the runs that replaced it, and nothing between.
    expect(texts.slice(0, -1).filter((text) => !text.includes('≈'))).toEqual([]);
    expect(texts.length).toBeLessThanOrEqual(2);
    await card(page, 'Launch film').click();
    await card(page, 'Launch text to the field').click();
    await expect(page.locator('.goal-strip [data-change]:not([data-change="none"])')).toHaveCount(0);
  });

  await test.step('a day makes an estimate that is grey, and then what the runs tell', async () => {
    const { length } = await said(page);
    await page.keyboard.press('Alt+ArrowRight');
    const told = async () => (await said(page)).slice(length).map(({ changes }) => changes.join());
    await expect.poll(told).toContain('estimate,estimate,estimate,estimate');
    await saved(page);
    await expect(page.locator('.goal-strip [data-change="estimate"]')).toHaveCount(0, WORKING);
    await simulated(page);
    await expect(page.locator('.goal-strip [data-change="same"]').first()).toContainText(
      'no difference that can be told',
    );
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.locator('.goal-strip [data-change="none"]')).toHaveCount(4);
  });

  await test.step('without much of it the plan has less of a chance, in the strip as in the chart', async () => {
    for (const name of ['Launch email', 'Launch film', 'Manager cascade', 'Single sign-on', 'Two minutes a day'])
      await card(page, name).click({ modifiers: ['Control'] });
    await page.keyboard.press('Delete');
    const told = page.locator('.goal-strip [data-change="told"][data-moved="down"]');
    await expect(told.first()).toContainText(/\d+% → .*\d+%\n?−\d+ \(−\d+ to −\d+\)/, WORKING);
    await simulated(page);
    const chances = await page.locator('.goal-strip dd:first-of-type').allInnerTexts();
    for (const label of await page.locator('.goal-mark text').allTextContents())
      expect(chances.some((chance) => label.startsWith(chance.replace(/^.*→ /, '')))).toBe(true);
  });

  await test.step('what was taken back is no difference', async () => {
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(page.locator('.goal-strip [data-change="none"]')).toHaveCount(4);
  });
});

test('what Decide has worked out stays when the screen is left, until the plan changes', async ({ page }) => {
  await page.getByText('New learning platform').first().click();
  await expect(card(page, 'Launch')).toBeVisible();
  const open = (tab: string) => page.getByRole('radio', { name: tab, exact: true }).click();
  await open('Decide');
  await page.getByRole('button', { name: 'Work out contributions' }).click();
  await expect(page.locator('.contributions .row-chart-foot')).toBeVisible(WORKING);
  await page.getByRole('radio', { name: 'Touchpoint' }).click();

  await test.step('harm is said only where the band leaves no doubt', async () => {
    const rows = page.locator('.contributions [data-row]', { has: page.locator('.contribution-word') });
    await expect(rows).not.toHaveCount(0);
    for (const row of await rows.all()) {
      const [low, high] = (await row.locator('.contribution-band').innerText()).replace(/[()]/g, '').split(' to ');
      const isHarm = (await row.innerText()).includes('it does harm');
      if (isHarm) expect([low![0], high![0]]).toEqual(['+', '+']);
      else await expect(row.locator('.contribution-word')).toHaveText('may add little beside the others');
    }
  });

  await test.step('it is there again, and a search goes on meanwhile', async () => {
    const contributions = await page.locator('.contributions [data-row]').allInnerTexts();
    const changes = page.getByRole('textbox', { name: 'Changes at most' });
    await changes.fill('2');
    await changes.press('Enter');
    await page.getByRole('button', { name: 'Search' }).click();
    await open('Goals');
    await open('Decide');
    await expect(page.locator('.contributions [data-row]')).toHaveText(contributions, { useInnerText: true });
    await expect(changes).toHaveValue('2');
    await expect(page.locator('.proposal').first()).toBeVisible(WORKING);
    await open('Plan');
    await open('Decide');
    await expect(page.locator('.proposal').first()).toBeVisible();
    await expect(page.getByText('The plan has changed since this was worked out.')).toHaveCount(0);
  });

  await test.step('once the plan differs it says so, and stays', async () => {
    await open('Plan');
    await card(page, 'Launch film').click();
    await page.keyboard.press('Delete');
    await saved(page);
    await open('Decide');
    await expect(page.getByText('The plan has changed since this was worked out.')).toHaveCount(2);
    await expect(page.locator('.contributions .row-chart-foot')).toBeVisible();
    await expect(page.locator('.proposal').first()).toBeVisible();
  });
});
