import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { card, openSample, stored } from './steps.ts';

/** Several marks changed in the details, what is typed into them at once after another selection, and what is locked when its lane goes. */

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const field = (page: Page, name: string) => details(page).getByRole('button', { name: new RegExp(`${name}$`) });
const named = async (page: Page, ...names: string[]) => {
  const { touchpoints } = await stored(page);
  return names.map((name) => touchpoints.find((touchpoint) => touchpoint.name === name)!);
};
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const NAMES = ['Launch email', 'Launch film', 'Poster'];

async function choose(page: Page, name: string, option: string): Promise<void> {
  await field(page, name).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('several marks on the timeline are changed together in the details', async ({ page }) => {
  await openSample(page);
  const before = (await stored(page)).touchpoints;
  for (const [place, name] of NAMES.entries())
    await card(page, name).click(place === 0 ? {} : { modifiers: ['ControlOrMeta'] });
  await expect(details(page).getByRole('heading', { name: '3 touchpoints' })).toBeVisible();

  await test.step('what differs says so, what is alike is shown', async () => {
    await expect(field(page, 'Channel')).toContainText('Several');
    await expect(field(page, 'Status')).toContainText('None');
    await expect(field(page, 'Locked')).toContainText('Not locked');
    const { violations } = await new AxeBuilder({ page }).include('.inspector').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
  });

  await test.step('each change is one step, undone as one', async () => {
    await choose(page, 'Status', 'Approved');
    await expect
      .poll(async () => (await named(page, ...NAMES)).map(({ status }) => status))
      .toEqual(['approved', 'approved', 'approved']);
    await expect(field(page, 'Status')).toContainText('Approved');
    await undo(page).click();
    await expect.poll(async () => (await stored(page)).touchpoints).toEqual(before);
  });

  await test.step('owner, channel and days', async () => {
    await details(page).getByRole('textbox', { name: 'Owner' }).fill('Ada');
    await page.keyboard.press('Enter');
    await choose(page, 'Channel', 'Intranet');
    await details(page).getByRole('textbox', { name: 'Move by days' }).fill('7');
    await page.keyboard.press('Enter');
    await expect(details(page).getByRole('textbox', { name: 'Move by days' })).toHaveValue('0');
    const week = 7 * 86_400_000;
    await expect
      .poll(async () =>
        (await named(page, ...NAMES)).map(({ id, owner, channel, start }) => [
          owner,
          channel,
          Date.parse(start) - Date.parse(before.find((one) => one.id === id)!.start),
        ]),
      )
      .toEqual(NAMES.map(() => ['Ada', 'intranet', week]));
  });

  await test.step('what is locked stays on its days, and it is said', async () => {
    await choose(page, 'Locked', 'Locked: stay');
    await expect.poll(async () => (await named(page, ...NAMES)).every(({ locked }) => locked)).toBe(true);
    await details(page).getByRole('textbox', { name: 'Move by days' }).fill('7');
    await page.keyboard.press('Enter');
    await expect(page.getByText('These touchpoints are locked and stay where they are.').first()).toBeVisible();
    await choose(page, 'Locked', 'Not locked');
    await expect.poll(async () => (await named(page, ...NAMES)).some(({ locked }) => locked)).toBe(false);
  });

  await test.step('to the shelf as ideas, and back as planned ones', async () => {
    await choose(page, 'Status', 'Idea');
    await expect.poll(async () => (await stored(page)).ideas.length).toBe(3);
    await expect(field(page, 'Status')).toContainText('Idea');
    await choose(page, 'Status', 'Planned');
    await expect.poll(async () => (await stored(page)).ideas.length).toBe(0);
    await expect
      .poll(async () => (await named(page, ...NAMES)).map(({ status }) => status))
      .toEqual(['planned', 'planned', 'planned']);
  });

  await test.step('and deleted', async () => {
    await details(page).getByRole('button', { name: 'Delete' }).click();
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(before.length - 3);
  });
});

test('the details take no typing for what was selected before', async ({ page }) => {
  await openSample(page);
  await card(page, 'Launch email').click();
  const name = details(page).getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toHaveValue('Launch email');

  await test.step('a mark that is selected and its name typed in one breath, before the details are drawn', async () => {
    // All of it in one task of the page, as a machine under load would have it.
    const taken = await page.evaluate(async () => {
      const other = document.querySelector<HTMLElement>('.card[aria-label^="Poster,"]')!;
      const former = document.querySelector('[data-about]')!.getAttribute('data-about');
      const input = () => document.querySelector<HTMLInputElement>('[data-inspector] .inspector-form input')!;
      other.focus();
      other.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true, cancelable: true }));
      const about = () => input().closest('[data-about]')!.getAttribute('data-about');
      await Promise.resolve();
      const tried: { wasFormer: boolean; hadFocus: boolean }[] = [];
      for (const until = performance.now() + 30_000; performance.now() < until;) {
        input().focus();
        tried.push({ wasFormer: about() === former, hadFocus: document.activeElement === input() });
        if (about() !== former && document.activeElement === input()) break;
        await new Promise((done) => setTimeout(done));
      }
      return tried;
    });
    expect(taken.filter(({ wasFormer, hadFocus }) => wasFormer && hadFocus)).toEqual([]);
    expect(taken.at(-1)).toEqual({ wasFormer: false, hadFocus: true });
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Wall');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await stored(page)).touchpoints.some(({ name }) => name === 'Wall')).toBe(true);
    await expect.poll(async () => (await named(page, 'Launch email'))[0]).toBeDefined();
  });

  await test.step('Enter on a mark waits for its own details', async () => {
    await card(page, 'Launch email').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('Launch email');
  });
});

test('a lane with what is locked is removed only when that is meant', async ({ page }) => {
  await openSample(page);
  await card(page, 'Launch email').click();
  await details(page).getByText('Locked: stays on its days').click();
  await expect.poll(async () => (await named(page, 'Launch email'))[0]?.locked).toBe(true);
  const { laneId } = (await named(page, 'Launch email'))[0]!;
  const { lanes } = await stored(page);
  const lane = lanes.find(({ id }) => id === laneId)!;
  await page.getByRole('radio', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Lanes' }).click();
  const remove = page.getByRole('button', { name: new RegExp(`Remove.*${lane.name}`) });
  const dialog = page.getByRole('dialog', { name: `Remove “${lane.name}” with what is locked?` });

  await test.step('it asks, and Cancel leaves all there', async () => {
    await remove.click();
    await expect(dialog).toContainText('“Launch email” is locked');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(async () => (await stored(page)).lanes).toHaveLength(lanes.length);
  });

  await test.step('who means it removes all, with a way back', async () => {
    await remove.click();
    await dialog.getByRole('button', { name: 'Remove all of it' }).click();
    await expect.poll(async () => (await stored(page)).lanes.length).toBe(lanes.length - 1);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect.poll(async () => (await named(page, 'Launch email'))[0]?.locked).toBe(true);
  });
});
