import { formatDay } from '#campaign/calendar.ts';
import { wayOfRun } from '../runs/simulate.ts';
import type { Simulation } from '../runs/simulation.ts';
import type { Cohort, Forecast, Quantiles, SeriesName } from '#contract/forecast.ts';
import { Refusal } from '#campaign/refusal.ts';
import { methodOf, sampledIn, teamsOf } from '../runs/method.ts';
import { cohortsWith, learnersWith, type Plan } from '../plan/plan.ts';
import { SERIES, SERIES_OF_TOTAL, STORED, TOTALS_OF_SERIES } from '../model/stages.ts';
import { covarianceOf, quantilesOf, Sorter, summaryOf, varianceOf } from '../numbers/statistics.ts';
import { WholePaths } from './wholePaths.ts';

/** From runs to a forecast: means, quantiles and probabilities. However the runs were split into simulations, the result is the same to the bit. */

/** For each of a forecast's series, the stored ones that it adds up. */
export const SUMMED = SERIES.map((name, series): [SeriesName, number[]] => [
  name,
  [...new Set(TOTALS_OF_SERIES[series]!.map((total) => SERIES_OF_TOTAL[total]!))],
]);

/** What the runs say of everyone, or of a segment. */
type Bands = Pick<Forecast, 'series' | 'bandsWholePath'>;

/** The forecast of all runs in `simulations`. Throws Refusal where there is no run, or where the simulations do not belong together. */
export function forecastFrom(plan: Plan, given: Simulation[]): Forecast {
  const simulations = given.filter(({ runs }) => runs > 0).toSorted((a, b) => a.firstRun - b.firstRun);
  const [first] = simulations;
  if (!first) throw new Refusal('badInput', 'A forecast needs at least one run.');
  simulations.forEach(({ seed, firstRun, chance }, index) => {
    const before = simulations[index - 1];
    if (seed !== first.seed) throw new Refusal('badInput', 'Runs of different seeds cannot be put into one forecast.');
    if (!chance !== !first.chance)
      throw new Refusal('badInput', 'Runs made in different ways cannot be put into one forecast.');
    if (before && firstRun < before.firstRun + before.runs)
      throw new Refusal('badInput', `Run ${firstRun} was given twice.`);
  });
  const runs = simulations.reduce((sum, simulation) => sum + simulation.runs, 0);
  const values = new Float64Array(runs);
  const seriesOf = (kind: 'totals' | 'segments', index: number) => collect(plan, simulations, kind, index, values);
  const sampled = first.chance && sampledIn(teamsOf(plan));
  const taken = waysTaken(plan, simulations);
  return {
    ...headOf(plan, taken),
    method: first.chance ? 'agents' : 'counts',
    ...(sampled === undefined ? {} : { sampledLearners: sampled }),
    seed: first.seed,
    runs,
    ...seriesOf('totals', 0),
    ...(plan.rolling && { cohort: cohortFrom(plan, plan.rolling, simulations, values) }),
    segments: plan.detailed.map((segment, index) => ({
      ...segmentHeadOf(plan, segment, taken),
      ...seriesOf('segments', index),
    })),
    goals: plan.goals.map(({ id, name, date, target }, index) => {
      gather(simulations, values, (simulation, run) => simulation.goals[index * simulation.runs + run]!);
      const met = values.reduce((sum, value) => sum + (value >= target ? 1 : 0), 0);
      return { id, name, date, target, probability: met / runs, expected: summaryOf(values) };
    }),
    uncertainty: uncertaintyOf(plan, simulations),
  };
}

/** For each goal, whether the runs in the order of their numbers reach it, as 1 or 0: what two plans under the same seed are compared by. */
export function goalsMet({ goals }: Plan, given: Simulation[]): Record<string, string> {
  const simulations = given.toSorted((a, b) => a.firstRun - b.firstRun);
  return Object.fromEntries(
    goals.map(({ id, target }, index) => {
      const met = simulations.map((simulation) => {
        const learners = simulation.goals.subarray(index * simulation.runs, (index + 1) * simulation.runs);
        return Array.from(learners, (count) => (count >= target ? '1' : '0')).join('');
      });
      return [id, met.join('')];
    }),
  );
}

