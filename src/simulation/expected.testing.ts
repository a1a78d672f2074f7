import type { Campaign } from '#campaign/document.ts';
import type { SeriesName } from '#contract/forecast.ts';
import { campaign, segment } from './campaigns.testing.ts';
import { SUMMED } from './forecast/fromRuns.ts';
import { expectationOf } from './kernel/expectation.ts';
import { STORED } from './model/stages.ts';
import { compile } from './plan/compile.ts';
import { medianValues } from './plan/values.ts';

/** What is expected of a plan, day by day: shares of all learners in percent, at the medians of the parameters. */
export interface Expected {
  on: (name: SeriesName, day: number) => number;
  last: number;
  active: number[];
  /** Active learners on the last day. */
  end: number;
}

/** 5,000 people, where the campaign names no others. */
export const PEOPLE = { segments: [segment({ size: 5000 })] };

/** What is expected of a campaign with these changes, with other values where `change` makes them so. */
export function expectedOf(changes: Partial<Campaign>, change: (values: Float64Array) => void = () => {}): Expected {
  const plan = compile(campaign({ ...PEOPLE, ...changes }));
  const values = medianValues(plan);
  change(values);
  const { series } = expectationOf(plan, values);
  const on = (name: SeriesName, day: number) => {
    const parts = SUMMED.find(([other]) => other === name)![1];
    const sums = plan.segments.map((_, index) =>
      parts.reduce((sum, part) => sum + series[(index * STORED.length + part) * plan.days + day]!, 0),
    );
    return (100 * sums.reduce((sum, one) => sum + one, 0)) / plan.learners;
  };
  const active = Array.from({ length: plan.days }, (_, day) => on('active', day));
  return { on, last: plan.days - 1, active, end: active.at(-1)! };
}

/** The largest share that is active on a day. */
export const peakOf = ({ active }: Expected) => Math.max(...active);

/** How many have heard of it by the end of the first day. */
export const heardOf = ({ on }: Expected) => 100 - on('unaware', 0);

/** How many have opted out by the end of a day. */
export const lostOn = ({ on }: Expected, day = 0) => on('optedOut', day);
