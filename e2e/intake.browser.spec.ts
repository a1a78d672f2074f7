import type { Page } from '@playwright/test';
import { workbookOf, type TestCell } from '../src/intake/read/workbook.testing.ts';
import { expect, test } from './launch.ts';

/** The import of a plan: what was understood is looked at row by row and set right before it counts. */

const PLAN = [
  'Spring learning campaign;;;;',
  'When;Medium;Who;Headline;State',
  '03/02/2027;E-mail;All staff;Spark is here;planned',
  'some day;E-mail;Sales;Not dated yet;planned',
  '05/02/2027;Intranet;All staff;Find Spark;planned',
  '04/03/2027;E-mail;Service;What your peers learned;planned',
  '',
].join('\r\n');

const HEADINGS = ['Date', 'Channel', 'Name', 'Audience'];
const month = (number: number): TestCell[][] => [
  HEADINGS,
  [`2027-0${number}-04`, 'Email', `Opening of month ${number}`, 'All staff'],
  [`2027-0${number}-11`, 'Teams', `Reminder of month ${number}`, 'All staff'],
];
const WORKBOOK = workbookOf([
  { name: 'January', rows: month(1) },
  { name: 'February', rows: month(2) },
  { name: 'Lists', rows: [['Channels'], ['Email'], ['Teams']] },
  ...Array.from({ length: 9 }, (_, index) => ({
    name: `Notes of team ${index + 1}`,
    rows: [['Nothing'], ['here yet']],
  })),
]);

/** A plan with more columns than fit and more rows that nobody can date than a page holds. */
const WIDE = [
  [...HEADINGS, ...Array.from({ length: 26 }, (_, index) => `Remarks of reviewer number ${index + 1}`)],
  ['2027-01-11', 'Email', 'The only one', 'All staff', ...Array.from({ length: 26 }, () => 'a longer text in a cell')],
  ...Array.from({ length: 500 }, (_, index) => [
    'when it is ready',
    'Email',
    `Item ${index}`,
    'All staff',
    ...Array.from({ length: 26 }, () => 'a longer text in a cell that nobody wants to read'),
  ]),
]
  .map((cells) => cells.join(','))
  .join('\n');

const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20270111
SUMMARY:Opening
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20270118
SUMMARY:A nudge
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');

const SIZES = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 480, height: 800 },
];

async function chooseFile(page: Page, name: string, buffer: Buffer) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: 'Choose a file…' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** What reaches out of the window or of its own box sideways. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const dialog = document.querySelector('.modal')!.getBoundingClientRect();
    const isOutside = dialog.left < 0 || dialog.top < 0 || dialog.right > innerWidth || dialog.bottom > innerHeight;
    const wide = [
      ...document.querySelectorAll('.dialog, .dialog-body, .intake, .row-list, .row-editor, .intake-options'),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.className);
    return [...(isOutside ? ['the dialog'] : []), ...wide];
  });

