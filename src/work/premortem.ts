import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import type { Premortem } from '#contract/decision.ts';
import { goalsMet } from '#simulation/forecast/fromRuns.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { hedgeEffectOf, MOST_EDITS, type Hedge } from '#simulation/questions/hedges.ts';
import { outcomeOf, requireBearable, requireSomebody } from '#simulation/questions/outcome.ts';
import { causesAmong, type Cause, type Suspect } from '#simulation/questions/premortem.ts';
import { drawRuns, partOf, runsFor } from './drawing.ts';
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
  /** Whose word is taken for the assumptions; the campaign's by default. */
  stance?: Stance | undefined;
}

export type Examined = { engine: string; seed: number } & Premortem;

/** Until which share of the time the parts take: the runs, the causes, and the search for hedges, whose effects come last. */
const DRAWN = 0.3;
const CAUSES = 0.55;
const HEDGES = 0.8;

/** What is asked, whoever answers it. */
interface Question {
  plan: Plan;
  goalId: string;
  seed: number;
}

/** Throws Refusal where there is no such goal, or nobody it is about, where the plan is too large for the search for hedges, or where its runs tell nothing: all reach the goal, none does, or too few do either. */
export async function premortem(
  hands: Hands,
  campaign: Campaign,
  { goalId, runs: asked, seed = campaign.seed, stance }: PremortemOptions,
  told: Told = {},
): Promise<Examined> {
  const { signal, progress } = told;
  const during = (from: number, until: number) => partOf(told, from, until);
  const plan = withoutDetail(await hands.run('planOf', { campaign, options: { stance } }, { signal }));
  // What cannot be answered is said before anything is drawn.
  outcomeOf(plan, goalId);
  requireSomebody(plan, goalId);
  requireBearable(MOST_EDITS, plan, campaign);
  const question = { plan, goalId, seed };
  const runs = asked ?? runsFor([plan], FORECAST_RUNS);
  const [simulations] = await drawRuns(hands, [plan], { seed, runs }, during(0, DRAWN));
  const met = goalsMet(plan, simulations!)[goalId]!;
  const { failing, suspects } = await hands.run('suspects', { ...question, met }, { signal });
  const causes = await causesOf(hands, question, suspects, failing, during(DRAWN, CAUSES));
  const found = await hands.run('hedges', { campaign, goalId, causes, stance }, during(CAUSES, HEDGES));
  // Runs that nothing was chosen by.
  const effects = await effectsOf(hands, question, found, runs, during(HEDGES, 1));
  await progress?.(1, 1);
  return {
    engine: plan.engine,
    seed,
    runs,
    failing: failing.length / runs,
    causes: causes.map((cause, index) => ({ ...toldOf(cause), ...(effects[index] ?? NO_HEDGE) })),
  };
}

/** The causes among the suspects, by failing runs that are followed once more. */
async function causesOf(
  hands: Hands,
  question: Question,
  suspects: Suspect[],
  failing: number[],
  { signal, progress }: Told,
): Promise<Cause[]> {
  const runs = failing.slice(0, runsFor([question.plan], CAUSE_RUNS));
  let done = 0;
  const reached = await Promise.all(
    suspects.map(async (suspect) => {
      const count = await hands.run('reachedWithout', { ...question, suspect, runs }, { signal });
      await progress?.(++done, suspects.length);
      return count;
    }),
  );
  return causesAmong(suspects, reached, runs.length);
}

const NO_HEDGE = { hedge: [], effect: 0, error: 0 };

/** What each hedge does to the chance, by runs from a number on; undefined where there is none, or where runs tell no gain. One edit may stand against several causes. */
async function effectsOf(
  hands: Hands,
  { plan, goalId, seed }: Question,
  hedges: (Hedge | null)[],
  firstRun: number,
  told: Told,
): Promise<(Pick<Premortem['causes'][number], 'hedge' | 'effect' | 'error'> | undefined)[]> {
  const nameOf = ({ commands }: Hedge) => JSON.stringify(commands);
  const plans = new Map(hedges.flatMap((hedge) => (hedge ? [[nameOf(hedge), hedge.plan] as const] : [])));
  if (plans.size === 0) return [];
  const all = [plan, ...plans.values()];
  const drawn = await drawRuns(hands, all, { seed, firstRun, runs: runsFor(all, HEDGE_RUNS) }, told);
  const [base, ...met] = drawn.map((simulations, index) => goalsMet(all[index]!, simulations)[goalId]!);
  const effects = new Map([...plans.keys()].map((name, index) => [name, hedgeEffectOf(base!, met[index]!)]));
  return hedges.map((hedge) => {
    const effect = hedge && effects.get(nameOf(hedge));
    return effect ? { hedge: hedge.commands, ...effect } : undefined;
  });
}

/** A cause without what is the engine’s own. */
const toldOf = ({ kind, id, name, segments, side, typical, against, reference, share }: Cause) => ({
  kind,
  id,
  name,
  segments,
  side,
  typical,
  against,
  reference,
  share,
});
