import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Campaign } from '#campaign/document.ts';
import { callStudio, expect, test } from './launch.ts';
import { idOfSample, opened, openSample, stored, tabTo } from './steps.ts';

/** The plan as a table: the same touchpoints, sorted, filtered, edited in their cells and pasted over. */

const grid = (page: Page) => page.getByRole('grid', { name: 'Plan as a table' });
const row = (page: Page, name: string) =>
  grid(page).locator('[data-row]', { has: page.locator(`[data-column="name"]:has-text("${name}")`) });
const cell = (page: Page, name: string, column: string): Locator =>
  row(page, name).locator(`[data-column="${column}"]`);
const names = (page: Page) => grid(page).locator('[data-row] [data-column="name"]').allTextContents();

async function openTable(page: Page): Promise<void> {
  await openSample(page);
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(grid(page)).toBeVisible();
}

const named = async (page: Page, name: string) =>
  (await stored(page)).touchpoints.find((touchpoint) => touchpoint.name === name);

/** Puts text on the clipboard of the page, as a sheet would, and has it pasted where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
  }, text);
}

test('with the mouse the table is sorted, filtered, edited and changed in rows', async ({ page }) => {
  await openTable(page);

  await test.step('its address leads there, and it is an agenda by weeks', async () => {
    await expect.poll(() => page.url()).toContain('view=table');
    await expect(grid(page).getByText('Week of').first()).toBeVisible();
    await page.getByRole('radio', { name: 'By phase' }).click();
    await expect(grid(page).locator('.table-heading').first()).toContainText('Opening');
  });

  await test.step('a head sorts upwards, downwards, and back to the agenda', async () => {
    const head = grid(page).getByRole('columnheader', { name: 'Name' });
    await head.click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    const upwards = await names(page);
    expect(upwards).toEqual(upwards.toSorted((a, b) => a.localeCompare(b)));
    await expect(grid(page).locator('.table-heading')).toHaveCount(0);
    await head.click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await head.click();
    await expect(head).toHaveAttribute('aria-sort', 'none');
    await expect(grid(page).locator('.table-heading').first()).toBeVisible();
  });

  await test.step('what is typed narrows it', async () => {
    const search = page.getByRole('searchbox', { name: 'Search the table' });
    await search.fill('poster');
    await expect(grid(page).locator('[data-row]')).toHaveCount(1);
    await search.fill('zzz');
    await expect(page.getByText('Nothing answers to the filter')).toBeVisible();
    await search.fill('');
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(10);
  });

  await test.step('a cell is edited where it stands, by a second click', async () => {
    await cell(page, 'Launch film', 'owner').click();
    await cell(page, 'Launch film', 'owner').click();
    await grid(page).getByRole('textbox', { name: 'Owner' }).fill('Ada');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await named(page, 'Launch film'))?.owner).toBe('Ada');
    await cell(page, 'Launch film', 'status').click();
    await cell(page, 'Launch film', 'status').click();
    await page.getByRole('option', { name: 'Approved' }).click();
    await expect.poll(async () => (await named(page, 'Launch film'))?.status).toBe('approved');
    await expect(cell(page, 'Launch film', 'status')).toBeFocused();
  });

  await test.step('a status of “Idea” puts it on the shelf without a question, and another one plans it again', async () => {
    const before = await stored(page);
    const choose = async (option: string) => {
      await cell(page, 'Poster', 'status').click();
      if (!(await page.getByRole('listbox', { name: 'Status' }).isVisible()))
        await cell(page, 'Poster', 'status').click();
      await page.getByRole('listbox', { name: 'Status' }).getByRole('option', { name: option }).click();
    };
    await choose('Idea');
    await expect(cell(page, 'Poster', 'status')).toHaveText('Idea');
    await expect(cell(page, 'Poster', 'start')).toHaveText('');
    await expect.poll(async () => (await stored(page)).ideas.map(({ name }) => name)).toEqual(['Poster']);
    await choose('Draft');
    await expect.poll(async () => (await named(page, 'Poster'))?.status).toBe('draft');
    await expect(page.getByTestId('announcement')).toContainText('“Poster” is planned on');
    for (let undone = 0; undone < 2; undone++) await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
  });

  await test.step('a date in its cell plans an idea', async () => {
    const before = await stored(page);
    await cell(page, 'Poster', 'start').click();
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await stored(page)).ideas.length).toBe(1);
    await expect(cell(page, 'Poster', 'start')).toBeFocused();
    await paste(page, before.start);
    await expect(cell(page, 'Poster', 'status')).toHaveText('Planned');
    await expect.poll(() => named(page, 'Poster')).toMatchObject({ start: before.start, status: 'planned' });
    for (let undone = 0; undone < 2; undone++) await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
  });

  await test.step('a cell of a series says that it is for all its sends, or that it will be asked', async () => {
    for (const [column, note] of [
      ['time', 'You are asked which of its 2 sends you mean.'],
      ['channel', 'For all 2 sends. A single one is changed in the details.'],
    ] as const) {
      await cell(page, 'Welcome message', column).click();
      await cell(page, 'Welcome message', column).click();
      await expect(page.getByText(note).first()).toBeVisible();
      await page.keyboard.press('Escape');
    }
    await cell(page, 'Launch film', 'name').click();
  });

  await test.step('several rows are changed as one step', async () => {
    const before = await stored(page);
    // The row that was worked on is selected already.
    for (const name of ['Poster', 'Launch email'])
      await page.getByRole('checkbox', { name: `Select “${name}”` }).click();
    await expect(page.getByText('3 selected')).toBeVisible();
    await page.getByRole('button', { name: 'Change selected…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change 3 touchpoints' });
    await dialog.getByRole('button', { name: /Status/ }).click();
    await page.getByRole('option', { name: 'Draft' }).click();
    // What differs says so.
    await expect(dialog.getByRole('textbox', { name: 'Owner' })).toHaveAttribute('placeholder', 'Several');
    await dialog.getByRole('textbox', { name: 'Owner' }).fill('Bo');
    await dialog.getByRole('textbox', { name: 'Move by days' }).fill('7');
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(async () => (await named(page, 'Poster'))?.owner).toBe('Bo');
    const after = await stored(page);
    const of = (campaign: Campaign) => campaign.touchpoints.find(({ name }) => name === 'Poster')!;
    expect(Date.parse(of(after).start) - Date.parse(of(before).start)).toBe(7 * 86_400_000);
    expect(after.touchpoints.filter(({ status, owner }) => status === 'draft' && owner === 'Bo')).toHaveLength(3);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
  });

  await test.step('what is selected is so on the timeline, too', async () => {
    await cell(page, 'Poster', 'name').click();
    await page.getByRole('radio', { name: 'Timeline' }).click();
    await expect(page.locator('.card[aria-pressed="true"]')).toHaveAttribute('aria-label', /^Poster,/);
    await page.goBack();
    await expect(grid(page)).toBeVisible();
  });
});

test('with the keyboard alone cells are gone to, edited, and pasted over from a sheet', async ({ page }) => {
  await openTable(page);
  const focus = () =>
    page.evaluate(() => {
      const at = document.activeElement!.closest<HTMLElement>('[data-column]');
      return at?.dataset['column'];
    });

  await test.step('one stop of Tab, arrows within', async () => {
    await tabTo(page, grid(page));
    await expect.poll(focus).toBe('name');
    await page.keyboard.press('ArrowRight');
    await expect.poll(focus).toBe('start');
    await page.keyboard.press('Home');
    await expect.poll(focus).toBe('select');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
  });

  await test.step('F2 edits, Tab keeps it and goes on, Esc takes it back', async () => {
    const first = await page.evaluate(() => document.activeElement!.closest<HTMLElement>('[data-row]')!.dataset['row']);
    const now = async () => (await stored(page)).touchpoints.find(({ id }) => id === first)!;
    await page.keyboard.press('F2');
    await page.keyboard.type('Renamed');
    await page.keyboard.press('Tab');
    await expect.poll(focus).toBe('start');
    await expect.poll(async () => (await now()).name).toBe('Renamed');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('Gone again');
    await page.keyboard.press('Escape');
    await expect.poll(focus).toBe('name');
    await expect(cell(page, 'Renamed', 'name')).toBeFocused();
    // A list: the arrow keys choose, Tab keeps and goes on.
    await page.keyboard.press('End');
    for (let left = 0; left < 9; left++) await page.keyboard.press('ArrowLeft');
    await expect.poll(focus).toBe('status');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listbox', { name: 'Status' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await now()).status).toBe('planned');
    await expect.poll(focus).toBe('owner');
    await page.keyboard.type('Ada');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await now()).owner).toBe('Ada');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await now()).owner).toBeUndefined();
  });

  await test.step('cells of a sheet lie over cells, and rows beyond the end are new: one step', async () => {
    const before = await stored(page);
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const { start: from } = before;
    const until = before.touchpoints.length;
    await paste(page, `Pasted one\t${from}\nPasted two\t${from}\nPasted three\t\n`);
    await expect(page.getByText('Pasted: 1 changed, 2 added')).toBeVisible();
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(until + 1);
    const after = await stored(page);
    expect(after.ideas.map(({ name }) => name)).toEqual(['Pasted three']);
    await expect(cell(page, 'Pasted three', 'status')).toHaveText('Idea');
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
    await expect.poll(async () => (await stored(page)).ideas).toEqual([]);
  });

  await test.step('what cannot be read is said, and nothing is done', async () => {
    const before = await stored(page);
    await paste(page, 'Fine\t2027-02-01\nFine too\tnext Tuesdee\n');
    await expect(page.getByText(/Nothing was pasted\. Row 2, First day/)).toBeVisible();
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before.touchpoints);
  });

  await test.step('axe finds nothing, in the table and in one of its lists', async () => {
    const found = async () => (await new AxeBuilder({ page }).include('.table-area').analyze()).violations;
    await expect.poll(found).toEqual([]);
  });
});

test('under a filter the table shows what it works on, and does what the finder asks for', async ({ page }) => {
  await openTable(page);
  const search = page.getByRole('searchbox', { name: 'Search the table' });
  const find = async (words: string) => {
    await page.keyboard.press('ControlOrMeta+K');
    const finder = page.getByRole('dialog', { name: 'Find or do anything' });
    await finder.getByRole('searchbox').fill(words);
    await finder.getByRole('menuitem', { name: words }).first().click();
    await expect(finder).toBeHidden();
  };

  await test.step('how much it shows is said once', async () => {
    await search.fill('poster');
    await expect(page.getByText(/^1 of [0-9]+ shown$/)).toHaveCount(1);
    await expect(page.locator('.table-count')).toHaveText('');
  });

  await test.step('what is added is shown and named, and no other', async () => {
    await page.getByRole('button', { name: 'Touchpoint', exact: true }).click();
    const field = grid(page).getByRole('textbox', { name: 'Name' });
    await expect(field).toHaveValue('New touchpoint');
    await field.fill('Fresh');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await named(page, 'Fresh'))?.name).toBe('Fresh');
    await expect.poll(() => named(page, 'Poster')).toBeDefined();
  });

  await test.step('what is selected stays in sight, so that nothing unseen is deleted', async () => {
    await search.fill('');
    await cell(page, 'Launch email', 'name').click();
    await search.fill('poster');
    await expect(grid(page).locator('[data-row]')).toHaveCount(2);
    const before = (await stored(page)).touchpoints.length;
    await page.getByRole('button', { name: 'Delete selected' }).click();
    await expect(grid(page).locator('[data-row]')).toHaveCount(1);
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(before - 1);
    await expect.poll(() => named(page, 'Launch email')).toBeUndefined();
    await search.fill('');
  });

  await test.step('it is cut by keys, the focus goes on beside it, and “Paste” puts it there', async () => {
    // A second click on the cell that is gone to would edit it.
    await cell(page, 'Poster', 'start').click();
    const before = (await stored(page)).touchpoints.length;
    await page.keyboard.press('ControlOrMeta+X');
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(before - 1);
    await expect(grid(page).locator('[data-row][aria-selected="true"] [data-column="start"]')).toBeFocused();
    await find('Paste');
    await expect(row(page, 'Poster')).toHaveAttribute('aria-selected', 'true');
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(before);
  });

  await test.step('it is moved to a date', async () => {
    await find('Move to date…');
    const dialog = page.getByRole('dialog', { name: /Poster/ });
    await dialog.getByRole('button', { name: '+ 1 week' }).click();
    const { start } = (await named(page, 'Poster'))!;
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect
      .poll(async () => Date.parse((await named(page, 'Poster'))!.start) - Date.parse(start))
      .toBe(7 * 86_400_000);
  });

  await test.step('details take the place of the history', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
    await expect(page.getByRole('complementary', { name: 'History' })).toBeVisible();
    await cell(page, 'Poster', 'findings').click();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  });

  await test.step('ideas and tactics are at hand beside the timeline', async () => {
    await find('New idea');
    await expect(page.getByRole('textbox', { name: 'New idea' })).toBeFocused();
    await page.keyboard.type('Podcast');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Table' }).click();
    await expect(cell(page, 'Podcast', 'status')).toHaveText('Idea');
    await page.getByRole('button', { name: 'Show tactics' }).click();
    await expect(page.locator('.timeline')).toBeVisible();
    await expect(page.getByRole('complementary', { name: 'Shelf' })).toBeVisible();
  });
});

test('5,000 rows scroll with few elements', async ({ page }) => {
  await openSample(page);
  const { campaign } = await opened(page, await idOfSample(page));
  const touchpoints = Array.from({ length: 5000 }, (_, index) => {
    const original = campaign.touchpoints[index % campaign.touchpoints.length]!;
    return { ...original, id: `many-${index}`, name: `${original.name} ${index}` };
  });
  const text = JSON.stringify({ ...campaign, id: 'many', name: 'Many', touchpoints });
  const made = (await callStudio(page, 'library.import', { fileName: 'many.tandem.json', text })) as {
    value: { id: string };
  };
  await page.evaluate((id) => {
    window.location.hash = `campaign=${id}&view=table`;
  }, made.value.id);
  await expect(page.getByText('5,000 touchpoints')).toBeVisible();
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  await expect.poll(elements).toBeLessThan(2500);
  for (const share of [0.5, 1, 0.25]) {
    await grid(page).evaluate((area, part) => {
      area.scrollTop = area.scrollHeight * part;
    }, share);
    // Rows of the place are drawn.
    await expect
      .poll(() =>
        grid(page).evaluate((area) => {
          const box = area.getBoundingClientRect();
          return document.elementFromPoint(box.left + 100, box.top + box.height / 2)?.closest('[role="row"]') !== null;
        }),
      )
      .toBe(true);
    await expect.poll(elements).toBeLessThan(2500);
  }
  await grid(page).getByRole('columnheader', { name: 'First day' }).click();
  await expect(grid(page).locator('[data-row]').first()).toBeVisible();
});

const SHEET = [
  'Date,Activity,Channel,Audience',
  ...Array.from(
    { length: 20 },
    (_, index) => `2027-03-${String((index * 7) % 28 || 1).padStart(2, '0')},Message ${index + 1},Email,All staff`,
  ),
].join('\n');

test('from a cold start a sheet of 20 rows becomes a plan, is laid in order, and gets owners and a status', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Import a plan…' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await (await chooser).setFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
  await page.getByRole('button', { name: 'Bring in 20 touchpoints' }).click();
  await expect(page.locator('.card').first()).toBeVisible();
  await page.getByRole('radio', { name: 'Table' }).click();
  await grid(page).getByRole('columnheader', { name: 'First day' }).click();
  await expect(grid(page).locator('[data-row]')).toHaveCount(20);
  const starts = (await stored(page)).touchpoints.map(({ start }) => start).toSorted();
  const first = (await stored(page)).touchpoints.find(({ start }) => start === starts[0])!;
  await expect(grid(page).locator('[data-row] [data-column="name"]').first()).toHaveText(first.name);

  await grid(page).getByRole('columnheader', { name: 'Select all' }).click();
  await expect(page.getByText('20 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Change selected…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Status/ }).click();
  await page.getByRole('option', { name: 'Planned' }).click();
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect
    .poll(async () => (await stored(page)).touchpoints.every(({ status }) => status === 'planned'))
    .toBe(true);

  // Owners from a sheet, down the column.
  await grid(page).locator('[data-row] [data-column="owner"]').first().click();
  await paste(page, Array.from({ length: 20 }, (_, index) => ['Ada', 'Bo'][index % 2]).join('\n'));
  await expect
    .poll(async () => (await stored(page)).touchpoints.filter(({ owner }) => owner === 'Ada').length)
    .toBe(10);
  await expect.poll(async () => (await stored(page)).touchpoints.every(({ owner }) => owner !== undefined)).toBe(true);
});