/** A plan, or a way that it can go, with the share of runs that go so. */
interface Taken {
  plan: Plan;
  share: number;
}

const whole = (plan: Plan): Taken[] => [{ plan, share: 1 }];

/** The ways that a plan can go, each with the share of runs that take it; the plan itself where there is nothing to decide. */
export function waysTaken(plan: Plan, simulations: readonly Simulation[]): Taken[] {
  const { decided } = plan;
  if (!decided) return whole(plan);
  const counts = new Float64Array(decided.ways.length);
  for (const simulation of simulations)
    for (let run = 0; run < simulation.runs; run++) counts[wayOfRun(decided, simulation, run)]!++;
  const runs = counts.reduce((sum, count) => sum + count, 0);
  return decided.ways.map((way, index) => ({ plan: way, share: counts[index]! / runs }));
}

/** What a forecast says that does not depend on how it was made. */
export function headOf(
  plan: Plan,
  taken: readonly Taken[] = whole(plan),
): Pick<Forecast, 'engine' | 'reason' | 'planHash' | 'learners' | 'dates' | 'contacts'> {
  return {
    engine: plan.engine,
    ...(methodOf(plan) === 'agents' ? { reason: 'teams' } : {}),
    planHash: plan.hash,
    learners: Math.round(plan.learners),
    dates: Array.from({ length: plan.days }, (_, day) => formatDay(plan.firstDay + day)),
    contacts: { perLearnerWeek: weeklyMessages(taken, [...plan.segments.keys()]) },
  };
}

/** Personal messages an average learner of these segments gets in the 7 days that end on each day. */
function weeklyMessages(taken: readonly Taken[], of: readonly number[]): number[] {
  const [{ plan: first }] = taken as [Taken];
  const daily = new Float64Array(first.days);
  const there = thereOn(first, of);
  for (const { plan, share } of taken) {
    for (const segment of of) {
      const { size, exposure } = plan.segments[segment]!;
      if (size === 0) continue;
      plan.exposures[exposure]!.messages.forEach(
        (messages, day) => (daily[day]! += (messages * share * size) / Math.max(there[day]!, Number.MIN_VALUE)),
      );
    }
  }
  return Array.from(daily, (_, day) =>
    daily.subarray(Math.max(0, day - 6), day + 1).reduce((sum, messages) => sum + messages, 0),
  );
}

/** Learners of these segments who have started by each day, as far as they are expected. */
export function thereOn({ segments, days }: Plan, of: readonly number[]): Float64Array {
  const there = new Float64Array(days);
  for (const index of of) {
    const { size, start = 0 } = segments[index]!;
    if (start < days) there[start]! += size;
  }
  for (let day = 1; day < days; day++) there[day]! += there[day - 1]!;
  return there;
}

/** What a forecast says of a segment whatever way it was made. */
export function segmentHeadOf(
  plan: Plan,
  index: number,
  taken: readonly Taken[] = whole(plan),
): Omit<Forecast['segments'][number], keyof Bands> {
  const { id, name } = plan.segments[index]!;
  const learners = Math.round(learnersWith(plan, index));
  return { id, name, learners, contacts: { perLearnerWeek: weeklyMessages(taken, cohortsWith(plan, index)) } };
}

function gather(
  simulations: Simulation[],
  into: Float64Array,
  read: (simulation: Simulation, run: number) => number,
): void {
  let at = 0;
  for (const simulation of simulations)
    for (let run = 0; run < simulation.runs; run++) into[at++] = read(simulation, run);
}

function collect(
  plan: Plan,
  simulations: Simulation[],
  kind: 'totals' | 'segments',
  index: number,
  values: Float64Array,
): Bands {
  const { days } = plan;
  const sorter = new Sorter(values.length);
  const paths = new WholePaths(values.length);
  const series = Object.fromEntries(
    SUMMED.map(([name, parts]): [SeriesName, Quantiles] => {
      const read = (day: number) => {
        values.fill(0);
        for (const part of parts) {
          let at = 0;
          for (const simulation of simulations) {
            const from = ((index * STORED.length + part) * days + day) * simulation.runs;
            addTo(values, at, simulation[kind], from, simulation.runs);
            at += simulation.runs;
          }
        }
      };
      const sorted = name === 'active' ? () => paths.add(values, sorter.sorted) : undefined;
      return [name, quantilesOf(days, sorter, values, read, sorted)];
    }),
  ) as Forecast['series'];
  const bandsWholePath = paths.bands();
  return { series, ...(bandsWholePath && { bandsWholePath }) };
}

