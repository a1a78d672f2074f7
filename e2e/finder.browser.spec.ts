import { expect, test } from './launch.ts';
import { card, openSample, stored } from './steps.ts';

/** Everything by its name: Ctrl and K, a few letters, Enter. */
test('what is named is found, gone to and done from the keyboard', async ({ page }) => {
  await openSample(page);
  const finder = page.getByRole('dialog', { name: 'Find or do anything' });
  const field = finder.getByRole('searchbox');
  const open = async () => {
    await page.keyboard.press('ControlOrMeta+K');
    await expect(field).toBeFocused();
  };

  await test.step('a touchpoint comes into view and is selected', async () => {
    await open();
    await page.keyboard.type('one lesson');
    await expect(finder.getByRole('menuitem', { name: 'One lesson by Friday' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(finder).toBeHidden();
    await expect(card(page, 'One lesson by Friday')).toHaveAttribute('aria-pressed', 'true');
    await expect(card(page, 'One lesson by Friday')).toBeFocused();
  });

  await test.step('a day comes into view', async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const left = () => page.locator('.timeline').evaluate((area) => area.scrollLeft);
    const before = await left();
    const first = new Date((await stored(page)).start);
    const [month, day] = [first.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' }), first.getUTCDate()];
    await open();
    await page.keyboard.type(`${month.slice(0, 3)} ${day}`);
    await expect(finder.getByRole('menuitem').first()).toContainText(`${day} ${month.slice(0, 3)}`);
    await page.keyboard.press('Enter');
    await expect.poll(left).toBeLessThan(before);
  });

  await test.step('a segment is found on its screen', async () => {
    await open();
    await page.keyboard.type('field technicians');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: 'Audience' })).toHaveAttribute('aria-checked', 'true');
  });

  await test.step('a tactic is added, and undone by its command', async () => {
    const count = (await stored(page)).touchpoints.length;
    await open();
    await page.keyboard.type('poster');
    await finder.getByRole('menuitem', { name: 'Add Poster' }).click();
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(count + 1);
    // It has the focus when all is drawn.
    await expect(page.locator('.card:focus')).toHaveAttribute('aria-label', /^Poster,/);
    await expect(finder).toBeHidden();
    await open();
    await page.keyboard.type('undo');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(count);
  });

  await test.step('Esc leaves it, and what is not there is said', async () => {
    await open();
    await page.keyboard.type('zzzz');
    await expect(finder.getByText('Nothing answers to “zzzz”.')).toBeVisible();
    await page.keyboard.press('Escape');
    if (await finder.isVisible()) await page.keyboard.press('Escape');
    await expect(finder).toBeHidden();
  });
});

test('what is typed right after Ctrl and K is never lost, though nothing more can be loaded', async ({ page }) => {
  await openSample(page);
  await page.route('**/*.js', (route) => route.abort());
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('one lesson');
  const finder = page.getByRole('dialog', { name: 'Find or do anything' });
  await expect(finder.getByRole('searchbox')).toHaveValue('one lesson');
  await expect(finder.getByRole('menuitem', { name: 'One lesson by Friday' })).toBeVisible();
});
