import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launch.ts';

/** Forced colours take backgrounds and shadows away. What they said has to be said still. */

/** How an element looks, by what forced colours leave. */
const look = (target: Locator) =>
  target.evaluate((element) => {
    const style = getComputedStyle(element);
    return [
      style.backgroundColor,
      style.color,
      style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`,
      style.borderTopWidth,
      style.borderTopColor,
      style.borderInlineStartWidth,
    ].join(' | ');
  });

/** The colours of what is drawn, which may be none or the canvas' own. */
const fills = (targets: Locator) =>
  targets.evaluateAll((elements) =>
    elements.map((element) => {
      const style = getComputedStyle(element);
      return style.backgroundColor === 'rgba(0, 0, 0, 0)' ? style.borderTopColor : style.backgroundColor;
    }),
  );

async function expectTold(page: Page, chosen: string, others: string, where: string): Promise<void> {
  const isChosen = page.locator(chosen).first();
  await expect(isChosen, where).toBeVisible();
  await expect(page.locator(others), `${where}: nothing to compare with`).not.toHaveCount(0);
  await expect.poll(() => look(isChosen), where).not.toBe(await look(page.locator(others).first()));
}

test('what is chosen and what is drawn can be told in forced colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark', reducedMotion: 'reduce' });
  const canvas = () =>
    page.evaluate(() => {
      const probe = document.createElement('div');
      document.body.append(probe);
      probe.style.backgroundColor = 'Canvas';
      const colour = getComputedStyle(probe).backgroundColor;
      probe.remove();
      return colour;
    });
  const expectDrawn = async (selector: string) => {
    await expect(page.locator(selector).first(), selector).toBeAttached();
    const colours = await fills(page.locator(selector));
    for (const colour of colours) expect([await canvas(), 'rgba(0, 0, 0, 0)'], selector).not.toContain(colour);
  };
  const expectPainted = async (selector: string) => {
    await expect(page.locator(selector), selector).not.toHaveCount(0);
    const paints = await page
      .locator(selector)
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).fill));
    for (const paint of paints) expect([await canvas(), 'none'], selector).not.toContain(paint);
  };
  const expectSegments = async (group: string) => {
    const options = page.getByRole('radiogroup', { name: group }).first();
    const chosen = options.locator('[aria-checked="true"]');
    const other = options.locator('[aria-checked="false"]').first();
    await expect.poll(() => look(chosen), group).not.toBe(await look(other));
  };

  await test.step('templates', async () => {
    await page.getByRole('button', { name: 'New campaign' }).first().click();
    await expectTold(page, '.template-card[data-selected]', '.template-card:not([data-selected])', 'template');
    await page.keyboard.press('Escape');
  });

  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.chart path.median')).toBeVisible();
  await test.step('the timeline', async () => {
    for (const kind of ['.card', '.phase-band', '.mark-event', '.mark-goal', '.lane-label']) {
      // By the left end, where a name stands: the middle may lie beyond what is in sight.
      await page
        .locator(kind)
        .first()
        .click({ position: { x: 4, y: 8 } });
      await expect(page.locator(`${kind}[aria-pressed="true"]`)).toHaveCount(1);
      await expectTold(page, `${kind}[aria-pressed="true"]`, `${kind}[aria-pressed="false"]`, kind);
    }
    await expect.poll(() => look(page.locator('.phase-band').first())).toMatch(/1px/);
    await page.locator('.card').first().click();
    await expectDrawn('.tactic-row .swatch');
    await expectDrawn('.switch[data-selected] .switch-track');
  });
  await test.step('choices of a few', async () => {
    for (const group of ['Parts of the campaign', 'Tactics', 'Direction', 'What the forecast shows'])
      await expectSegments(group);
  });
  await test.step('legends', async () => {
    for (const view of ['Active learners', 'Stages']) {
      await page.getByRole('radio', { name: view }).click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const keys = await fills(page.locator('.forecast .key'));
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).not.toContain(await canvas());
      }
    }
    const [push] = await fills(page.locator('.tactics .tactic-row .swatch-push'));
    const [pull] = await fills(page.locator('.tactics .tactic-row .swatch-pull'));
    expect(push).not.toBe(pull);
  });
  await test.step('bars', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Audience' }).click();
    await expectTold(page, '.segment-item[aria-selected="true"]', '.segment-item[aria-selected="false"]', 'segment');
    await expectDrawn('.share-bar > span');
    await expectDrawn('.friction-bars > span');
    await page.getByRole('radio', { name: 'Goals' }).click();
    await expectDrawn('.share-bar > span');
    await expectDrawn('.overview-goal');
    await page.getByRole('radio', { name: 'Decide' }).click();
    await expect(page.locator('.sensitivity .row-picture [data-tone]').first()).toBeVisible();
    await expectPainted('.row-picture [data-tone]');
    await expectPainted('.row-picture text');
    await expectDrawn('.key');
  });
  await test.step('parts of the settings', async () => {
    await page.getByRole('radio', { name: 'Settings' }).click();
    await expectTold(page, '.settings-tab[aria-selected="true"]', '.settings-tab[aria-selected="false"]', 'tab');
    await page.getByRole('tab', { name: 'Phases' }).click();
    await expectDrawn('.phase-aim-bar > span');
  });
});
