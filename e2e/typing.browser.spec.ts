import type { Locator, Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { boxOf, card, idOfSample, opened, saved, stored } from './steps.ts';

/** What is typed is never lost, whatever is done next, and Esc takes back one field that Ctrl+Z brings back. */

// A way that cannot be taken says so soon.
test.use({ actionTimeout: 15_000 });

const SAMPLE = 'New learning platform';

const launch = async (page: Page) =>
  (await stored(page)).touchpoints.find((touchpoint) => touchpoint.name.startsWith('Launch email'))!;

const inspector = (page: Page) => page.getByRole('complementary');
const field = (page: Page, label: string) => inspector(page).getByLabel(label, { exact: true });

/** Ways of leaving a field. Each leads back to where the card can be clicked again. */
const WAYS: { name: string; leave: (page: Page) => Promise<unknown> }[] = [
  { name: 'another card', leave: (page) => card(page, 'Reminder where they left off').click() },
  { name: 'the same card with Shift', leave: (page) => card(page, 'Launch email').click({ modifiers: ['Shift'] }) },
  { name: 'a phase', leave: (page) => page.locator('[data-kind="phase"]').first().click() },
  { name: 'a goal', leave: (page) => page.locator('[data-kind="goal"]').first().click() },
  { name: 'an event', leave: (page) => page.locator('[data-kind="event"]').first().click() },
  { name: 'a lane', leave: (page) => page.locator('.lane-label').first().click() },
  { name: 'Ctrl+S', leave: (page) => page.keyboard.press('Control+s') },
  { name: 'Ctrl+Enter', leave: (page) => page.keyboard.press('Control+Enter') },
  { name: 'Tab', leave: (page) => page.keyboard.press('Tab') },
  {
    name: 'another screen',
    leave: async (page) => {
      await page.getByRole('radio', { name: 'Audience' }).click();
      await page.getByRole('radio', { name: 'Plan' }).click();
    },
  },
  { name: 'Shift+Tab', leave: (page) => page.keyboard.press('Shift+Tab') },
  {
    name: 'the empty canvas',
    async leave(page) {
      const { x, y, width, height } = await boxOf(page.locator('.timeline'));
      await page.mouse.click(x + width - 40, y + height - 40);
    },
  },
  {
    name: 'a drag of the card',
    leave: (page) => dragBy(page, card(page, 'Launch email'), 60),
  },
  {
    name: 'a drag of a tactic onto the plan',
    leave: (page) => dragBy(page, page.locator('.tactic-row').first(), 500),
  },
  {
    name: 'the Delete key on another card',
    leave: async (page) => {
      await card(page, 'Reminder where they left off').focus();
      await page.keyboard.press('Delete');
    },
  },
  {
    name: 'another part of the forecast',
    leave: (page) => page.getByRole('radio', { name: 'Contact load' }).click(),
  },
  {
    name: 'help',
    leave: async (page) => {
      await page.getByRole('button', { name: /^Help/ }).click();
      await expect(page.getByRole('dialog', { name: 'Help and keys' })).toBeVisible();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'a hidden page',
    leave: (page) =>
      page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        delete (document as { visibilityState?: unknown }).visibilityState;
      }),
  },
  {
    name: 'the library',
    leave: async (page) => {
      await page.getByRole('button', { name: 'All campaigns' }).click();
      await page.getByText(SAMPLE).first().click();
    },
  },
  { name: 'a reload', leave: (page) => page.reload() },
  {
    name: 'Back',
    leave: async (page) => {
      await page.goBack();
      await expect(page.getByText(SAMPLE).first()).toBeVisible();
      await page.goForward();
    },
  },
];

async function dragBy(page: Page, thing: Locator, pixels: number): Promise<void> {
  const box = await boxOf(thing);
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 20 + pixels, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
}

test('what is typed is stored whatever is done next', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  for (const [index, { name, leave }] of WAYS.entries()) {
    await test.step(name, async () => {
      await card(page, 'Launch email').click();
      // The details follow the selection with the next free moment.
      await expect(field(page, 'Name')).toHaveValue('Launch email');
      const text = `Typed before ${name} (${index}).`;
      await field(page, 'Text').fill(text);
      await leave(page);
      await expect.poll(async () => (await launch(page)).message.body).toBe(text);
      await saved(page);
    });
  }
});

test('Esc takes back one field and Ctrl+Z brings it back; the keys of an input method do nothing', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await card(page, 'Launch email').click();
  const text = field(page, 'Text');
  const before = await text.inputValue();
  await text.fill('A paragraph of an hour.');
  await text.press('Escape');
  await expect(text).toHaveValue(before);
  await text.press('Control+z');
  await expect(text).toHaveValue('A paragraph of an hour.');

  const composing = (key: string) =>
    text.evaluate(
      (element, pressed) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, isComposing: true, bubbles: true })),
      key,
    );
  await composing('Escape');
  await expect(text).toHaveValue('A paragraph of an hour.');
  await page.reload();
  await expect.poll(async () => (await launch(page)).message.body).toBe('A paragraph of an hour.');
});

