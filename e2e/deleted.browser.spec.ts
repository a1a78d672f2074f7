import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callStudio, expect, test } from './launch.ts';

/** What the library offers where something is gone: a deleted campaign, or changes that were stored once. */

const SAMPLE = 'New learning platform';

test('a deleted campaign can be brought back at leisure, or deleted for good', async ({ studio }) => {
  const { page } = studio;
  const heading = page.getByRole('button', { name: /Recently deleted/ });
  const remove = async () => {
    await page.getByRole('button', { name: `Actions for ${SAMPLE}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
  };

  await test.step('it is listed with the day until which it stays, also after a restart', async () => {
    await expect(page.getByText(SAMPLE).first()).toBeVisible();
    await expect(heading).toHaveCount(0);
    await remove();
    await expect(heading).toHaveText('Recently deleted1');
  });

  const again = await studio.restart();
  const section = again.locator('.removed');
  await test.step('Restore brings it back, and the keyboard stays', async () => {
    const button = again.getByRole('button', { name: /Recently deleted/ });
    await button.focus();
    await again.keyboard.press('Enter');
    await expect(section.getByText(/goes for good on .+ at the earliest/)).toBeVisible();
    await again.getByRole('button', { name: `Restore ${SAMPLE}` }).press('Enter');
    await expect(again.getByRole('button', { name: SAMPLE, exact: true })).toBeVisible();
    await expect(button).toBeFocused();
    await expect(again.getByText('Nothing that was deleted is left.')).toBeVisible();
  });

  await test.step('Delete for good asks first', async () => {
    await again.getByRole('button', { name: `Actions for ${SAMPLE}` }).click();
    await again.getByRole('menuitem', { name: 'Delete' }).click();
    await again.getByRole('button', { name: `Delete for good: ${SAMPLE}` }).click();
    await again.getByRole('button', { name: 'Keep it' }).click();
    await expect(again.getByRole('button', { name: `Restore ${SAMPLE}` })).toBeVisible();
    await again.getByRole('button', { name: `Delete for good: ${SAMPLE}` }).click();
    await again.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
    await expect(again.getByText(`“${SAMPLE}” is gone for good.`).first()).toBeVisible();
    await expect(again.getByRole('button', { name: `Restore ${SAMPLE}` })).toHaveCount(0);
    expect(await callStudio(again, 'library.removed', {})).toEqual({ value: { campaigns: [] } });
  });
});

test('a library that is older than what was stored says so until that is accepted', async ({ studio }) => {
  await expect(studio.page.getByText(SAMPLE).first()).toBeVisible();
  writeFileSync(join(studio.dataFolder, 'library.sqlite-count'), `${'61'.padStart(16, '0')}\n`);
  const page = await studio.restart();
  const alert = page.getByRole('alert').filter({ hasText: 'older than what the studio last stored' });
  await expect(alert).toContainText(/60 changes are missing/);
  await expect(alert).toContainText(/no backup|tandem library restore/);
  await page.getByRole('button', { name: 'Go on with this library' }).click();
  await expect(alert).toHaveCount(0);
  await expect((await studio.restart()).getByText(SAMPLE).first()).toBeVisible();
  await expect(studio.page.getByRole('alert')).toHaveCount(0);
});
