import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ACCOUNT, isThere, PASSWORD, startRadicale, type Peer } from '../src/publishing/peers.testing.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './launch.ts';
import { card, openSample, saved, stored, WORKING } from './steps.ts';

/** From a plan to a published calendar on a real CalDAV server, changed, published again and taken back. */

test.use({ environment: { TANDEM_ALLOW_LOOPBACK: '1', TEAM_PASSWORD: PASSWORD } });

const hasRadicale = isThere('radicale');
let peer: Peer;
test.beforeEach(async () => {
  if (hasRadicale) peer = await startRadicale();
});
test.afterEach(async () => {
  if (hasRadicale) await peer.stop();
});

/** The events of the server’s calendar, as it keeps them. */
function events(): string[] {
  const folder = join(peer.folder, 'collections', 'collection-root', ACCOUNT, 'team');
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ics'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  } catch {
    return [];
  }
}

const profileCard = (page: Page) => page.getByRole('listitem', { name: 'Team calendar' });

async function addProfile(page: Page, url: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a profile…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Calendar server/ }).click();
  await dialog.getByRole('textbox', { name: 'Name of the profile' }).fill('Team calendar');
  await dialog.getByRole('textbox', { name: 'Address', exact: true }).fill(url);
  await dialog.getByRole('radio', { name: 'It stands in an environment variable' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the variable' }).fill('TEAM_PASSWORD');
  await dialog.getByRole('textbox', { name: 'Sign in as' }).fill(ACCOUNT);
  await dialog.getByRole('button', { name: 'Add and test' }).click();
}

/** Opens the dry run and approves what it shows. */
async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dry run for Team calendar' }).click();
  const dialog = page.getByRole('dialog', { name: /Dry run/ });
  await dialog.getByRole('button', { name: /^Approve \d/ }).click();
  await expect(dialog).toHaveCount(0);
}

test('a plan is published to a calendar, changed there, and taken back', async ({ page }) => {
  test.skip(!hasRadicale, 'radicale is not installed');
  test.slow();
  await openSample(page);
  await page.getByRole('radio', { name: 'Delivery' }).click();
  await expect(page.getByText('No profile yet')).toBeVisible();

  let all = 0;
  await test.step('a profile that does not work is not kept, and says why', async () => {
    await addProfile(page, `http://127.0.0.1:${peer.port}/nobody/team/`);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText('It was not added.');
    await dialog
      .getByRole('textbox', { name: 'Address', exact: true })
      .fill(`http://127.0.0.1:${peer.port}/${ACCOUNT}/team/`);
    await dialog.getByRole('button', { name: 'Add and test' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.locator('.notice')).toContainText('“Team calendar” is ready.');
    await expect(profileCard(page)).toContainText('Nothing approved yet');
  });

  await test.step('it is changed where it works as it would be', async () => {
    await page.getByRole('button', { name: 'More for Team calendar' }).click();
    await page.getByRole('menuitem', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog', { name: /Change “/ });
    await expect(dialog.getByRole('textbox', { name: 'Sign in as' })).toHaveValue(ACCOUNT);
    await dialog.getByRole('textbox', { name: 'Sign in as' }).fill('nobody');
    await dialog.getByRole('button', { name: 'Test and change' }).click();
    await expect(dialog.getByRole('alert')).toContainText('It was not changed.');
    await dialog.getByText('Another for a segment').click();
    await expectAccessible(page, 'change a profile');
    await dialog.getByRole('textbox', { name: 'Sign in as' }).fill(ACCOUNT);
    await dialog.getByRole('button', { name: 'Test and change' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.locator('.notice').filter({ hasText: '“Team calendar” is changed.' })).toBeVisible();
  });

  await test.step('the dry run shows what would be sent, and sends nothing', async () => {
    await page.getByRole('button', { name: 'Dry run for Team calendar' }).click();
    const dialog = page.getByRole('dialog', { name: /Dry run/ });
    await expect(dialog.getByRole('status')).toContainText(/\d+ new/);
    all = Number(/(\d+) new/.exec(await dialog.getByRole('status').innerText())![1]);
    expect(all).toBeGreaterThan(10);
    await dialog
      .getByRole('button', { name: /^Show exactly what is sent/ })
      .first()
      .click();
    await expect(dialog.locator('pre')).toContainText('BEGIN:VEVENT');
    await expectAccessible(page, 'dry run');
    expect(events()).toEqual([]);
    await dialog.getByRole('button', { name: /^Approve \d/ }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('everything arrives once, and the timeline says so', async () => {
    await expect(profileCard(page)).toContainText(`${all} out`, WORKING);
    expect(events()).toHaveLength(all);
    await expect(page.getByRole('region', { name: 'Journal' })).toContainText('Launch email');
    await expectAccessible(page, 'delivery');
    await page.getByRole('radio', { name: 'Plan', exact: true }).click();
    await expect(card(page, 'Launch email').locator('.card-delivery')).toHaveAttribute('data-state', 'sent');
  });

  await test.step('an edit says what it does to what is out, and reaches the calendar once it is approved', async () => {
    await card(page, 'Launch email').click();
    await expect(page.locator('.standing-lines')).toContainText('Team calendar');
    await expect(page.locator('.standing-lines')).toContainText('an edit changes the event');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Launch letter');
    await page.keyboard.press('Enter');
    await saved(page);
    expect((await stored(page)).touchpoints.some(({ name }) => name === 'Launch letter')).toBe(true);
    expect(events().filter((text) => text.includes('Launch letter'))).toEqual([]);
    const before = events().length;
    await page.getByRole('radio', { name: 'Delivery' }).click();
    await page.getByRole('button', { name: 'Dry run for Team calendar' }).click();
    const dialog = page.getByRole('dialog', { name: /Dry run/ });
    await dialog.getByRole('radio', { name: 'What an approval changes' }).click();
    await expect(dialog.locator('.published tbody tr').first()).toContainText('Launch letter');
    await dialog.getByRole('button', { name: /^Approve \d/ }).click();
    await expect.poll(() => events().some((text) => text.includes('Launch letter')), WORKING).toBe(true);
    await expect.poll(() => events().filter((text) => text.includes('Launch email')), WORKING).toEqual([]);
    expect(events()).toHaveLength(before);
  });

  await test.step('it is all taken back', async () => {
    await page.getByRole('button', { name: 'More for Team calendar' }).click();
    await page.getByRole('menuitem', { name: 'Withdraw everything…' }).click();
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Withdraw' }).click();
    await expect.poll(() => events().length, WORKING).toBe(0);
    await expect(profileCard(page)).toContainText(/\d+ withdrawn/, WORKING);
    await page.getByRole('button', { name: /State/ }).click();
    await page.getByRole('option', { name: 'Out', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Journal' })).toContainText('Nothing in the journal is like this.');
  });

  await test.step('and comes back where it is approved again', async () => {
    await approve(page);
    await expect.poll(() => events().length, WORKING).toBeGreaterThan(10);
  });
});
