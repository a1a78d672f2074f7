import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { card, openSample, saved, stored } from './steps.ts';

/** What is typed and cannot be taken: the field says so, and shows what holds. What can be understood is understood, in every way of writing. */

const touchpoint = async (page: Page) =>
  (await stored(page)).touchpoints.find(({ name }) => name.startsWith('Launch email'))!;
/** A field by its label, with what stands in it and under it. */
const fieldOf = (page: Page, label: string) =>
  page.locator('.field', { has: page.locator('label, .field-label').getByText(label, { exact: true }) }).first();
const part = (field: Locator, type: string) => field.locator(`[data-type="${type}"]`);

/** The field says it aloud, and whoever comes back to it hears it again. */
async function expectSaid(field: Locator, text: string | RegExp): Promise<void> {
  const alert = field.getByRole('alert');
  await expect(alert).toHaveText(text);
  await expect(alert).toBeVisible();
  await expect(alert).toHaveAttribute('id', /\S/);
  const id = (await alert.getAttribute('id'))!;
  await expect(field.locator(`[aria-describedby~="${id}"]`).first()).toBeVisible();
}

/** Writes a date or a time part by part, from the part of that kind on. */
async function write(field: Locator, type: string, keys: string): Promise<void> {
  await part(field, type).click();
  await part(field, type).pressSequentially(keys);
}

test('a field that was left with what it cannot take says so and shows what holds', async ({ page }) => {
  await openSample(page);
  await card(page, 'Launch email').click();
  const { name, start } = await touchpoint(page);
  const [nameField, first, last] = ['Name', 'First day', 'Last day'].map((label) => fieldOf(page, label)) as [
    Locator,
    Locator,
    Locator,
  ];
  const input = nameField.getByRole('textbox');

  await test.step('a required text', async () => {
    await input.fill('  ');
    await input.press('Tab');
    await expect(input).toHaveValue(name);
    await expectSaid(nameField, '“Name” cannot be left empty. What stood there stands again.');
    await input.fill(`${name}, typed on`);
    await expect(nameField.getByRole('alert')).toHaveCount(0);
    await input.press('Escape');
  });

  await test.step('a required text whose field goes away at once', async () => {
    await input.fill('');
    await card(page, 'Reminder where they left off').click();
    await expect(page.getByText('Name: “Name” cannot be left empty.')).toBeVisible();
    await card(page, 'Launch email').click();
    await expect(input).toHaveValue(name);
  });

  const shown = (field: Locator) => field.locator('.date-input').innerText();
  await test.step('half a date', async () => {
    const before = await shown(first);
    for (let times = 0; times < 2; times++) await part(first, 'day').press('Backspace');
    await expect(part(first, 'day')).toHaveAttribute('data-placeholder', 'true');
    await nameField.getByRole('textbox').click();
    await expectSaid(first, '“First day” was left without a whole date. The old day stands again.');
    await expect.poll(() => shown(first)).toBe(before);
  });

  await test.step('a year beyond all campaigns', async () => {
    const before = await shown(first);
    await write(first, 'year', '2207');
    await part(first, 'year').press('Enter');
    await expectSaid(first, '“First day” can be a day from 1970 to 2199. The old day stands again.');
    await input.click();
    await expect.poll(() => shown(first)).toBe(before);
    await expect(page.getByText(/\bstart\b/)).toHaveCount(0);
    await expect(page.locator('.notice')).toHaveCount(1);
  });

  await test.step('a last day years after the first', async () => {
    const before = await shown(last);
    await write(last, 'year', '2199');
    await part(last, 'year').press('Enter');
    await expectSaid(last, 'That would be longer than 3,660 days. The old day stands again.');
    await expect.poll(() => shown(last)).toBe(before);
  });

  await test.step('a last day before the first', async () => {
    const before = await shown(last);
    await write(last, 'year', '2020');
    await part(last, 'year').press('Enter');
    await expectSaid(last, /^That day comes before the first, .*\. Move the first day, or choose a later one\./);
    await expect.poll(() => shown(last)).toBe(before);
    expect(await touchpoint(page)).toMatchObject({ start });
  });

  await test.step('half a time', async () => {
    await page.getByText('At each segment’s preferred time').click();
    const at = fieldOf(page, 'At');
    await expect(at).toBeVisible();
    const before = await shown(at);
    for (let times = 0; times < 2; times++) await part(at, 'minute').press('Backspace');
    await input.click();
    await expectSaid(at, '“At” was left without a whole time. The old time stands again.');
    await expect.poll(() => shown(at)).toBe(before);

    await test.step('a time by Enter is one step, which Ctrl+Z takes back', async () => {
      const old = (await touchpoint(page)).time.at;
      await write(at, 'hour', '7');
      await part(at, 'hour').press('Enter');
      await expect.poll(async () => (await touchpoint(page)).time.at).not.toBe(old);
      await page.keyboard.press('Control+z');
      await expect.poll(async () => (await touchpoint(page)).time.at).toBe(old);
      await expect.poll(() => shown(at)).toBe(before);
    });
  });

  await test.step('two digits are a year of this century; a date by Enter is one step, which Ctrl+Z takes back', async () => {
    await write(first, 'year', '28');
    await part(first, 'year').press('Enter');
    await expect.poll(async () => (await touchpoint(page)).start).toBe(`2028${start.slice(4)}`);
    await expect(part(first, 'year')).toHaveText('2028');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await touchpoint(page)).start).toBe(start);
    await expect(part(first, 'year')).toHaveText(start.slice(0, 4));
  });
  await saved(page);
});

/** The field of a goal's target, and of a segment's learners, filled and left; what is stored then. */
const target = async (page: Page, text: string) => {
  const field = page.getByLabel('Target', { exact: true }).first();
  await field.fill(text);
  await field.press('Enter');
  await saved(page);
  return (await stored(page)).goals.map((goal) => goal.target);
};

test.describe('where a comma parts the decimals, in German', () => {
  test.use({ locale: 'de-DE' });
  test('shares are understood with a point and with a comma', async ({ page }) => {
    await openSample(page);
    await page.getByRole('radio', { name: 'Goals' }).click();
    await page
      .getByRole('button', { name: (await stored(page)).goals[0]!.name, expanded: false })
      .first()
      .click();
    for (const [text, share] of [
      ['42.5', 0.425],
      ['0.5', 0.005],
      ['42,5', 0.425],
    ] as const)
      await expect.poll(() => target(page, text), text).toContain(share);
  });
});

test.describe('where a comma parts the decimals, in French', () => {
  test.use({ locale: 'fr-FR' });
  test('a count is understood with a point, and rounded aloud', async ({ page }) => {
    await openSample(page);
    await page.getByRole('radio', { name: 'Audience' }).click();
    const learners = page.getByLabel('Learners', { exact: true }).first();
    await learners.fill('12.5');
    await learners.press('Enter');
    await expect(learners).toHaveValue('13');
    await expectSaid(fieldOf(page, 'Learners'), 'Rounded to 13.');
    await saved(page);
    await expect.poll(async () => (await stored(page)).segments.map(({ size }) => size)).toContain(13);
  });
});
