import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, openSample, stored, WORKING } from './steps.ts';

/** The contacts of each segment under the lanes, and what a mark says of its touchpoint. */

const load = (page: Page) => page.getByRole('region', { name: 'Contacts a week' });
const strip = (page: Page) => load(page).locator('.contact-load-strip');

async function centreOf(page: Page, name: string) {
  const box = await boxOf(card(page, name));
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('weeks over the cap show while a message is dragged, and lead to their messages', async ({ page }) => {
  await openSample(page);
  await expect(load(page)).toContainText('No week is over the cap');
  const from = await centreOf(page, 'Before the old system closes');
  const to = await centreOf(page, 'Launch email');
  // Four weeks lie between them. The end of the week is far enough from the edge for the calendar to stay, however long it is held there.
  const perDay = (from.x - to.x) / 28;
  const drag = async () => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 40, from.y, { steps: 2 });
    await page.mouse.move(to.x + 4 * perDay, from.y, { steps: 4 });
  };

  await test.step('it moves with the hand, and goes back with Esc', async () => {
    await drag();
    await expect(load(page)).toContainText('over the cap in some weeks');
    await expect(strip(page).locator('.contact-load-over').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(load(page)).toContainText('No week is over the cap');
  });

  await test.step('the check names the same weeks', async () => {
    await drag();
    await page.mouse.up();
    await expect(load(page)).toContainText('over the cap in some weeks');
    // With nothing selected the details are about the whole plan.
    await page.locator('.row-label').first().click();
    await expect(page.getByText(/gets? 3 messages; the cap is 2/).first()).toBeAttached();
  });

  await test.step('a click on a week selects its messages', async () => {
    await strip(page).locator('.contact-load-over').first().click();
    await expect(page.locator('.card[aria-pressed="true"]')).toHaveCount(3);
  });

  await test.step('so does the keyboard, which reads week by week', async () => {
    await page.locator('.row-label').first().click();
    await expect(page.locator('.card[aria-pressed="true"]')).toHaveCount(0);
    await strip(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Home');
    await expect(strip(page)).toHaveAttribute('aria-label', /Office teams, week of .*: 3 messages; the cap is 2/);
    await page.keyboard.press('ArrowDown');
    await expect(strip(page)).toHaveAttribute('aria-label', /Customer service, week of/);
    await page.keyboard.press('Enter');
    await expect(page.locator('.card[aria-pressed="true"]')).toHaveCount(3);
  });
});

test('a touchpoint that may add little says so on its mark, with figures, until the plan changes', async ({ page }) => {
  await openSample(page);
  const sign = page.locator('.card[data-effect="little"]').first();
  await expect(sign).toBeVisible(WORKING);
  await expect(sign).toHaveAttribute('aria-label', /, may add little beside the others$/);
  await sign.hover();
  await expect(page.getByRole('tooltip')).toContainText(
    /May add little beside the others: it changes the learners in active use by [+−]?[\d.]+ \([+−]?[\d.]+ to [+−]?[\d.]+\)/,
  );
  await card(page, 'Launch film').focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.card[data-effect]')).toHaveCount(0);
});

test('the cap holds messages back where the campaign says so, and what must be sent is', async ({ page }) => {
  await openSample(page);
  const choose = async (field: RegExp, option: string) => {
    await page.getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: option }).click();
  };
  const heldBack = page.getByText(/is not sent on .* as much as the cap of 1 a week allows/);

  await test.step('the settings say what happens beyond the cap', async () => {
    await page.getByRole('radio', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Contact rules' }).click();
    const cap = page.getByRole('textbox', { name: 'Cap: messages a week' });
    await cap.fill('1');
    await cap.press('Enter');
    await expect(page.getByText(/^Nothing is held back: forecast and exports hold all messages/)).toBeVisible();
    await choose(/Messages beyond the cap$/, 'Drop them');
    await expect(page.getByText('forecast and exports leave them out, and the checks say which.')).toBeVisible();
    await expect.poll(async () => (await stored(page)).contact).toMatchObject({ capPerWeek: 1, atCap: 'drop' });
  });

  let name = '';
  await test.step('no week is above it any more, and the checks name what is dropped', async () => {
    await page.getByRole('radio', { name: 'Plan' }).click();
    await expect(load(page)).toContainText('No week is over the cap');
    await expect(heldBack.first()).toBeAttached();
    name = /“(.*?)” is not sent/.exec(await heldBack.first().innerText())![1]!;
  });

  await test.step('a touchpoint that must be sent is not held back', async () => {
    await page
      .getByRole('button', { name: `Show where: “${name}” is not sent` })
      .first()
      .click();
    await choose(/Where a week is full$/, 'Must be sent: never held back');
    const priority = async () => (await stored(page)).touchpoints.find((one) => one.name === name)!.priority;
    await expect.poll(priority).toBe('must');
    await expect(page.getByText(`“${name}” is not sent`)).toHaveCount(0);
  });
});
