import { mkdtempSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, root } from './browser.ts';
import { addDays } from '#campaign/calendar.ts';
import { openBrowserDoor } from '../e2e/browserDoor.ts';
import { callStudio } from '../e2e/launch.ts';
import { time } from './measure.ts';

/**
 * All campaigns on one calendar in the built window: from the press in the library until fifty rows are drawn, and how long another team's calendar of
 * 20,000 events takes to be read, and to be shown beside them. `node bench/calendar.ts`
 */

const CAMPAIGNS = 50;
const EVENTS = 20_000;
const TURNS = 7;
const TEMPLATES = ['new-lms-launch', 'compliance-refresh'];

const browser = await launchBrowser();
const door = await openBrowserDoor({ browser, root, dataFolder: mkdtempSync(join(tmpdir(), 'tandem-bench-')) });
const { page } = door;

for (let number = 1; number < CAMPAIGNS; number++)
  await callStudio(page, 'library.create', {
    templateId: TEMPLATES[number % TEMPLATES.length],
    start: addDays('2027-01-11', number * 5),
    name: `Campaign ${number}`,
  });

/** Presses the button in the library until all rows are there, so many times; in milliseconds, in order. */
async function open(rows: number): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await page.evaluate(() => (window.location.hash = ''));
    await page.getByRole('button', { name: 'All on one calendar' }).waitFor();
    taken.push(
      await page.evaluate(async (wanted) => {
        const button = [...document.querySelectorAll('button')].find(
          (one) => one.textContent === 'All on one calendar',
        )!;
        const began = performance.now();
        button.click();
        while (document.querySelectorAll('.weeks-grid tbody tr').length < wanted)
          await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return performance.now() - began;
      }, rows),
    );
  }
  return taken.toSorted((a, b) => a - b);
}

const told = (taken: number[]) => `${time(taken[TURNS >> 1]!)} (${time(taken[0]!)} to ${time(taken.at(-1)!)})`;
console.log(`load ${loadavg()[0]!.toFixed(1)}`);
console.log(`${CAMPAIGNS} campaigns, from the press until all are drawn: ${told(await open(CAMPAIGNS))}`);

const event = (number: number) =>
  `BEGIN:VEVENT\r\nUID:${number}\r\nDTSTART;VALUE=DATE:${addDays('2027-01-01', number % 700).replaceAll('-', '')}\r\nSUMMARY:Event ${number}\r\nEND:VEVENT\r\n`;
const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${Array.from({ length: EVENTS }, (_, number) => event(number)).join('')}END:VCALENDAR\r\n`;
const began = performance.now();
await callStudio(page, 'calendar.addPlan', {
  fileName: 'team.ics',
  bytes: Buffer.from(text).toString('base64'),
  today: '2027-01-01',
  timeZone: 'Europe/Berlin',
  job: 'bench',
});
console.log(`another team’s calendar of ${EVENTS} events, read and kept: ${time(performance.now() - began)}`);
console.log(`with it beside them: ${told(await open(CAMPAIGNS + 1))}`);
console.log(`load ${loadavg()[0]!.toFixed(1)}`);
await door.close();
await browser.close();