test('undo takes back what is being typed, and redo brings it', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await card(page, 'Launch email').click();
  await field(page, 'Text').fill('Stored.');
  await field(page, 'Text').press('Control+Enter');
  await saved(page);
  await field(page, 'Text').fill('Typed, and taken back.');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(async () => (await launch(page)).message.body).toBe('Stored.');
  await expect(field(page, 'Text')).toHaveValue('Stored.');
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect.poll(async () => (await launch(page)).message.body).toBe('Typed, and taken back.');
});

test('what is typed while another window changes or deletes the same is kept and said, or given back', async ({
  page,
}) => {
  await page.getByText(SAMPLE).first().click();
  await card(page, 'Launch email').click();
  const { id } = await launch(page);
  const another = async (command: object) => {
    const campaign = await idOfSample(page);
    const { revision } = await opened(page, campaign);
    await callStudio(page, 'campaign.execute', { id: campaign, revision, command });
  };
  await test.step('another field', async () => {
    await field(page, 'Text').fill('Mine.');
    await another({ type: 'editTouchpoint', id, changes: { 'message.subject': 'Theirs.' } });
    await expect(field(page, 'Subject')).toHaveValue('Theirs.');
    await field(page, 'Text').press('Control+Enter');
    await expect.poll(async () => (await launch(page)).message).toMatchObject({ body: 'Mine.', subject: 'Theirs.' });
    await expect(page.getByText('Another window')).toHaveCount(0);
  });
  await test.step('the same field', async () => {
    await field(page, 'Text').fill('Mine again.');
    await another({ type: 'editTouchpoint', id, changes: { 'message.body': 'Theirs.', name: 'Launch email, theirs' } });
    await expect(field(page, 'Name')).toHaveValue('Launch email, theirs');
    await expect(field(page, 'Text')).toHaveValue('Mine again.');
    await field(page, 'Text').press('Control+Enter');
    await expect.poll(async () => (await launch(page)).message.body).toBe('Mine again.');
    await expect(page.getByText('Another window changed the same thing while you typed')).toBeVisible();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await launch(page)).message.body).toBe('Theirs.');
  });
  await test.step('deleted', async () => {
    await field(page, 'Text').fill('Words of an hour.');
    await another({ type: 'removeTouchpoint', id });
    await expect(page.getByText('“Words of an hour.”')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy my words' })).toBeVisible();
  });
});

test('a touchpoint has a length where people give it their time, and a status', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await card(page, 'Launch email').click();
  await expect(field(page, 'Length in minutes')).toHaveCount(0);
  const choose = async (name: RegExp, option: string) => {
    await inspector(page).getByRole('button', { name }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose(/Channel/, 'Meeting');
  const minutes = field(page, 'Length in minutes');
  await expect(minutes).toHaveAttribute('placeholder', '60');
  await minutes.fill('45');
  await minutes.press('Enter');
  await choose(/Status/, 'Cancelled');
  await expect(inspector(page).getByText('sent to nobody')).toBeVisible();
  await expect.poll(async () => launch(page)).toMatchObject({ minutes: 45, status: 'cancelled' });
  await minutes.fill('');
  await minutes.press('Enter');
  await choose(/Status/, 'None');
  await expect.poll(async () => Object.keys(await launch(page))).not.toContain('status');
  expect(Object.keys(await launch(page))).not.toContain('minutes');
});

test('a paste that finds no room says how much is missing', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await card(page, 'Launch email').click();
  const paste = (label: string, length: number) =>
    field(page, label).evaluate((element: HTMLInputElement, count) => {
      element.focus();
      element.select();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'x'.repeat(count));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      document.execCommand('insertText', false, 'x'.repeat(count));
    }, length);
  await paste('Text', 20_250);
  await expect(field(page, 'Text')).toHaveValue('x'.repeat(20_000));
  await expect(page.getByText('The most for “Text” is 20,000 characters: 250 of those pasted')).toBeVisible();
  await paste('Name', 200);
  await expect(page.getByText('The most for “Name”')).toHaveCount(0);
  await paste('Name', 201);
  await expect(page.getByText('The most for “Name” is 200 characters: 1 of what was pasted')).toBeVisible();
});

test('the wheel changes no number, and a limit is said', async ({ page }) => {
  await page.getByText(SAMPLE).first().click();
  await page.getByRole('radio', { name: 'Audience' }).click();
  const people = page.getByLabel('Learners', { exact: true }).first();
  const before = await people.inputValue();
  await people.click();
  await page.mouse.wheel(0, 240);
  await expect(people).toHaveValue(before);
  await people.fill('1,815 people');
  await people.press('Enter');
  await expect(people).toHaveValue('1,815');
  await people.fill('99999999999');
  await people.press('Enter');
  await expect(people).toHaveValue('10,000,000,000');
  await expect(page.getByText('The most for “Learners” is 10,000,000,000.')).toBeVisible();
});
