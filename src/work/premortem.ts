import type { Campaign } from '#campaign/document.ts';
import type { Premortem } from '#contract/decision.ts';
import { goalsMet } from '#simulation/forecast/fromRuns.ts';
import { hedgeEffectOf } from '#simulation/questions/hedges.ts';
import { outcomeOf } from '#simulation/questions/outcome.ts';
import { causesAmong } from '#simulation/questions/premortem.ts';
import { drawRuns, runsFor } from './drawing.ts';
import type { Hands, Told } from './hands.ts';
import { CAUSE_RUNS, FORECAST_RUNS, HEDGE_RUNS } from './runs.ts';
import { withoutDetail } from './tasks/detail.ts';

/** What the runs that miss a goal have in common, and the cheapest hedge against each cause. */

export interface PremortemOptions {
  goalId: string;
  /** As many as a forecast has by default; they are the same runs. */
  runs?: number | undefined;
  /** Seed of the random numbers; the campaign's by default. */
  seed?: number | undefined;
}

export type Examined = { engine: string; seed: number } & Premortem;

/** Until which share of the time the parts take: the runs, the causes, and the search for hedges, whose effects come last. */
const DRAWN = 0.3;
const CAUSES = 0.55;
const HEDGES = 0.8;

/** Throws Refusal where there is no such goal, or where its runs tell nothing: all reach it, none does, or too few do either. */
export async function premortem(
  hands: Hands,
  campaign: Campaign,
  { goalId, runs: asked, seed = campaign.seed }: PremortemOptions,
  { signal, progress }: Told = {},
): Promise<Examined> {
  const during = (from: number, until: number) => ({
    signal,
    progress: (done: number, total: number) => progress?.(from + ((until - from) * done) / total, 1),
  });
  const plan = withoutDetail(await hands.run('planOf', { campaign }, { signal }));
  // Whether there is such a goal is said before anything is drawn.
  outcomeOf(plan, goalId);
  const runs = asked ?? runsFor([plan], FORECAST_RUNS);
  const [simulations] = await drawRuns(hands, [plan], { seed, runs }, during(0, DRAWN));
  const shared = await hands.run('suspects', { plan, goalId, seed, simulations: simulations! }, { signal });

  const failing = shared.failing.slice(0, runsFor([plan], CAUSE_RUNS));
  const { progress: tell } = during(DRAWN, CAUSES);
  let done = 0;
  const reached = await Promise.all(
    shared.suspects.map(async (suspect) => {
      const count = await hands.run('reachedWithout', { plan, suspect, goalId, seed, runs: failing }, { signal });
      await tell(++done, shared.suspects.length);
      return count;
    }),
  );
  const causes = causesAmong(shared.suspects, reached, failing.length);

  const hedges = await hands.run('hedges', { campaign, goalId, causes }, during(CAUSES, HEDGES));
  const names = hedges.map((hedge) => JSON.stringify(hedge?.commands ?? []));
  const plans = new Map(hedges.flatMap((hedge, index) => (hedge ? [[names[index]!, hedge.plan] as const] : [])));
  // Runs that nothing was chosen by.
  const fresh = { seed, firstRun: runs, runs: runsFor([plan, ...plans.values()], HEDGE_RUNS) };
  const drawn = await drawRuns(hands, plans.size > 0 ? [plan, ...plans.values()] : [], fresh, during(HEDGES, 1));
  const [base, ...met] = drawn.map((one, index) => goalsMet([plan, ...plans.values()][index]!, one)[goalId]!);
  const effects = new Map([...plans.keys()].map((name, index) => [name, hedgeEffectOf(base!, met[index]!)]));
  await progress?.(1, 1);

  return {
    engine: plan.engine,
    seed,
    runs,
    failing: shared.failing.length / runs,
    causes: causes.map(({ deviates: _deviates, usually: _usually, ...cause }, index) => {
      const told = effects.get(names[index]!);
      const { effect, error } = told ?? { effect: 0, error: 0 };
      return { ...cause, hedge: told ? hedges[index]!.commands : [], effect, error };
    }),
  };
}
