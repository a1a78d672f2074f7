import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Forecast } from '#contract/forecast.ts';
import { formatsFor } from '#language/formats.ts';
import { spreadInWords } from '#language/spread.ts';
import { callStudio, expect, test } from './launch.ts';
import { card, idOfSample, openSample, WORKING } from './steps.ts';

/** One plan, one set of runs, one number: as it is written in the strip, the chart, under Goals and Decide, in the report and on the command line. */

const root = resolve(import.meta.dirname, '..');
const formats = formatsFor('en-GB');

test('every screen, the report and the command line say the same of the same plan', async ({ page, studio }) => {
  test.slow();
  await openSample(page);
  const id = await idOfSample(page);
  await callStudio(page, 'library.duplicate', { id, name: 'New learning platform, again' });
  await card(page, 'Launch email').click();
  await expect(page.locator('.forecast-status')).toHaveText(/^A planning assumption/, WORKING);

  const chancesShown = page.locator('.goal-strip dd:first-of-type');
  await expect(chancesShown).toHaveCount(4);
  await expect(page.locator('.goal-mark text')).not.toHaveCount(0);
  const strip = await chancesShown.allInnerTexts();
  const marks = await page.locator('.goal-mark text').allTextContents();
  const spread = await page.locator('.forecast-spread').innerText();
  const chart = page.locator('.chart');
  await chart.focus();
  await page.keyboard.press('End');
  await expect(page.locator('.chart-reading')).toContainText('nine times out of ten');
  const daily = await page.locator('.chart-reading').innerText();
  await page.getByRole('radio', { name: 'Whole curve' }).click();
  await chart.focus();
  await page.keyboard.press('End');
  await expect(page.locator('.chart-reading')).toContainText('the whole curve stays inside');
  const whole = await page.locator('.chart-reading').innerText();

  const files = await test.step('the report and the plan are taken along', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: /Export or report/ }).click();
    const save = async (name: string) =>
      (await studio.takeDownload(() => page.getByRole('button', { name: `Save: ${name}`, exact: true }).click())).path;
    const paths = { report: await save('Report for stakeholders'), plan: await save('Plan') };
    await page.getByRole('button', { name: 'Close' }).last().click();
    return paths;
  });

  /** What the command line says, with the seed and the runs that are the plan's own. */
  const printed = await test.step('the command line is asked', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'bin/tandem.cjs'), 'simulate', files.plan, '--json'],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    return JSON.parse(stdout) as Forecast;
  });
  const chances = printed.goals.map(({ probability }) => formats.chance(probability));
  const on = (values: number[]) => formats.number(values.at(-1)!);
  const { active } = printed.series;
  const { band50, band90 } = printed.bandsWholePath!;

  await test.step('the goals’ chances', async () => {
    expect(strip).toEqual(chances);
    for (const mark of marks) expect(chances).toContain(mark.replace(' likely', ''));
    await page.getByRole('radio', { name: 'Goals', exact: true }).click();
    await expect(page.locator('.goal-chance strong')).toHaveText(chances);
    const [{ incremental, baseline } = {}] = printed.goals;
    await page.locator('.screen-row-summary').first().click();
    await expect(page.locator('.goal-expected')).toContainText(
      `About ${formats.number(incremental!.p50)} because of the plan, about ${formats.number(baseline!.p50)} would have happened anyway.`,
    );
  });

  await test.step('the same in Decide, where runs of its own are behind a comparison', async () => {
    await page.getByRole('radio', { name: 'Decide', exact: true }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const told = page.locator('.contrasts [data-row] .soft').filter({ hasText: 'Reached' });
    await expect(told).toHaveText(
      chances.map((chance) => `Reached with ${chance} here, ${chance} there.`),
      WORKING,
    );
  });

  await test.step('active learners with their bands', () => {
    expect(daily).toContain(`${on(active.p50)} active`);
    expect(daily).toContain(`half the time ${on(active.p25)} to ${on(active.p75)}`);
    expect(daily).toContain(`nine times out of ten ${on(active.p05)} to ${on(active.p95)}`);
    expect(whole).toContain(`${on(band50.low)} to ${on(band50.high)} in half of the runs`);
    expect(whole).toContain(`${on(band90.low)} to ${on(band90.high)} in nine out of ten`);
  });

  await test.step('what comes about because of the plan, and what would have happened anyway', () => {
    const { incremental, baseline } = printed;
    expect(daily).toContain(
      `about ${on(incremental!.p50)} because of the plan, about ${on(baseline!.p50)} would have happened anyway`,
    );
  });

  await test.step('what makes the bands wide', () => {
    expect(spread).toBe(spreadInWords(printed.uncertainty, formats));
  });

  await test.step('the report, with the bands that the window shows', () => {
    const words = readFileSync(files.report, 'utf8')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(words).toContain(`${on(active.p50)} of ${formats.number(printed.learners)} learners`);
    expect(words).toContain(`nine times out of ten between ${on(active.p05)} and ${on(active.p95)}`);
    expect(words).toContain(
      `About ${on(printed.incremental!.p50)} because of the plan; about ${on(printed.baseline!.p50)} would have happened anyway.`,
    );
    expect(words).toContain(spread);
    expect(words).toContain('the whole curve stays inside the light band');
    expect(words).toContain(`${on(band90.high)} top of nine in ten curves`);
    for (const { expected, probability } of printed.goals) {
      const { p50, p05, p95 } = expected;
      expect(words).toContain(`${formats.number(p50)} (${formats.number(p05)} to ${formats.number(p95)})`);
      expect(words).toContain(`, ${formats.chance(probability)}`);
    }
    expect(words).toContain(`seed ${printed.seed}, ${formats.number(printed.runs)} runs`);
  });
});
