import { expect, test } from './launch.ts';
import { openSample, saved, stored, WORKING } from './steps.ts';

/** Decision points in the window: made from what is selected, seen and reached on the timeline, told in words, valued by the runs. */

test('selected touchpoints wait for a decision point, which stands on the timeline and says what it is worth', async ({
  page,
}) => {
  await openSample(page);
  const before = await stored(page);
  // The last one that is in view.
  const id = await page
    .locator('.card')
    .evaluateAll(
      (cards) =>
        cards.map((card) => (card as HTMLElement).dataset).reduce((a, b) => (a['start']! < b['start']! ? b : a))['id']!,
    );
  const late = before.touchpoints.find((one) => one.id === id)!;
  const diamond = page.locator('.mark-decision');
  const details = page.locator('[data-inspector]');

  await test.step('made by the menu of what is selected', async () => {
    const card = page.locator(`.card[data-id="${id}"]`).first();
    await card.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Send only if…' }).click();
    await saved(page);
    const { decisions, touchpoints } = await stored(page);
    expect(decisions).toHaveLength(1);
    expect(touchpoints.find((one) => one.id === id)!.thenOf).toBe(decisions[0]!.id);
    expect(decisions[0]!.date < late.start).toBe(true);
  });

  await test.step('told in words, with both branches', async () => {
    const followed = details.getByRole('region', { name: 'Then' });
    await expect(followed).toContainText(/If fewer than 12% of learners are in active use .*, these are sent:/);
    await expect(followed).toContainText(late.name);
    const otherwise = details.getByRole('region', { name: 'Otherwise' });
    await expect(otherwise).toContainText('If not, these are sent:');
    await expect(otherwise).toContainText('goes on without anything more');
  });

  await test.step('valued once the runs are there', async () => {
    const value = details.getByRole('region', { name: 'What deciding is worth' });
    await expect(value).toContainText(/“Then” follows in .*% of the runs/, WORKING);
    await expect(value).toContainText('as decided');
  });

  await test.step('a diamond that keys reach and move', async () => {
    await expect(diamond).toHaveAttribute('aria-label', /^Decision point New decision point, /);
    const { date } = (await stored(page)).decisions[0]!;
    await diamond.focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(async () => (await stored(page)).decisions[0]!.date < date).toBe(true);
  });

  await test.step('the touchpoint says that it waits, and may stop to', async () => {
    await details.getByRole('region', { name: 'Then' }).locator('.text-button').click();
    await expect(page.locator(`.card[data-id="${id}"]`).first()).toHaveAttribute('aria-label', /waits for a decision/);
    const choice = details.getByRole('button', { name: /Happens/ });
    await choice.click();
    await page.getByRole('option', { name: 'Whatever is decided' }).click();
    await expect
      .poll(async () => (await stored(page)).touchpoints.find((one) => one.id === id)!.thenOf)
      .toBe(undefined);
  });

  await test.step('gone with one press, and back', async () => {
    await diamond.focus();
    await page.keyboard.press('Delete');
    await expect(diamond).toHaveCount(0);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(diamond).toHaveCount(1);
  });
});
