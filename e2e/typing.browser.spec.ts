import type { Page } from '@playwright/test';
import type { Campaign } from '../src/campaign/document.ts';
import { callStudio, expect, test } from './launch.ts';
import { card, saved } from './steps.ts';

/** What is typed is never lost, whatever is done next, and Esc takes back one field that Ctrl+Z brings back. */

const SAMPLE = 'New learning platform';

async function stored(page: Page): Promise<Campaign> {
  const list = (await callStudio(page, 'library.list', {})) as { value: { campaigns: { id: string }[] } };
  const open = (await callStudio(page, 'campaign.open', { id: list.value.campaigns[0]!.id })) as {
    value: { campaign: Campaign };
  };
  return open.value.campaign;
}

const launch = async (page: Page) =>
  (await stored(page)).touchpoints.find((touchpoint) => touchpoint.name.startsWith('Launch email'))!;

const inspector = (page: Page) => page.getByRole('complementary');
const field = (page: Page, label: string) => inspector(page).getByLabel(label, { exact: true });

/** Ways of leaving a field. Each leads back to where the card can be clicked again. */
const WAYS: { name: string; leave: (page: Page) => Promise<unknown> }[] = [
  { name: 'another card', leave: (page) => card(page, 'Reminder where they left off').click() },
  { name: 'the same card with Shift', leave: (page) => card(page, 'Launch email').click({ modifiers: ['Shift'] }) },
  { name: 'a phase', leave: (page) => page.locator('[data-kind="phase"]').first().click() },
  { name: 'a goal', leave: (page) => page.locator('[data-kind="goal"]').first().click() },
  { name: 'an event', leave: (page) => page.locator('[data-kind="event"]').first().click() },
  { name: 'a lane', leave: (page) => page.locator('.lane-label').first().click() },
  { name: 'Ctrl+S', leave: (page) => page.keyboard.press('Control+s') },
  { name: 'Ctrl+Enter', leave: (page) => page.keyboard.press('Control+Enter') },
  { name: 'Tab', leave: (page) => page.keyboard.press('Tab') },
  {
    name: 'another screen',
    leave: async (page) => {
      await page.getByRole('radio', { name: 'Audience' }).click();
      await page.getByRole('radio', { name: 'Plan' }).click();
    },
  },
  {
    name: 'Back',
    leave: async (page) => {
      await page.goBack();
      await expect(page.getByText(SAMPLE).first()).toBeVisible();
      await page.goForward();
    },
  },
];

test('what is typed is stored whatever is done next', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  for (const [index, { name, leave }] of WAYS.entries()) {
    await test.step(name, async () => {
      await card(page, 'Launch email').click();
      const text = `Typed before ${name} (${index}).`;
      await field(page, 'Text').fill(text);
      await leave(page);
      await expect.poll(async () => (await launch(page)).message.body).toBe(text);
      await saved(page);
    });
  }
});

test('Esc takes back one field and Ctrl+Z brings it back; the keys of an input method do nothing', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await card(page, 'Launch email').click();
  const text = field(page, 'Text');
  const before = await text.inputValue();
  await text.fill('A paragraph of an hour.');
  await text.press('Escape');
  await expect(text).toHaveValue(before);
  await text.press('Control+z');
  await expect(text).toHaveValue('A paragraph of an hour.');

  const composing = (key: string) =>
    text.evaluate(
      (element, pressed) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, isComposing: true, bubbles: true })),
      key,
    );
  await composing('Escape');
  await expect(text).toHaveValue('A paragraph of an hour.');
  await page.reload();
  await expect.poll(async () => (await launch(page)).message.body).toBe('A paragraph of an hour.');
});

test('the wheel changes no number, and a limit is said', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await page.getByRole('radio', { name: 'Audience' }).click();
  const people = page.getByLabel('Learners', { exact: true }).first();
  const before = await people.inputValue();
  await people.click();
  await page.mouse.wheel(0, 240);
  await expect(people).toHaveValue(before);
  await people.fill('1,815 people');
  await people.press('Enter');
  await expect(people).toHaveValue('1,815');
  await people.fill('99999999999');
  await people.press('Enter');
  await expect(people).toHaveValue('10,000,000,000');
  await expect(page.getByText('The most is 10,000,000,000.')).toBeVisible();
});
