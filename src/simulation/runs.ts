import { formatDay } from '#campaign/calendar.ts';
import type { Block } from './counts.ts';
import type { Forecast, Quantiles, SeriesName } from './forecast.ts';
import type { Plan } from './plan.ts';
import { STORED } from './stages.ts';

/** From runs to a forecast: means, quantiles and probabilities. However the runs were split into blocks, the result is the same to the bit. */

const ORDERS = { p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;

/** The stored series that one of a forecast's series adds up. */
export const SUMMED: [SeriesName, number[]][] = [
  ['active', ['using', 'habitual', 'champion'].map((name) => (STORED as readonly string[]).indexOf(name))],
  ...STORED.map((name, place): [SeriesName, number[]] => [name, [place]]),
];

/** The forecast of all runs in `blocks`. Throws RangeError where there is no run, or where the blocks do not belong together. */
export function forecastFrom(plan: Plan, given: Block[]): Forecast {
  const blocks = given.filter(({ runs }) => runs > 0).toSorted((a, b) => a.firstRun - b.firstRun);
  const [first] = blocks;
  if (!first) throw new RangeError('A forecast needs at least one run.');
  blocks.forEach(({ seed, firstRun }, place) => {
    const before = blocks[place - 1];
    if (seed !== first.seed) throw new RangeError('Runs of different seeds cannot be put into one forecast.');
    if (before && firstRun < before.firstRun + before.runs) throw new RangeError(`Run ${firstRun} was given twice.`);
  });
  const runs = blocks.reduce((sum, block) => sum + block.runs, 0);
  const values = new Float64Array(runs);
  const seriesOf = (kind: 'totals' | 'segments', place: number) => collect(plan, blocks, kind, place, values);
  const total = seriesOf('totals', 0);
  return {
    ...headOf(plan),
    method: 'counts',
    seed: first.seed,
    runs,
    series: total,
    segments: plan.detailed.map((segment, place) => {
      const { id, name, size } = plan.segments[segment]!;
      return { id, name, learners: size, series: seriesOf('segments', place) };
    }),
    goals: plan.goals.map(({ id, name, date, target }, place) => {
      gather(blocks, values, (block, run) => block.goals[place * block.runs + run]!);
      const met = values.reduce((sum, value) => sum + (value >= target ? 1 : 0), 0);
      return { id, name, date, target, probability: met / runs, expected: summaryOf(values) };
    }),
    uncertainty: uncertaintyOf(plan, blocks),
  };
}

/** What a forecast says that does not depend on how it was made. */
export function headOf(plan: Plan): Pick<Forecast, 'engine' | 'planHash' | 'learners' | 'dates' | 'contacts'> {
  return {
    engine: plan.engine,
    planHash: plan.hash,
    learners: plan.learners,
    dates: Array.from({ length: plan.days }, (_, day) => formatDay(plan.firstDay + day)),
    contacts: { perLearnerWeek: weeklyMessages(plan) },
  };
}

/** Messages an average learner gets in the 7 days that end on each day. */
function weeklyMessages(plan: Plan): number[] {
  const daily = new Float64Array(plan.days);
  for (const { size, exposure } of plan.segments) {
    if (size === 0) continue;
    plan.exposures[exposure]!.messages.forEach((messages, day) => (daily[day]! += (messages * size) / plan.learners));
  }
  return Array.from(daily, (_, day) =>
    daily.subarray(Math.max(0, day - 6), day + 1).reduce((sum, messages) => sum + messages, 0),
  );
}

function gather(blocks: Block[], into: Float64Array, read: (block: Block, run: number) => number): void {
  let at = 0;
  for (const block of blocks) for (let run = 0; run < block.runs; run++) into[at++] = read(block, run);
}

function collect(
  plan: Plan,
  blocks: Block[],
  kind: 'totals' | 'segments',
  place: number,
  values: Float64Array,
): Forecast['series'] {
  const { days } = plan;
  return Object.fromEntries(
    SUMMED.map(([name, parts]): [SeriesName, Quantiles] => {
      const quantiles: Quantiles = { mean: [], p05: [], p25: [], p50: [], p75: [], p95: [] };
      for (let day = 0; day < days; day++) {
        values.fill(0);
        for (const part of parts) {
          let at = 0;
          for (const block of blocks) {
            const from = ((place * STORED.length + part) * days + day) * block.runs;
            const source = block[kind];
            for (let run = 0; run < block.runs; run++) values[at++]! += source[from + run]!;
          }
        }
        const summary = summaryOf(values);
        for (const key of Object.keys(quantiles) as (keyof Quantiles)[]) quantiles[key].push(summary[key]);
      }
      return [name, quantiles];
    }),
  ) as Forecast['series'];
}

/** Mean and quantiles, which lie between the two nearest runs. Sorts the values. */
function summaryOf(values: Float64Array): Record<keyof Quantiles, number> {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  values.sort();
  const summary = { mean, p05: 0, p25: 0, p50: 0, p75: 0, p95: 0 };
  for (const key of Object.keys(ORDERS) as (keyof typeof ORDERS)[]) {
    const place = ORDERS[key] * (values.length - 1);
    const low = Math.floor(place);
    const below = values[low]!;
    const above = values[Math.min(low + 1, values.length - 1)]!;
    summary[key] = below + (above - below) * (place - low);
  }
  return summary;
}

/** The first runs know what their parameters let expect: the spread of that is the parameters', the distance from it is chance. */
function uncertaintyOf(plan: Plan, blocks: Block[]): Forecast['uncertainty'] {
  const [, parts] = SUMMED[0]!;
  const expected: number[] = [];
  const distances: number[] = [];
  for (const block of blocks) {
    for (let run = 0; run < block.runs; run++) {
      if (Number.isNaN(block.expected[run])) continue;
      let active = 0;
      for (const part of parts) active += block.totals[(part * plan.days + plan.days - 1) * block.runs + run]!;
      expected.push(block.expected[run]!);
      distances.push(active - block.expected[run]!);
    }
  }
  return { chance: varianceOf(distances), parameters: varianceOf(expected) };
}

function varianceOf(values: number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}