test('a plan is set right row by row before it is brought in', async ({ page }) => {
  test.slow();
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  const report = dialog.locator('.row-report');
  const counts = report.getByRole('heading', { level: 3 });
  const row = (number: number) => report.getByRole('button', { name: new RegExp(`^Row ${number}\\b`) });
  const bringIn = dialog.getByRole('button', { name: /^Bring in/ });

  await page.getByRole('button', { name: 'Import a plan…' }).click();
  await chooseFile(page, 'Spring.csv', Buffer.from(PLAN));

  await test.step('a rejected row shows what stands in it, is corrected in place and taken back, by keyboard', async () => {
    await expect(counts).toHaveText('3 of 4 rows understood');
    await expect(report.getByRole('radio', { name: 'Not brought in (1)' })).toBeChecked();
    await row(4).focus();
    await page.keyboard.press('Enter');
    await expect(row(4)).toHaveAttribute('aria-expanded', 'true');
    const cells = report.locator('.row-cells').first();
    await expect(cells.locator('dt')).toHaveText(['When', 'Medium', 'Who', 'Headline', 'State']);
    await expect(cells.locator('dd').first()).toHaveText('some day');
    await page.keyboard.press('Tab');
    const date = report.getByRole('textbox', { name: 'Date', exact: true });
    await expect(date).toHaveValue('some day');
    await expect(date).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('04/02/2027');
    await page.keyboard.press('Enter');
    await expect(counts).toHaveText('4 of 4 rows understood');
    await expect(bringIn).toHaveText('Bring in 4 touchpoints');
    await expect(row(4)).toContainText('set right by you');
    await expect(date).toBeFocused();
    await report.getByRole('button', { name: 'As it stands in the file' }).click();
    await expect(counts).toHaveText('3 of 4 rows understood');
    await date.fill('04/02/2027');
    await date.press('Enter');
    await expect(counts).toHaveText('4 of 4 rows understood');
  });

  await test.step('a row that was understood is left out and brought in again', async () => {
    await report.getByRole('radio', { name: /^All/ }).click();
    await row(5).click();
    await report.getByRole('button', { name: 'Leave this row out' }).click();
    await expect(counts).toHaveText('3 of 3 rows understood');
    await expect(row(5)).toContainText('left out by you');
    await report.getByRole('button', { name: 'Bring it in again' }).click();
    await expect(counts).toHaveText('4 of 4 rows understood');
    await report.getByRole('button', { name: 'Leave this row out' }).click();
    await expect(counts).toHaveText('3 of 3 rows understood');
  });

  await test.step('a title is a row too, and a guess about all dates is set right', async () => {
    await expect(row(1)).toContainText('taken for a heading');
    await expect(dialog.getByRole('cell', { name: '3 Feb 2027' })).toBeVisible();
    await dialog.getByRole('radio', { name: 'are 4 March' }).click();
    await expect(dialog.getByRole('cell', { name: '2 Mar 2027' })).toBeVisible();
    await dialog.getByRole('radio', { name: 'are 3 April' }).click();
    await expect(dialog.getByRole('cell', { name: '3 Feb 2027' })).toBeVisible();
  });

  await test.step('nothing of this is lost by a reload or by closing unasked', async () => {
    const isStopped = await page.evaluate(() => {
      const leaving = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(leaving);
      return leaving.defaultPrevented;
    });
    expect(isStopped).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Leave what you set right?' })).toBeVisible();
    await page.getByRole('button', { name: 'Keep working on it' }).click();
    await expect(counts).toHaveText('3 of 3 rows understood');
  });

  await test.step('of a workbook, the sheets that look like plans are read, and others can be chosen', async () => {
    await dialog.getByRole('button', { name: 'Another file' }).click();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await chooseFile(page, 'Year.xlsx', Buffer.from(WORKBOOK));
    await expect(counts).toHaveText('4 of 4 rows understood');
    const sheets = dialog.getByRole('button', { name: /Sheets$/ });
    await expect(sheets).toHaveText('January, February');
    await sheets.click();
    await page.getByRole('option', { name: 'January' }).click();
    await page.keyboard.press('Escape');
    await expect(counts).toHaveText('2 of 2 rows understood');
    await expect(dialog.getByRole('cell', { name: 'Opening of month 2' })).toBeVisible();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expect.poll(() => overflowing(page), JSON.stringify(size)).toEqual([]);
    }
  });

  await test.step('many rows come in pages, and wide ones fit', async () => {
    await page.setViewportSize(SIZES[0]!);
    await dialog.getByRole('button', { name: 'Another file' }).click();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await chooseFile(page, 'Wide.csv', Buffer.from(WIDE));
    await expect(counts).toHaveText('1 of 501 rows understood');
    await expect(report.locator('.row-line')).toHaveCount(50);
    await report.getByRole('button', { name: 'More rows' }).click();
    await expect(report.getByText('Rows 51 to 100 of 500')).toBeVisible();
    await row(53).click();
    await expect(report.locator('.row-cells').first().locator('dt')).toHaveCount(30);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expect.poll(() => overflowing(page), JSON.stringify(size)).toEqual([]);
    }
  });

  await test.step('a calendar is a plan too', async () => {
    await dialog.getByRole('button', { name: 'Another file' }).click();
    await chooseFile(page, 'Team.ics', Buffer.from(CALENDAR));
    await expect(counts).toHaveText('2 of 2 rows understood');
    await expect(dialog.getByRole('cell', { name: 'A nudge' }).first()).toBeVisible();
  });

  await test.step('what was set right is what is brought in', async () => {
    await page.setViewportSize(SIZES[1]!);
    await dialog.getByRole('button', { name: 'Another file' }).click();
    await chooseFile(page, 'Spring.csv', Buffer.from(PLAN));
    await row(4).click();
    await report.getByRole('textbox', { name: 'Date', exact: true }).fill('04/02/2027');
    await report.getByRole('textbox', { name: 'Date', exact: true }).press('Enter');
    await expect(bringIn).toHaveText('Bring in 4 touchpoints');
    await bringIn.click();
    await expect(page.locator('.card[aria-label^="Not dated yet"]')).toHaveCount(1);
  });
});
