import { waysOf } from '#campaign/decisions.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaignOn } from '#campaign/ways.ts';
import { wayBy } from '../plan/decided.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import { medianValues } from '../plan/values.ts';
import type { Plan } from '../plan/plan.ts';
import { expectedEnds } from './expectation.ts';

/** The one way of a plan with decision points that expectations follow: what is measured is what the medians of the parameters let expect. */

/** The plan on that way, with its own goals; the plan itself where there is nothing to decide. */
export function expectedWay(plan: Plan): Plan {
  const { decided, ...rest } = plan;
  if (!decided) return plan;
  const { exposures, conditions, segments, hash } = decided.ways[expectedIn(plan)]!;
  return { ...rest, exposures, conditions, segments, hash };
}

/** The campaign on that way, for questions that are answered by expectations: nothing in it is left to decide. */
export function campaignAsExpected(campaign: Campaign, options: CompileOptions = {}): Campaign {
  if (campaign.decisions.length === 0) return campaign;
  const plan = compile(campaign, options);
  return campaignOn(campaign, waysOf(plan.decided!.decisions)[expectedIn(plan)]!);
}

function expectedIn({ decided }: Plan): number {
  const expected = new Map<Plan, Float64Array>();
  const on = (way: Plan) => {
    let goals = expected.get(way);
    if (!goals) expected.set(way, (goals = expectedEnds(way, [medianValues(way)])[0]!.goals));
    return goals;
  };
  return wayBy(decided!, (way, measure) => {
    const plan = decided!.ways[way]!;
    return on(plan)[measure]! < plan.goals[measure]!.target;
  });
}
