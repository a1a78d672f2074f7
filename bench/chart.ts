import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, root } from './browser.ts';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Campaign } from '#campaign/document.ts';
import { addDays } from '#campaign/calendar.ts';
import { apply } from '#campaign/reducer.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { immediateForecast } from '#simulation/forecast/immediate.ts';
import type { Drawing, Measured, View } from './chart/page.tsx';
import { table, time } from './measure.ts';

/**
 * A frame of a drag, as far as the chart under the timeline has a part in it: ours against recharts on the same forecasts, in turns, in a
 * real Chromium. `node bench/chart.ts`
 */

const FRAMES = 60;
const ROUNDS = 3;

const made = mkdtempSync(join(tmpdir(), 'tandem-bench-'));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: made,
    minify: true,
    lib: { entry: join(root, 'bench/chart/page.tsx'), formats: ['iife'], name: 'page', fileName: 'page' },
  },
});
const script = readdirSync(made).find((name) => name.endsWith('.js'))!;
const styles = readdirSync(made).filter((name) => name.endsWith('.css'));

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('pageerror', (error) => console.error(error));
await page.setContent('<!doctype html><html lang="en"><body></body></html>');
for (const name of styles) await page.addStyleTag({ path: join(made, name) });
await page.addScriptTag({ path: join(made, script) });

/** The forecasts of a plan whose first touchpoint is dragged a day at a time. */
function dragged(campaign: Campaign): object {
  const [first] = campaign.touchpoints;
  const forecasts = Array.from({ length: 12 }, (_, days) => {
    const command = { type: 'moveTouchpoint', id: first!.id, start: addDays(first!.start, days) } as const;
    return immediateForecast(apply(campaign, command).campaign, { segmentIds: [] });
  });
  return { campaign, forecasts };
}

const sample = templateById('new-lms-launch')!.build({ start: '2027-01-11', id: 'measured' });
const plans: [string, Campaign][] = [
  [`New learning platform, ${sample.days} days`, sample],
  ['the same over 730 days', { ...sample, days: 730 }],
];

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
const rows: (string | number)[][] = [];
for (const [name, campaign] of plans) {
  const given = dragged(campaign);
  for (const view of ['active', 'stages'] as View[]) {
    const all: Record<Drawing, Measured> = {
      ours: { work: [], between: [] },
      recharts: { work: [], between: [] },
    };
    for (let round = 0; round < ROUNDS; round++)
      for (const drawing of ['ours', 'recharts'] as Drawing[]) {
        const { work, between } = await page.evaluate(
          ([plan, how, what, frames]) =>
            (window as unknown as { measure: (...all: unknown[]) => Promise<Measured> }).measure(
              plan,
              how,
              what,
              frames,
            ),
          [given, drawing, view, FRAMES] as const,
        );
        all[drawing].work.push(...work);
        all[drawing].between.push(...between);
      }
    const cells = (['ours', 'recharts'] as Drawing[]).flatMap((drawing) => {
      const work = all[drawing].work.toSorted((a, b) => a - b);
      const between = all[drawing].between.toSorted((a, b) => a - b);
      return [[0.1, 0.5, 0.95].map((share) => time(at(work, share))).join(', '), time(at(between, 0.95))];
    });
    rows.push([name, view, ...cells]);
  }
}
console.log(`Load ${loadavg()[0]!.toFixed(1)}\n`);
console.log(
  table(
    ['plan', 'view', 'ours: 10th, middle, 95th of 100', 'between frames, 95th', 'recharts: the same', 'between frames'],
    rows,
  ),
);
await browser.close();
rmSync(made, { recursive: true, force: true });
