import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { movesAlong } from '#campaign/moveCampaign.ts';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { callStudio, expect, test } from './launch.ts';
import { card, idOfSample, openSample, saved, stored, typeDate } from './steps.ts';

/** The whole campaign moves, and events that happen whatever is planned are asked about; a series leaves the days off of its people. */

async function execute(page: Page, command: object): Promise<void> {
  const id = await idOfSample(page);
  const { value } = (await callStudio(page, 'campaign.open', { id })) as { value: { revision: number } };
  await callStudio(page, 'campaign.execute', { id, revision: value.revision, command });
}

test('moving the whole campaign asks which events move along', async ({ page }) => {
  await openSample(page);
  const before = await stored(page);
  const fixed = before.events.filter((event) => !movesAlong(event));
  expect(fixed.length).toBeGreaterThan(1);
  const [along, stays] = fixed;
  const start = addDays(before.start, 14);

  await page.getByRole('radio', { name: 'Settings' }).click();
  await typeDate(page.getByRole('group', { name: 'First day' }), start);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move the whole campaign' });
  await expect(dialog).toBeVisible();
  // Nothing moves before the question is answered.
  expect((await stored(page)).start).toBe(before.start);
  await dialog.getByText(along!.name, { exact: true }).click();
  await expectAccessible(page, 'moving the whole campaign');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect.poll(async () => (await stored(page)).start).toBe(start);
  await saved(page);

  const after = await stored(page);
  const startOf = (id: string) => after.events.find((event) => event.id === id)!.start;
  expect(startOf(along!.id)).toBe(addDays(along!.start, 14));
  expect(startOf(stays!.id)).toBe(stays!.start);
  for (const { id, start: first, tie } of before.touchpoints.filter((one) => one.tie?.unit === 'weeks'))
    expect([id, tie, after.touchpoints.find((one) => one.id === id)!.start]).toEqual([id, tie, addDays(first, 14)]);

  await page.keyboard.press('Control+z');
  await expect.poll(() => stored(page)).toEqual(before);
});

test('the whole campaign is moved earlier from the finder, and what is locked stays', async ({ page }) => {
  await openSample(page);
  const [{ id: locked, start: held }, { id: free }] = (await stored(page)).touchpoints as [Touchpoint, Touchpoint];
  await execute(page, { type: 'editTouchpoint', id: locked, changes: { tie: null, locked: true } });
  await execute(page, { type: 'editTouchpoint', id: free, changes: { tie: null } });
  const before = await stored(page);
  const start = addDays(before.start, -14);

  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('Move the whole');
  await expect(page.getByRole('menuitem', { name: 'Move the whole campaign…' })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move the whole campaign' });
  await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
  await typeDate(dialog.getByRole('group', { name: 'New first day' }), start);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('milestones and touchpoints move 14 days earlier.')).toBeVisible();
  await expect(dialog.getByText('1 touchpoint stays on its date, because it is locked or was sent.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect.poll(async () => (await stored(page)).start).toBe(start);
  for (const { id, tie, start: first } of (await stored(page)).touchpoints) {
    const was = before.touchpoints.find((one) => one.id === id)!;
    if (tie === undefined) expect([id, first]).toEqual([id, id === locked ? held : addDays(was.start, -14)]);
  }
});

test('a series leaves the days off of its people, by one press', async ({ page }) => {
  await openSample(page);
  const before = await stored(page);
  const series = before.touchpoints.find(({ tactic }) => tactic === 'left-off-reminder')!;
  const second = addDays(series.start, 14);
  expect(dayOf(second)).toBeGreaterThan(dayOf(series.start));
  await execute(page, {
    type: 'batch',
    action: 'addCalendar',
    commands: [
      {
        type: 'addCalendar',
        item: {
          id: 'here',
          name: 'Here',
          weekend: [6, 7],
          daysOff: [{ date: second, name: 'Founding day', company: true }],
        },
      },
      ...before.segments.map(({ id }) => ({ type: 'editSegment', id, changes: { calendarId: 'here' } })),
    ],
  });
  await card(page, series.name).click();
  const details = page.locator('[data-inspector]');
  const sends = async () => (await stored(page)).touchpoints.find(({ id }) => id === series.id)!.exceptions;

  await test.step('to a working day', async () => {
    await expect(details).toContainText('1 send is on a day off of some of its people.');
    await details.getByRole('button', { name: 'Move to working days' }).click();
    await expect.poll(sends).toEqual([{ on: second, to: addDays(second, 1) }]);
    await expect(details.getByRole('button', { name: 'Move to working days' })).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect.poll(sends).toBeUndefined();
  });

  await test.step('or not at all, by keys', async () => {
    await details.getByRole('button', { name: 'Skip days off' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(sends).toEqual([{ on: second, skipped: true }]);
  });
});
