import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { boxOf, card, openSample, saved, stored } from './steps.ts';

/** Ideas wait on the shelf for a date: written down, planned and put back by the mouse, by the keyboard and by presses alone. */

const tab = (page: Page, name: 'Tactics' | 'Shelf') =>
  page.getByRole('radiogroup', { name: 'Tactics or shelf' }).getByRole('radio', { name });
const idea = (page: Page, name: string) => page.locator('.idea-row', { hasText: name });
const newIdea = (page: Page) => page.getByRole('textbox', { name: 'New idea' });
const said = (page: Page) => page.getByTestId('announcement');
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const names = async (page: Page) => (await stored(page)).ideas.map(({ name }) => name);
const touchpointOf = async (page: Page, name: string) =>
  (await stored(page)).touchpoints.find((touchpoint) => touchpoint.name === name);

/** Of what belongs to the shelf; the whole window is for accessibility.browser.spec.ts. */
async function expectNothing(page: Page, parts: string[]): Promise<void> {
  const { violations } = await parts
    .reduce((builder, part) => builder.include(part), new AxeBuilder({ page }))
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`)).toEqual([]);
}

test('ideas are written down, planned and put back', async ({ page }) => {
  await openSample(page);
  const count = (await stored(page)).touchpoints.length;

  await test.step('a name and Enter, again and again', async () => {
    await tab(page, 'Shelf').click();
    await newIdea(page).fill('Podcast with the founders');
    await page.keyboard.press('Enter');
    await expect(said(page)).toHaveText('Idea “Podcast with the founders” is on the shelf.');
    await expect(newIdea(page)).toBeFocused();
    await expect(newIdea(page)).toHaveValue('');
    await page.keyboard.type('Wall of thanks');
    await page.keyboard.press('Enter');
    await expect.poll(() => names(page)).toEqual(['Wall of thanks', 'Podcast with the founders']);
    await expect(tab(page, 'Shelf')).toHaveText('Shelf (2)');
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(count);
  });

  await test.step('the details are those of a touchpoint, without its days', async () => {
    await idea(page, 'Podcast').click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect(details.getByRole('heading', { name: 'Idea on the shelf' })).toBeVisible();
    await expect(details.getByText('First day', { exact: true })).toHaveCount(0);
    await details.getByRole('textbox', { name: 'Length in days' }).fill('14');
    await details.getByRole('textbox', { name: 'Owner' }).fill('Kim');
    await page.keyboard.press('Enter');
    await expect(idea(page, 'Podcast')).toContainText('Kim');
    await expect.poll(async () => (await stored(page)).ideas[1]).toMatchObject({ owner: 'Kim', days: 14 });
  });

  await test.step('axe finds nothing', () => expectNothing(page, ['.tactics', '.inspector']));

  await test.step('the search leaves those that fit', async () => {
    await page.getByRole('searchbox', { name: 'Find an idea' }).fill('kim');
    await expect(page.locator('.idea-row')).toHaveCount(1);
    await page.getByRole('searchbox', { name: 'Find an idea' }).fill('');
    await expect(page.locator('.idea-row')).toHaveCount(2);
  });

  await test.step('a press and a date plan one, with its length, in one step', async () => {
    await page.getByRole('button', { name: 'Plan it… “Podcast with the founders”' }).click();
    const dialog = page.getByRole('dialog', { name: 'Plan “Podcast with the founders”' });
    await expect(dialog).toContainText('It keeps its length of 14 days.');
    await expectNothing(page, ['.dialog']);
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await expect(card(page, 'Podcast with the founders')).toBeFocused();
    await expect(said(page)).toContainText('Planned: Podcast with the founders');
    await expect.poll(() => touchpointOf(page, 'Podcast with the founders')).toMatchObject({ days: 14, owner: 'Kim' });
    await expect.poll(() => names(page)).toEqual(['Wall of thanks']);
    await saved(page);
    await expect(undo(page)).toHaveAccessibleName(/plan “Podcast with the founders”/);
    await undo(page).click();
    await expect.poll(() => names(page)).toEqual(['Wall of thanks', 'Podcast with the founders']);
    await expect(said(page)).toContainText('plan “Podcast with the founders”');
  });

  await test.step('the mouse drags one to its day, and Escape leaves it', async () => {
    const row = await boxOf(idea(page, 'Wall of thanks'));
    const area = await boxOf(page.locator('.timeline'));
    const drag = async () => {
      await page.mouse.move(row.x + 40, row.y + row.height / 2);
      await page.mouse.down();
      await page.mouse.move(row.x + 60, row.y + row.height / 2 + 6, { steps: 3 });
      await page.mouse.move(area.x + area.width / 2, area.y + area.height * 0.6, { steps: 6 });
      await expect(page.locator('.drop-ghost')).toBeVisible();
    };
    await drag();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(() => names(page)).toContain('Wall of thanks');
    await drag();
    await page.mouse.up();
    await expect.poll(() => names(page)).toEqual(['Podcast with the founders']);
    await expect(card(page, 'Wall of thanks')).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('a press puts a touchpoint back, and a reload keeps it there', async () => {
    await page.getByRole('button', { name: 'Put on the shelf' }).click();
    await expect(idea(page, 'Wall of thanks')).toBeFocused();
    await expect(page.getByText('“Wall of thanks” is on the shelf, without a date.').first()).toBeVisible();
    await expect.poll(() => names(page)).toEqual(['Wall of thanks', 'Podcast with the founders']);
    await saved(page);
    await page.reload();
    await tab(page, 'Shelf').click();
    await expect(idea(page, 'Wall of thanks')).toBeVisible();
    await expect.poll(async () => (await stored(page)).touchpoints).toHaveLength(count);
  });

  await test.step('the keyboard goes through them, plans one and deletes one', async () => {
    await page.getByRole('searchbox', { name: 'Find an idea' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    await expect(idea(page, 'Wall of thanks')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(idea(page, 'Podcast')).toBeFocused();
    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog', { name: 'Plan “Podcast with the founders”' });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(idea(page, 'Podcast')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Podcast with the founders');
    await idea(page, 'Podcast').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => names(page)).toEqual(['Wall of thanks']);
    await expect(idea(page, 'Wall of thanks')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => names(page)).toEqual(['Wall of thanks', 'Podcast with the founders']);
  });

  await test.step('what is left out is said among the checks, and the finder finds it', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const finding = 'Show where: 2 ideas on the shelf have no date and are left out.';
    await tab(page, 'Tactics').click();
    await page.getByRole('button', { name: finding }).click();
    await expect(tab(page, 'Shelf')).toBeChecked();
    await tab(page, 'Tactics').click();
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('wall of thanks');
    await page.getByRole('menuitem', { name: 'Wall of thanks Idea on the shelf', exact: true }).click();
    await expect(idea(page, 'Wall of thanks')).toBeFocused();
    await expect(idea(page, 'Wall of thanks')).toHaveAttribute('aria-pressed', 'true');
  });
});

test('rows of a spreadsheet that name no day are kept on the shelf, where that is chosen', async ({ page }) => {
  const plan = ['When,Medium,Who,Headline', '2027-02-03,Email,Sales,Launch', 'TBC,Poster,Sales,Look up', ',,,'].join(
    '\n',
  );
  await page.getByRole('button', { name: 'Import a plan…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  await (await chooser).setFiles({ name: 'Plan.csv', mimeType: 'text/csv', buffer: Buffer.from(plan) });
  await expect(dialog.getByRole('heading', { name: '1 of 2 rows understood' })).toBeVisible();
  await dialog.getByRole('radio', { name: 'are kept on the shelf (1)' }).click();
  await expect(dialog.getByRole('heading', { name: '2 of 2 rows understood' })).toBeVisible();
  await expect(dialog.getByRole('cell', { name: 'On the shelf' })).toBeVisible();
  await expectNothing(page, ['.dialog']);
  await dialog.getByRole('button', { name: /^Bring in/ }).click();
  await expect(page.getByText('1 idea waits on the shelf for a date.').first()).toBeVisible();
  await tab(page, 'Shelf').click();
  await expect(idea(page, 'Look up')).toContainText('Poster');
  await expect(card(page, 'Launch')).toBeVisible();
});

test('what should have been sent by now is called overdue, and what is still to come is not', async ({ page }) => {
  await openSample(page);
  const sample = await stored(page);
  const [past, future] = sample.touchpoints.filter(({ cadence }) => cadence === 'once');
  const touchpoints = [
    { ...past!, name: 'Forgotten', start: '2024-01-08', status: 'approved' },
    { ...future!, name: 'Still to come', start: '2090-01-09', status: 'approved' },
  ];
  const text = JSON.stringify({ ...sample, id: 'overdue', name: 'Overdue', touchpoints });
  const reply = (await callStudio(page, 'library.import', { fileName: 'overdue', text })) as { value: { id: string } };
  const select = (touchpoint: string) =>
    page.evaluate((hash) => (window.location.hash = hash), `campaign=${reply.value.id}&touchpoint=${touchpoint}`);
  const details = page.getByRole('complementary', { name: 'Details' });
  await select(past!.id);
  await expect(details.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Forgotten');
  await expect(details.getByText(/^Overdue:/)).toBeVisible();
  await select(future!.id);
  await expect(details.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Still to come');
  await expect(details.getByText(/^Overdue:/)).toHaveCount(0);
});
