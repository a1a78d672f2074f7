import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launch.ts';

/**
 * Places, languages and findings in the words of the window, dates and digits in the person's own, and what a new segment and an imported
 * list are told of. Arabic shows best what gets mixed up: other digits, another direction.
 */
test.use({ locale: 'ar-EG', timezoneId: 'Africa/Cairo' });

const ARABIC_LETTERS = /[\u0621-\u064a]/;
const digits = (text: string) =>
  Number(text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/\D/g, ''));

const COLUMNS = 30;
const WIDE_PLAN = [
  Array.from({ length: COLUMNS }, (_, column) => ['Date', 'Name', 'Channel'][column] ?? `Further heading ${column}`),
  Array.from(
    { length: COLUMNS },
    (_, column) => ['2027-01-12', 'Wide', 'Email'][column] ?? `a-long-word-without-a-gap-${'x'.repeat(60)}`,
  ),
]
  .map((row) => row.join(','))
  .join('\n');

const PEOPLE = [
  'Department,Employee',
  ...Array.from({ length: 20 }, (_, row) => `${row % 2 ? 'Sales' : 'Service'},person${row}@example.org`),
].join('\n');

/** Chooses a file by the button that asks for one. */
async function choose(page: Page, button: Locator, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(path);
}

test('places, languages and findings are told in the words of the window', async ({ page }, testInfo) => {
  const dialog = page.getByRole('dialog');

  await test.step('a spreadsheet that is opened as a file is imported, in a dialog that holds it at every width', async () => {
    const path = testInfo.outputPath('Wide plan.csv');
    writeFileSync(path, WIDE_PLAN);
    await choose(page, page.getByRole('button', { name: 'Open a file…' }), path);
    await expect(dialog.getByRole('cell', { name: 'Wide' })).toBeVisible();
    for (const width of [1024, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const wider = await dialog.evaluate((element) =>
        [element, ...element.querySelectorAll('.intake, .column-grid, .column-choice, .dialog-body')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map(({ className }) => className),
      );
      expect(wider, `${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.card').first()).toBeVisible();

  await page.getByRole('radio', { name: 'Audience' }).click();
  const field = (name: string) => page.locator('.segment-form').getByLabel(name, { exact: true });
  const facts = page.getByRole('option', { selected: true }).locator('.segment-facts').first();

  await test.step('a new segment takes the language and the zone of nobody else, and hears what it hears', async () => {
    const language = page.locator('.segment-form').getByRole('button', { name: /Language/ });
    await page.getByRole('button', { name: 'Add a segment' }).click();
    await expect(language).toContainText('English');
    await language.click();
    await page.getByRole('option', { name: 'Polish', exact: true }).click();
    await expect(page.locator('.hearing')).toContainText('they read Polish');
    // From now on the segments do not agree: the person's own language is the likeliest.
    await page.getByRole('button', { name: 'Add a segment' }).click();
    await expect(language).toContainText('Arabic');
    await expect(page.locator('.hearing')).toContainText('touchpoints reach them');
    await expect.poll(() => facts.innerText()).not.toMatch(ARABIC_LETTERS);
    await page
      .locator('.segment-form')
      .getByRole('button', { name: /Reached by/ })
      .click();
    await expect(page.getByRole('option', { name: 'Every channel' })).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('option', { name: 'Poster' }).click();
    await expect(page.getByRole('option', { name: 'Every channel' })).toHaveAttribute('aria-selected', 'false');
    await page.keyboard.press('Escape');
    await expect(page.locator('.hearing')).toContainText('No launch message comes to them.');
  });

  await test.step('a segment’s bar is its share of the whole audience', async () => {
    const bars = await page
      .locator('.share-bar > span')
      .evaluateAll((elements) => elements.map((element) => parseFloat((element as HTMLElement).style.inlineSize)));
    expect(bars.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 5);
  });

  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await test.step('zones are found by any name that people have for them', async () => {
    const wanted: [string, RegExp][] = [
      ['Kolkata', /^Kolkata, India/],
      ['Kyiv', /^Kyiv, Ukraine/],
      ['Mumbai', /^Mumbai: Kolkata, India/],
      ['San Francisco', /^San Francisco: Los Angeles/],
      ['Nepal', /^Kathmandu, Nepal/],
      ['CET', /Berlin, Germany/],
      ['GMT', /UTC/],
    ];
    for (const [typed, found] of wanted) {
      await zone.fill(typed);
      await expect(page.getByRole('option').filter({ hasText: found }).first(), typed).toBeVisible();
    }
    await zone.fill('Beijing');
    await expect(page.getByRole('option').first()).toContainText('Shanghai');
    await zone.press('Enter');
    await expect(zone).toHaveValue('Shanghai, China');
    await expect(page.getByRole('listbox', { name: 'Time zone' })).toHaveCount(0);
    await expect(facts).toContainText('Shanghai');
    await zone.fill('Nuuk');
    await zone.press('ArrowDown');
    await zone.press('Enter');
    await expect(zone).toHaveValue('Nuuk, Greenland');
    await zone.fill('ho chi minh');
    await zone.press('Tab');
    await expect(zone).toHaveValue('Ho Chi Minh, Vietnam');
  });

  await test.step('a place that there is not is said to be none, and the old zone stays in sight', async () => {
    await zone.fill('Atlantis');
    await expect(page.getByText('No place of that name')).toBeVisible();
    await expect(zone).toHaveAttribute('aria-expanded', 'true');
    await zone.press('Tab');
    await expect(zone).toHaveValue('Ho Chi Minh, Vietnam');
    await expect(
      page.getByText('No place is called “Atlantis”. The zone is still Ho Chi Minh, Vietnam.'),
    ).toBeVisible();
    await zone.fill('Kolk');
    await zone.press('Escape');
    await expect(zone).toHaveValue('Ho Chi Minh, Vietnam');
    await expect(facts).toContainText('Ho Chi Minh');
  });

  await test.step('marks of direction that were never closed are taken out of a name', async () => {
    await field('Name').fill('\u202eHarbour');
    await field('Name').press('Enter');
    await expect(field('Name')).toHaveValue('Harbour');
    await expect(page.locator('.segment-form h2')).toHaveText('Harbour');
  });

  await test.step('the bar counts what the list holds, and what it says leads to segments and goals', async () => {
    await page.getByRole('radio', { name: 'Goals' }).click();
    await page.getByRole('button', { name: 'Add a goal' }).first().click();
    const bar = page.locator('.top-bar').getByRole('button', { name: /finding/ });
    const list = page.locator('.finding');
    await bar.click();
    await expect(list.first()).toBeVisible();
    expect(digits(await bar.innerText())).toBe(await list.count());
    await list.filter({ hasText: '“Harbour”' }).getByRole('button').first().click();
    await expect(page.locator('.segment-form h2')).toHaveText('Harbour');
    await bar.click();
    await list.filter({ hasText: 'to the goal' }).getByRole('button').first().click();
    await expect(page.locator('.inspector-head h2')).toHaveText('Goal');
    await page.getByRole('radio', { name: 'Audience' }).click();
  });

  await test.step('a people list without a language asks for one', async () => {
    const path = testInfo.outputPath('People.csv');
    writeFileSync(path, PEOPLE);
    await page.getByRole('button', { name: 'Import a people list…' }).click();
    await choose(page, dialog.getByRole('button', { name: 'Choose a file…' }), path);
    await expect(dialog.getByRole('cell', { name: 'Sales' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: /Their language/ })).toContainText('Arabic');
    await dialog.getByRole('button', { name: /Their language/ }).click();
    await page.getByRole('option', { name: 'Polish', exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Their time zone' }).fill('Warsaw');
    await dialog.getByRole('combobox', { name: 'Their time zone' }).press('Enter');
    await expect(dialog.getByRole('row', { name: /Sales.*Warsaw, Poland.*Polish/ })).toBeVisible();
    await dialog.getByRole('button', { name: /^Bring in/ }).click();
    await expect(page.getByRole('option', { name: /Service/ })).toContainText('Warsaw · Polish');
  });
});
