import type { Page } from '@playwright/test';
import { callStudio, expect, test, type RunningStudio } from './launch.ts';
import { boxOf, card, idOfSample, openSample, opened, saved } from './steps.ts';

/** Several windows on one campaign: each sees what the others do, and what is shown as saved is stored. */

const SAMPLE = 'New learning platform';

/** Another window of the same studio. */
async function openWindow(studio: RunningStudio): Promise<Page> {
  const { application, address } = studio.door;
  if (!application) {
    const page = await studio.page.context().newPage();
    await page.goto(address!);
    return page;
  }
  const before = application.windows().length;
  await application.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File')?.submenu;
    file?.items.find(({ label }) => label === 'New window')?.click();
  });
  await expect.poll(() => application.windows().length).toBe(before + 1);
  return application.windows().at(-1)!;
}

/** Presses keys on a touchpoint faster than the studio answers. */
const burst = (
  page: Page,
  name: string,
  keys: { key: string; altKey?: boolean; shiftKey?: boolean; ctrlKey?: boolean }[],
) =>
  card(page, name).evaluate((element, presses) => {
    (element as HTMLElement).focus();
    for (const press of presses)
      element.dispatchEvent(new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }));
  }, keys);

const LATER = { key: 'ArrowRight', altKey: true };
const EARLIER = { key: 'ArrowLeft', altKey: true };
const LONGER = { key: 'ArrowRight', shiftKey: true };
/** As many steps: moving and stretching by turns, as the same key again would go on with its step. */
const steps = (count: number, first = LATER) => Array.from({ length: count }, (_, step) => (step % 2 ? LONGER : first));

/** The days that a window shows for everything placed. */
const shown = (page: Page) =>
  page
    .locator('[data-kind]')
    .evaluateAll((elements) =>
      elements.map((element) => `${element.dataset['id']} ${element.getAttribute('aria-label')}`).toSorted(),
    );

test('two windows see each other, and agree after edits at the same moment', async ({ studio }) => {
  const first = studio.page;
  const id = await idOfSample(first);
  const second = await openWindow(studio);
  await openSample(first);
  await openSample(second);

  const before = await card(first, 'Launch email').getAttribute('aria-label');
  await burst(first, 'Launch email', [LATER]);
  await expect(card(second, 'Launch email')).not.toHaveAttribute('aria-label', before!);

  const { revision } = await opened(first, id);
  await Promise.all([
    burst(first, 'Welcome message', steps(4)),
    burst(second, 'Welcome message', [EARLIER]).then(() => burst(second, 'Launch film', steps(3, EARLIER))),
  ]);
  await expect.poll(async () => (await opened(first, id)).revision).toBe(revision + 8);
  await saved(first);
  await saved(second);
  await expect.poll(() => shown(second)).toEqual(await shown(first));
  await first.reload();
  await expect(first.locator('.card')).toHaveCount(await second.locator('.card').count());
  await expect.poll(() => shown(second), 'the window shows what is stored').toEqual(await shown(first));

  await test.step('undo takes back what the window itself did last', async () => {
    await burst(first, 'Welcome message', [LATER]);
    await saved(first);
    const { touchpoints } = (await opened(first, id)).campaign;
    await second.getByRole('button', { name: /^Undo: .*“Launch film”/ }).click();
    const without = (name: string) => (touchpoint: { name: string }) => touchpoint.name !== name;
    await expect.poll(async () => (await opened(first, id)).campaign.touchpoints).not.toEqual(touchpoints);
    const after = (await opened(first, id)).campaign.touchpoints;
    expect(after.filter(without('Launch film'))).toEqual(touchpoints.filter(without('Launch film')));
    await expect.poll(() => shown(first)).toEqual(await shown(second));
  });

  await test.step('or says what another window changed since', async () => {
    await burst(second, 'Welcome message', [EARLIER]);
    await expect(second.getByRole('button', { name: /^Undo: .*“Welcome message”/ })).toBeVisible();
    await saved(second);
    await expect.poll(() => shown(first)).toEqual(await shown(second));
    await burst(first, 'Welcome message', [LATER]);
    await saved(first);
    const { revision: last } = await opened(first, id);
    await second.getByRole('button', { name: /^Undo: .*“Welcome message”/ }).click();
    await expect(
      second.getByText(/Nothing was undone: another window has changed .*“Welcome message” since/),
    ).toBeVisible();
    await expect.poll(async () => (await opened(first, id)).revision).toBe(last);
  });
});

test('an edit right after an undo leaves the window as the document is stored', async ({ studio }) => {
  const { page } = studio;
  const id = await idOfSample(page);
  await openSample(page);
  for (let round = 1; round <= 3; round++) {
    const { revision } = await opened(page, id);
    await burst(page, 'Launch email', [LATER, { key: 'z', ctrlKey: true }, LATER]);
    await expect.poll(async () => (await opened(page, id)).revision).toBe(revision + 3);
    await saved(page);
    const seen = await shown(page);
    await page.reload();
    await expect(page.locator('.card').first()).toBeVisible();
    // What lies around the view is drawn a moment later.
    await expect.poll(() => shown(page), `round ${round}`).toEqual(seen);
  }
});

test('leaving a campaign at once loses none of the edits', async ({ studio }) => {
  const { page } = studio;
  const id = await idOfSample(page);
  await openSample(page);
  const { revision } = await opened(page, id);
  await burst(page, 'Launch email', steps(10));
  await page.evaluate(() => {
    window.location.hash = '';
  });
  await expect(page.getByRole('heading', { name: 'Your campaigns' })).toBeVisible();
  await expect.poll(async () => (await opened(page, id)).revision).toBe(revision + 10);
});

test('a campaign that is deleted in another window is never said to be saved', async ({ studio }) => {
  const first = studio.page;
  const id = await idOfSample(first);
  const second = await openWindow(studio);
  await openSample(second);
  await callStudio(first, 'library.remove', { id });
  await expect(first.getByText(SAMPLE)).toHaveCount(0);
  await burst(second, 'Launch email', [LATER, LATER]);
  await expect(second.getByText(/was deleted/).first()).toBeVisible();
  await expect(second.locator('.top-saving')).toHaveText('Not saved: the campaign was deleted');
  await callStudio(first, 'library.restore', { id });
  await expect(first.getByText(SAMPLE).first()).toBeVisible();
});

test('a touchpoint that another window deletes while it is dragged leaves the mouse free', async ({ studio }) => {
  const { page } = studio;
  const id = await idOfSample(page);
  await openSample(page);
  const { revision, campaign } = await opened(page, id);
  const dragged = campaign.touchpoints.find((touchpoint) => touchpoint.name === 'Launch email')!;
  const box = await boxOf(card(page, 'Launch email'));
  await page.mouse.move(box.x + 40, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 12, { steps: 4 });
  await callStudio(page, 'campaign.execute', { id, revision, command: { type: 'removeTouchpoint', id: dragged.id } });
  await expect(page.locator(`[data-id="${dragged.id}"]`)).toHaveCount(0);
  await page.mouse.move(700, 20);
  await page.mouse.up();
  await expect(page.locator('.drag-label')).toBeHidden();
  await card(page, 'Welcome message').click();
  await expect(card(page, 'Welcome message')).toHaveAttribute('aria-pressed', 'true');
});