/** Shares by the days that learners are there: of all who get so far on the days simulated. */
function cohortFrom(
  { days }: Plan,
  { ownDays, width }: NonNullable<Plan['rolling']>,
  simulations: Simulation[],
  values: Float64Array,
): Cohort {
  const sorter = new Sorter(values.length);
  const there = new Float64Array(values.length);
  const sum = (into: Float64Array, kind: 'own' | 'totals', of: number, parts: Iterable<number>, day: number) => {
    into.fill(0);
    for (const part of parts) {
      let at = 0;
      for (const { runs, [kind]: counts } of simulations) {
        addTo(into, at, counts!, (part * of + day) * runs, runs);
        at += runs;
      }
    }
  };
  const shares = SUMMED.map(([name, parts]): [SeriesName, Quantiles] => [
    name,
    quantilesOf(ownDays, sorter, values, (day) => {
      sum(values, 'own', ownDays, parts, day);
      sum(there, 'own', ownDays, STORED.keys(), day);
      for (let run = 0; run < values.length; run++) values[run]! /= Math.max(1, there[run]!);
    }),
  ]);
  return {
    days: Array.from({ length: ownDays }, (_, day) => day),
    weeks: width,
    started: quantilesOf(days, sorter, values, (day) => sum(values, 'totals', days, STORED.keys(), day)),
    ...(Object.fromEntries(shares) as Record<SeriesName, Quantiles>),
  };
}

/** Writes learners in active use on a day, run by run. */
export function readActive(
  { days }: Pick<Plan, 'days'>,
  simulations: readonly Simulation[],
  day: number,
  into: Float64Array,
): void {
  into.fill(0);
  const [, parts] = SUMMED[0]!;
  let at = 0;
  for (const { runs, totals } of simulations) {
    for (const part of parts) addTo(into, at, totals, (part * days + day) * runs, runs);
    at += runs;
  }
}

function addTo(values: Float64Array, at: number, source: Float64Array | Uint32Array, from: number, runs: number): void {
  for (let run = 0; run < runs; run++) values[at + run]! += source[from + run]!;
}

/**
 * The first runs know what their parameters let expect, in the campaign that it turned out to be and in another one: what both have in common is the
 * parameters' part, what differs is the campaign's, the distance of the run from it is chance. What is expected with teams is not known; there every run
 * knows what chance does to it, and the rest of the spread is parted as the expectations of everyone as peers are.
 */
function uncertaintyOf(plan: Plan, simulations: Simulation[]): Forecast['uncertainty'] {
  const [, parts] = SUMMED[0]!;
  const expected: number[] = [];
  const elsewhere: number[] = [];
  const distances: number[] = [];
  const actives: number[] = [];
  const chances: number[] = [];
  for (const simulation of simulations) {
    for (let run = 0; run < simulation.runs; run++) {
      let active = 0;
      for (const part of parts)
        active += simulation.totals[(part * plan.days + plan.days - 1) * simulation.runs + run]!;
      actives.push(active);
      if (simulation.chance) chances.push(simulation.chance[run]!);
      if (Number.isNaN(simulation.expected[run])) continue;
      expected.push(simulation.expected[run]!);
      elsewhere.push(simulation.elsewhere[run]!);
      distances.push(active - simulation.expected[run]!);
    }
  }
  const spread = (varianceOf(expected) + varianceOf(elsewhere)) / 2;
  const common = Math.min(spread, Math.max(0, covarianceOf(expected, elsewhere)));
  if (chances.length === 0) return { chance: varianceOf(distances), parameters: common, campaign: spread - common };
  const chance = chances.reduce((sum, variance) => sum + variance, 0) / chances.length;
  const rest = Math.max(0, varianceOf(actives) - chance);
  const parameters = spread > 0 ? (rest * common) / spread : 0;
  return { chance, parameters, campaign: rest - parameters };
}
