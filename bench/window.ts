import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, root } from './browser.ts';
import { largePlan } from '#delivery/timeline/plans.testing.ts';
import { openBrowserDoor } from '../e2e/browserDoor.ts';
import { callStudio } from '../e2e/launch.ts';
import { show } from '../e2e/steps.ts';

/**
 * The built window: how long the forecast takes to answer an edit, from the key to the changed chart, and the time between frames in a
 * large plan. `node bench/window.ts`
 */

const TEMPLATES = [
  'New learning platform',
  'Compliance refresh',
  'Leadership academy',
  'Data literacy in three countries',
  'Two minutes a day',
  'Career, push and pull',
];
const EDITS = 20;

const browser = await launchBrowser();
const door = await openBrowserDoor({ browser, root, dataFolder: mkdtempSync(join(tmpdir(), 'tandem-bench-')) });
const { page } = door;

console.log('| template | median | 95th of 100 |\n| --- | --- | --- |');
for (const name of TEMPLATES) {
  await page.getByRole('button', { name: 'New campaign' }).first().click();
  await page.getByRole('dialog').getByText(name, { exact: true }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.locator('.chart path.median').waitFor();
  await page.waitForTimeout(3000);
  const times = await page.evaluate(async (edits) => {
    const drawn = () => document.querySelector('.chart path.median')!.getAttribute('d');
    document.querySelector<HTMLElement>('.card')!.focus();
    const taken: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      const before = drawn();
      const began = performance.now();
      const key = edit % 2 ? 'ArrowLeft' : 'ArrowRight';
      document.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key, altKey: true, shiftKey: true, bubbles: true, cancelable: true }),
      );
      while (drawn() === before && performance.now() - began < 5000) await new Promise(requestAnimationFrame);
      taken.push(performance.now() - began);
      await new Promise((rest) => setTimeout(rest, 300));
    }
    return taken.toSorted((a, b) => a - b);
  }, EDITS);
  console.log(
    `| ${name} | ${times[EDITS / 2]!.toFixed(0)} ms | ${times[Math.floor(EDITS * 0.95) - 1]!.toFixed(0)} ms |`,
  );
  await page.getByRole('button', { name: 'All campaigns' }).click();
}

const plan = largePlan(5000, 730, 20, ['Launch email', 'Learning hour', 'Reminder', 'Stand-up talk', 'Poster']);
const reply = (await callStudio(page, 'library.import', {
  fileName: 'large.tandem.json',
  text: JSON.stringify(plan),
})) as { value: { id: string } };
const opening = performance.now();
await show(page, reply.value.id);
await page.locator('.card').first().waitFor();
console.log(`\n5,000 touchpoints: opens in ${((performance.now() - opening) / 1000).toFixed(1)} s`);
await page.locator('.chart path.median').waitFor();
await page.waitForTimeout(5000);
const { x, y, width } = (await page.locator('.timeline').boundingBox())!;
const middle = { x: x + width / 2, y: y + 200 };
const wheel = (across: number, down: number) => async () => {
  await page.mouse.move(middle.x, middle.y);
  for (let turns = 0; turns < 60; turns++) await page.mouse.wheel(across, down);
};
console.log('| gesture | between frames, middle | 95th of 100 |\n| --- | --- | --- |');
await printFrames('scrolling sideways', wheel(40, 0));
await printFrames('scrolling down', wheel(0, 40));
await printFrames('dragging a card', async () => {
  const grip = (await page.evaluate(cardInSight))!;
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  for (let steps = 1; steps <= 60; steps++) await page.mouse.move(grip.x + steps * 4, grip.y);
  await page.mouse.up();
});
await door.close();
await browser.close();

/** The middle of a card that nothing lies over, near the middle of the window. */
function cardInSight(): { x: number; y: number } | undefined {
  const cards = [...document.querySelectorAll('.card')].map((card) => ({ card, box: card.getBoundingClientRect() }));
  const centres = cards.map(({ card, box }) => ({ card, x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  const found = centres.find(
    ({ card, x, y }) => x > innerWidth * 0.3 && x < innerWidth * 0.5 && card.contains(document.elementFromPoint(x, y)),
  );
  return found && { x: found.x, y: found.y };
}

async function printFrames(name: string, act: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = [];
    const next = (now: number) => {
      frames.push(now);
      if (frames[0] !== -1) requestAnimationFrame(next);
    };
    Object.assign(window, { frames });
    requestAnimationFrame(next);
  });
  await act();
  const times = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: number[] };
    const seen = frames.slice();
    frames[0] = -1;
    return seen
      .slice(1)
      .map((now, index) => now - seen[index]!)
      .toSorted((a, b) => a - b);
  });
  const at = (share: number) => `${times[Math.floor(times.length * share)]!.toFixed(0)} ms`;
  console.log(`| ${name} | ${at(0.5)} | ${at(0.95)} |`);
}
