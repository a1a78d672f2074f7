import { simulateCounts, type Simulation, type RunRange } from './counts.ts';
import { methodOf } from './method.ts';
import type { Plan } from '../plan/plan.ts';
import { simulateTeams } from './teams.ts';

/** Some runs of a plan, in the way that the plan needs: what every door calls. Throws RangeError as the two ways do. */
export function simulateRuns(plan: Plan, options: RunRange): Simulation {
  return methodOf(plan) === 'agents' ? simulateTeams(plan, options) : simulateCounts(plan, options);
}
