import { simulateBlock, type Block, type BlockOptions } from './counts.ts';
import { methodOf } from './method.ts';
import type { Plan } from '../plan/plan.ts';
import { simulateTeamsBlock } from './teams.ts';

/** Some runs of a plan, in the way that the plan needs: what every door calls. Throws RangeError as the two ways do. */
export function simulateRuns(plan: Plan, options: BlockOptions): Block {
  return methodOf(plan) === 'agents' ? simulateTeamsBlock(plan, options) : simulateBlock(plan, options);
}
