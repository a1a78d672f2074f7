import { dayOf, mondayOf } from '#campaign/calendar.ts';
import { beyondCap } from '#campaign/fullWeeks.ts';
import { expectAccessible } from './axe.ts';
import { callStudio, expect, test } from './launch.ts';
import { idOfSample, openSample, saved, stored } from './steps.ts';

/** A week in which people get too much: what may be done about it is proposed with what it does to the goals, and done only when somebody says so. */

test('ways out of a full week are shown with the goals, and one of them is taken', async ({ page }) => {
  test.slow();
  await openSample(page);
  await expect(page.locator('.chart path.median')).toBeVisible();
  const before = await stored(page);
  const mail = before.touchpoints.find(({ tactic }) => tactic === 'launch-email')!;
  const monday = mondayOf(dayOf(mail.start));

  await test.step('three more mails come into the week of the launch', async () => {
    const { tie: _, ...free } = mail;
    const commands = ['one', 'two', 'three'].map((id) => ({
      type: 'addTouchpoint',
      item: { ...free, id: `extra-${id}`, name: `Extra ${id}` },
    }));
    const id = await idOfSample(page);
    const opened = (await callStudio(page, 'campaign.open', { id })) as { value: { revision: number } };
    await callStudio(page, 'campaign.execute', {
      id,
      revision: opened.value.revision,
      command: { type: 'batch', action: 'paste', commands },
    });
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(before.touchpoints.length + 3);
    expect(beyondCap(await stored(page), monday)).toBeGreaterThan(0);
  });

  const dialog = page.getByRole('dialog');
  await test.step('the check has ways out', async () => {
    await page
      .getByRole('button', { name: /^Ways out of it: In the week/ })
      .first()
      .click();
    await expect(dialog.getByRole('radio')).toHaveCount(3);
    await dialog.getByRole('radio', { name: /digest/ }).check();
    await expect(dialog.locator('.goal-strip')).toBeVisible();
    await expect(dialog).toContainText('“Extra one” becomes a part of');
    await expectAccessible(page, 'ways out of a full week');
    // Nothing is done before it is said.
    expect((await stored(page)).touchpoints.some(({ name }) => name.startsWith('Digest'))).toBe(false);
  });

  await test.step('one of them is taken, by keys, and can be taken back', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: /Drop/ })).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await dialog.getByRole('button', { name: 'Do it' }).click();
    await expect(dialog).toHaveCount(0);
    await expect
      .poll(async () => (await stored(page)).touchpoints.filter(({ name }) => name.startsWith('Digest')).length)
      .toBe(1);
    await saved(page);
    await page.keyboard.press('Control+z');
    await expect
      .poll(async () => (await stored(page)).touchpoints.filter(({ name }) => name.startsWith('Extra')).length)
      .toBe(3);
  });
});
