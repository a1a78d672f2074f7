import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { openBrowserDoor } from '../e2e/browserDoor.ts';

/** How long the forecast takes to answer an edit in the built window: from the key to the changed chart. `node bench/window.ts` */

const root = resolve(import.meta.dirname, '..');
const TEMPLATES = [
  'New learning platform',
  'Compliance refresh',
  'Leadership academy',
  'Data literacy in three countries',
  'Two minutes a day',
  'Career, push and pull',
];
const EDITS = 20;

const found =
  process.env['CHROMIUM'] ??
  (existsSync(join(root, '.cache/chromium')) ? readFileSync(join(root, '.cache/chromium'), 'utf8') : '');
const browser = await chromium.launch({
  ...(found ? { executablePath: found } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
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
await door.close();
await browser.close();
