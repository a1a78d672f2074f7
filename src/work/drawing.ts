import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { STORED } from '#simulation/model/stages.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { methodOf } from '#simulation/runs/method.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import type { Hands, Told } from './hands.ts';
import { BLOCK_RUNS, MOST_BYTES, type UsualRuns } from './runs.ts';

/** The runs of plans, in blocks over the hands. Runs are keyed, so that the same numbers come out for any number of hands. */

interface Block {
  plan: number;
  firstRun: number;
  runs: number;
}

/** Draws as many runs of every plan, from the first on: for each, its blocks in the order of their runs. Throws Refusal where they would not fit into memory. */
export async function drawRuns(
  hands: Hands,
  plans: readonly Plan[],
  { seed, runs, firstRun = 0 }: { seed: number; runs: number; firstRun?: number },
  { signal, progress }: Told = {},
): Promise<Simulation[][]> {
  requireMemory(plans, runs);
  const drawn: Simulation[][] = plans.map(() => []);
  const blocks = plans.flatMap((plan, index) => blocksOf(plan, index, firstRun, runs));
  const all = runs * plans.length;
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let block = blocks[next++]; block; block = blocks[next++]) {
      const { plan, ...range } = block;
      const following = blocks.length - next;
      const simulation = await hands
        .run('drawRuns', { plan: plans[plan]!, seed, ...range }, { signal, following })
        .catch((error: unknown) => {
          next = blocks.length;
          throw error;
        });
      drawn[plan]!.push(simulation);
      await progress?.((done += block.runs), all);
    }
  };
  await Promise.all(Array.from({ length: hands.size }, work));
  return drawn.map((simulations) => simulations.toSorted((a, b) => a.firstRun - b.firstRun));
}

function blocksOf(plan: Plan, index: number, from: number, runs: number): Block[] {
  const inBlock = runsFor([plan], BLOCK_RUNS);
  return Array.from({ length: Math.ceil(runs / inBlock) }, (_, block): Block => {
    const done = block * inBlock;
    return { plan: index, firstRun: from + done, runs: Math.min(inBlock, runs - done) };
  });
}

/** As many as plans of their kind get: all the fewer where any of them follows learners one by one. */
export const runsFor = (plans: readonly Plan[], { counts, teams }: UsualRuns): number =>
  plans.some((plan) => methodOf(plan) === 'agents') ? teams : counts;

/** Every run's numbers are kept until the quantiles are known. Throws Refusal where they would not fit. */
export function requireMemory(plans: readonly Plan[], runs: number): void {
  const perRun = plans.reduce(
    (sum, { days, learners, detailed }) =>
      sum + STORED.length * days * (1 + detailed.length) * (learners > 0xffffffff ? 8 : 4),
    0,
  );
  const most = Math.max(1, Math.floor(MOST_BYTES / perRun));
  if (runs > most)
    throw new Refusal(
      'badInput',
      `${english.number(runs)} runs of this plan do not fit into memory. Ask for ${english.number(most)} at most, or for fewer days.`,
    );
}
