import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { STORED } from '#simulation/model/stages.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import type { ExpectedRuns } from '#simulation/runs/expected.ts';
import { methodOf } from '#simulation/runs/method.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import type { Hands, RunOptions, Told } from './hands.ts';
import { BLOCK_RUNS, EXPECTED_BLOCK, MOST_BYTES, type UsualRuns } from './runs.ts';

/** The runs of plans, in blocks over the hands. Runs are keyed, so that the same numbers come out for any number of hands. */

interface Block {
  firstRun: number;
  runs: number;
}

/** Draws as many runs of every plan, from the first on: for each, its blocks in the order of their runs. Throws Refusal where they would not fit into memory. */
export async function drawRuns(
  hands: Hands,
  plans: readonly Plan[],
  {
    runs,
    firstRun = 0,
    ...range
  }: { seed: number; runs: number; firstRun?: number; luck?: number; expected?: boolean },
  told: Told = {},
): Promise<Simulation[][]> {
  requireMemory(plans, runs);
  const blocks = plans.map((plan) => blocksOf(firstRun, runs, runsFor([plan], BLOCK_RUNS)));
  return inBlocks(hands, blocks, told, (plan, block, options) =>
    hands.run('drawRuns', { plan: plans[plan]!, ...range, ...block }, options),
  );
}

/** What is expected in as many runs of every plan, in the same order. */
export function drawExpected(
  hands: Hands,
  plans: readonly Plan[],
  { runs, ...range }: { seed: number; runs: number; opposites?: boolean },
  told: Told = {},
): Promise<ExpectedRuns[][]> {
  const blocks = plans.map(() => blocksOf(0, runs, EXPECTED_BLOCK));
  return inBlocks(hands, blocks, told, (plan, block, options) =>
    hands.run('drawExpected', { plan: plans[plan]!, ...range, ...block }, options),
  );
}

/** Draws the blocks of every plan over the hands. */
async function inBlocks<D extends { firstRun: number }>(
  hands: Hands,
  blocksOfPlans: readonly Block[][],
  { signal, progress }: Told,
  draw: (plan: number, block: Block, options: RunOptions) => Promise<D>,
): Promise<D[][]> {
  const drawn: D[][] = blocksOfPlans.map(() => []);
  const blocks = blocksOfPlans.flatMap((own, plan) => own.map((block) => ({ plan, block })));
  const all = blocks.reduce((sum, { block }) => sum + block.runs, 0);
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let one = blocks[next++]; one; one = blocks[next++]) {
      const { plan, block } = one;
      const following = blocks.length - next;
      const found = await draw(plan, block, { signal, following }).catch((error: unknown) => {
        next = blocks.length;
        throw error;
      });
      drawn[plan]!.push(found);
      await progress?.((done += block.runs), all);
    }
  };
  await Promise.all(Array.from({ length: hands.size }, work));
  return drawn.map((stretches) => stretches.toSorted((a, b) => a.firstRun - b.firstRun));
}

/** Of a work's progress, the part from one share of it to another; told as shares, or in whole ones of so many. */
export function partOf({ signal, progress }: Told, from: number, to: number, of?: number): Told {
  const tell = (share: number, better?: boolean) =>
    of === undefined ? progress!(share, 1, better) : progress!(Math.round(share * of), of, better);
  return {
    signal,
    progress: progress && ((done, total, better) => tell(from + ((to - from) * done) / total, better)),
  };
}

function blocksOf(from: number, runs: number, inBlock: number): Block[] {
  return Array.from({ length: Math.ceil(runs / inBlock) }, (_, block): Block => {
    const done = block * inBlock;
    return { firstRun: from + done, runs: Math.min(inBlock, runs - done) };
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
