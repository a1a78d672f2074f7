import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { addDays, lastDateOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import type { Forecast } from '#contract/forecast.ts';
import { formatsFor } from '#language/formats.ts';
import { expect, test } from './launch.ts';
import {
  boxOf,
  card,
  countPointers,
  middleOf,
  pointers,
  pressOn,
  saved,
  stored,
  typeDate,
  typeDateByKeys,
  WORKING,
} from './steps.ts';

/** A sheet that counts in T-minus becomes a plan whose launch moves: what hangs from it moves along, and what it meets is solved; by mouse and by keys. */

const formats = formatsFor('en-GB');

const LAUNCH = '2027-12-13';
const LATER = addDays(LAUNCH, 14);
const ROWS = [
  ...[-35, -33, -28, -26, -24, -21, -19, -17, -14, -12, -10, -7, -5].map((day) => [
    `T${day}`,
    `Step ${-day} days before`,
  ]),
  // On the new dates this is Christmas Eve.
  ['T-3', 'Last reminder'],
  ['Launch day', 'It is here'],
  // And here somebody else writes already.
  ['T+1', 'First steps'],
  ['T+7', 'One week in'],
  ['T+9', 'Late call'],
  ['T+14', 'Two weeks in'],
  ['2027-12-28', 'Letter of the board'],
] as const;
const SHEET = [
  'When,Time,Channel,Audience,Title',
  ...ROWS.map(([when, title]) => `${when},${title === 'Late call' ? '21:00' : '10:00'},Email,All staff,${title}`),
].join('\n');

/** What the command line says of the plan as it was at some moment. */
async function simulated(campaign: Campaign, file: string): Promise<Forecast> {
  writeFileSync(file, serializeCampaign(campaign));
  const program = join(resolve(import.meta.dirname, '..'), 'bin/tandem.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'simulate', file, '--json'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Forecast;
}

const startsOf = (campaign: Campaign) => new Map(campaign.touchpoints.map(({ name, start }) => [name, start]));

test('a launch moves two weeks and what hangs from it goes along, is freed of what it meets, and judged', async ({
  page,
}, testInfo) => {
  test.slow();
  await test.step('a sheet of twenty rows becomes a plan', async () => {
    await page.getByRole('button', { name: 'Import a plan…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import a plan' });
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles({ name: 'Countdown.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
    await expect(dialog.getByRole('heading', { level: 3 }).filter({ hasText: 'rows understood' })).toBeVisible();
    await typeDate(page.getByRole('group', { name: 'Launch date', exact: true }), LAUNCH);
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Bring in 20 touchpoints' }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    const campaign = await stored(page);
    expect(campaign.touchpoints.filter(({ tie }) => tie !== undefined)).toHaveLength(19);
    expect(campaign.events).toMatchObject([{ name: 'Launch', start: LAUNCH }]);
  });

  await test.step('it gets a goal to be judged by', async () => {
    await page.getByRole('radio', { name: 'Goals', exact: true }).click();
    await page.getByRole('button', { name: 'Add a goal' }).first().click();
    await typeDate(page.getByRole('group', { name: 'By', exact: true }), addDays(LAUNCH, 11));
    await page.keyboard.press('Enter');
    const target = page.getByRole('textbox', { name: 'Target' });
    await target.fill('20');
    await target.press('Enter');
    await page
      .getByRole('button', { name: /What counts/ })
      .first()
      .click();
    await page.getByRole('option', { name: 'Have tried it' }).click();
    await saved(page);
    await page.getByRole('radio', { name: 'Plan', exact: true }).click();
    await expect(page.locator('.forecast-status')).toHaveText(/^A planning assumption/, WORKING);
  });
  const before = await stored(page);

  const launch = page.locator('[data-kind="event"]').filter({ hasText: 'Launch' });
  await test.step('selected, the launch shows what hangs from it', async () => {
    await launch.click();
    await expect(page.locator('.ties path')).toHaveCount(19);
    await expect(page.getByText('19 touchpoints hang from it')).toBeVisible();
  });

  await test.step('it moves two weeks by mouse, and what hangs from it with it', async () => {
    const perDay = (await boxOf(page.locator('.day-off').first())).width;
    const { x, y, height } = await boxOf(launch);
    // Its day is at its left end; beside that lies its handle.
    const from = { x: x + perDay / 2, y: y + height / 2 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 6, from.y, { steps: 2 });
    await page.mouse.move(from.x + 14 * perDay, from.y, { steps: 8 });
    await page.mouse.up();
    await expect(page.getByText(/“Launch” took 19 touchpoints along/)).toBeVisible();
    await saved(page);
    const after = await stored(page);
    expect(after.events[0]!.start).toBe(LATER);
    for (const [name, start] of startsOf(before))
      expect(startsOf(after).get(name), name).toBe(name === 'Letter of the board' ? start : addDays(start, 14));
  });

  const dialog = page.getByRole('dialog', { name: 'What moved' });
  const row = (name: string) => dialog.getByRole('listitem').filter({ hasText: name });
  await test.step('what it meets there is said and solved, by mouse and by keyboard', async () => {
    await page.getByRole('button', { name: 'What moved' }).click();
    await expect(dialog.getByText('19 touchpoints moved along. 6 things are in the way.')).toBeVisible();
    await expect(row('Last reminder')).toContainText('is a day off');
    await expect(row('First steps')).toContainText('the same people get “Letter of the board” as well');
    await expect(row('Late call')).toContainText('quiet hours');
    for (const name of ['One week in', 'Late call', 'Two weeks in'])
      await expect(row(name)).toContainText('lies outside the campaign');
    await row('Last reminder').getByRole('button').click();
    await expect(dialog.getByText('5 things are in the way.')).toBeVisible();
    await row('Two weeks in').getByRole('button', { name: 'Lengthen the campaign' }).click();
    await expect(dialog.getByText('2 things are in the way.')).toBeVisible();
    await row('First steps').getByRole('button').press('Enter');
    await row('Late call')
      .getByRole('button', { name: /when the quiet hours end/ })
      .press('Enter');
    await expect(dialog.getByText('Nothing is in the way on the new days.')).toBeVisible();
    await saved(page);
    const solved = await stored(page);
    // The reminder still comes before the launch, the first steps after it, and all of it lies within the campaign.
    expect(startsOf(solved).get('Last reminder')).toBe(addDays(LATER, -4));
    expect(startsOf(solved).get('First steps')).toBe(addDays(LATER, 2));
    expect(lastDateOf(solved)).toBe(addDays(LATER, 14));
  });

  await test.step('the goal’s chances before and after are those of the two plans, to the last digit', async () => {
    await expect(dialog.locator('.goal-strip [data-change="told"]')).toHaveCount(1, WORKING);
    const shown = await dialog.locator('.goal-strip dd').first().innerText();
    const after = await stored(page);
    const chances = [];
    for (const plan of [before, after]) {
      const { goals } = await simulated(plan, testInfo.outputPath('plan.tandem.json'));
      chances.push(formats.chance(goals[0]!.probability));
    }
    expect(chances[0]).not.toBe(chances[1]);
    expect(shown).toBe(chances.join(' → '));
  });

  await test.step('moved back it is where it was, but for what was solved by hand', async () => {
    await dialog.getByRole('button', { name: 'Done' }).click();
    const solved = ['Last reminder', 'First steps'];
    await launch.focus();
    for (let weeks = 0; weeks < 2; weeks++) await page.keyboard.press('Alt+Shift+ArrowLeft');
    await saved(page);
    await expect.poll(async () => (await stored(page)).events[0]!.start).toBe(LAUNCH);
    const back = startsOf(await stored(page));
    for (const [name, start] of startsOf(before)) if (!solved.includes(name)) expect(back.get(name), name).toBe(start);
  });

  await test.step('dragged, what hangs changes its distance', async () => {
    const mark = card(page, 'One week in');
    await mark.scrollIntoViewIfNeeded();
    const { x, y } = await middleOf(mark);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 6 });
    await page.mouse.up();
    await saved(page);
    await expect
      .poll(async () => (await stored(page)).touchpoints.find(({ name }) => name === 'One week in')!.tie!.count)
      .toBeGreaterThan(7);
  });
});

test('the sheet becomes a plan, the launch moves and what it meets is solved, by keys alone', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Import a plan…' })).toBeVisible();
  await countPointers(page);
  await test.step('the sheet becomes a plan', async () => {
    await pressOn(page, page.getByRole('button', { name: 'Import a plan…' }));
    const dialog = page.getByRole('dialog', { name: 'Import a plan' });
    const chooser = page.waitForEvent('filechooser');
    await pressOn(page, dialog.getByRole('button', { name: 'Choose a file…' }));
    await (await chooser).setFiles({ name: 'Countdown.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
    const launch = dialog.getByRole('group', { name: 'Launch date', exact: true });
    await expect(launch).toBeVisible();
    await typeDateByKeys(launch, LAUNCH);
    await page.keyboard.press('Enter');
    await pressOn(page, dialog.getByRole('button', { name: 'Bring in 20 touchpoints' }));
    await expect(page.locator('.card').first()).toBeVisible();
    expect((await stored(page)).touchpoints.filter(({ tie }) => tie !== undefined)).toHaveLength(19);
  });

  await test.step('the launch is found beside its message, and moves two weeks', async () => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('It is here');
    await expect(page.getByRole('menuitem', { name: 'It is here' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(card(page, 'It is here')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(page.locator('[data-kind="event"]').filter({ hasText: 'Launch' })).toBeFocused();
    for (let weeks = 0; weeks < 2; weeks++) await page.keyboard.press('Alt+Shift+ArrowRight');
    await saved(page);
    await expect.poll(async () => (await stored(page)).events[0]!.start).toBe(LATER);
  });

  await test.step('everything in the way is solved', async () => {
    await pressOn(page, page.getByRole('button', { name: 'What moved' }));
    const dialog = page.getByRole('dialog', { name: 'What moved' });
    const solve = (name: string, way: RegExp) =>
      pressOn(page, dialog.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: way }));
    await solve('Last reminder', /nearest free day/);
    await solve('First steps', /nearest free day/);
    await solve('Two weeks in', /Lengthen/);
    await solve('Late call', /quiet hours end/);
    await expect(dialog.getByText('Nothing is in the way on the new days.')).toBeVisible();
    await pressOn(page, dialog.getByRole('button', { name: 'Done' }));
    await saved(page);
    expect(startsOf(await stored(page)).get('Last reminder')).toBe(addDays(LATER, -4));
  });
  expect(await pointers(page)).toBe(0);
});
