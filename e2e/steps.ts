import { expect, type Locator, type Page } from '@playwright/test';
import type { Campaign } from '#campaign/document.ts';
import { callStudio } from './launch.ts';

/** What the journeys do again and again. */

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** How long the engine, or a server, may take on a machine with other work. */
export const WORKING = { timeout: 300_000 };

/** The forecast's median as drawn: it changes when the forecast answers. */
export const median = (page: Page) => page.locator('.chart path.median').getAttribute('d');

export async function forecastAnswered(page: Page, before: string | null): Promise<void> {
  await expect.poll(() => median(page)).not.toBe(before);
}

/** A touchpoint on the timeline. Its name is not always written there, but it is always said. */
export const card = (page: Page, name: string) =>
  page.locator(`.card[aria-label*="${name.replaceAll('"', '\\"')}"]`).first();

/**
 * Where something stands once it stands still: whoever aims while the window still works meets what stood there before.
 * Where the page's clock is held, nothing comes to rest.
 */
export async function boxOf(target: Locator): Promise<Box> {
  const box = async () => (await target.count()) > 0 && (await target.boundingBox());
  let before = await box();
  await expect(async () => {
    await target.page().evaluate(
      () =>
        new Promise((done) => {
          requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(done)), { timeout: 2000 });
        }),
    );
    const last = before;
    before = await box();
    expect(before, 'it is shown').toBeTruthy();
    expect(before, 'it stands still').toEqual(last);
  }).toPass();
  return before as Box;
}

/** The point to take it by. */
export async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

export async function openSample(page: Page): Promise<void> {
  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.card').first()).toBeVisible();
}

/** Its id, where it is the campaign that was changed last. */
export async function idOfSample(page: Page): Promise<string> {
  const reply = (await callStudio(page, 'library.list', {})) as { value: { campaigns: { id: string }[] } };
  return reply.value.campaigns[0]!.id;
}

/** A campaign as the studio has it. */
export const opened = async (page: Page, id: string) =>
  ((await callStudio(page, 'campaign.open', { id })) as { value: { revision: number; campaign: Campaign } }).value;

/** The campaign that was changed last, as the studio has it. */
export const stored = async (page: Page): Promise<Campaign> => (await opened(page, await idOfSample(page))).campaign;

/** Goes to a campaign by its address. */
export async function show(page: Page, id: string): Promise<void> {
  await page.evaluate((name) => {
    window.location.hash = `campaign=${name}`;
  }, id);
  await expect(page.locator('.timeline')).toBeVisible();
}

export async function saved(page: Page): Promise<void> {
  await expect(page.locator('.top-saving')).toHaveText('All changes saved');
}

/** Presses Tab, or Shift and Tab, until the element has the focus: what cannot be reached so fails. */
export async function tabTo(page: Page, target: Locator, { back = false, most = 150 } = {}): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (
      await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))
    )
      return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`The Tab key does not reach ${String(target)}.`);
}

/** Reaches something by Tab and presses a key on it. */
export async function pressOn(page: Page, target: Locator, key = 'Enter', options?: { back?: boolean }): Promise<void> {
  await tabTo(page, target, options);
  await page.keyboard.press(key);
}

/** Reaches a toolbar by Tab, goes to one of its tools by the arrow keys, and presses Enter. */
export async function pressInToolbar(page: Page, name: string, tool: Locator): Promise<void> {
  const toolbar = page.getByRole('toolbar', { name });
  await tabTo(page, toolbar);
  const isThere = () => tool.evaluate((element) => element === document.activeElement);
  for (let presses = await toolbar.getByRole('button').count(); presses > 0 && !(await isThere()); presses--)
    await page.keyboard.press('ArrowRight');
  await expect(tool).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Types a date into a field of dates, part by part; each is come to by a click, or as `reach` says. */
export async function typeDate(
  field: Locator,
  iso: string,
  reach = (part: Locator): Promise<void> => part.click(),
): Promise<void> {
  const [year, month, day] = iso.split('-') as [string, string, string];
  for (const [part, digits] of [
    ['day', day],
    ['month', month],
    ['year', year],
  ] as const) {
    await reach(field.getByRole('spinbutton', { name: new RegExp(`^${part}`) }));
    await field.page().keyboard.type(digits);
  }
}

/** The same by the keyboard alone. */
export const typeDateByKeys = (field: Locator, iso: string): Promise<void> =>
  typeDate(field, iso, (part) => tabTo(field.page(), part));

/** Counts presses, moves and touches of any pointer from now on. A page that was loaded anew would have no count. */
export const countPointers = (page: Page) =>
  page.evaluate(() => {
    const counted = Object.assign(window, { pointers: 0 });
    const types = ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart', 'wheel'];
    for (const type of types) window.addEventListener(type, () => counted.pointers++, { capture: true, passive: true });
  });

/** How many there were; undefined of a page that does not count. */
export const pointers = (page: Page) => page.evaluate(() => (window as unknown as { pointers?: number }).pointers);
