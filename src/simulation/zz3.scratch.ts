import { compile } from './compile.ts';
import { simulateBlock } from './counts.ts';
import { forecastFrom } from './runs.ts';
import { forecastOfPlan } from './atOnce.ts';
import { forecastSchema } from './forecast.ts';
import { largeCampaign, typicalCampaign } from './campaigns.testing.ts';
for (const c of [typicalCampaign(), largeCampaign()]) {
  const plan = compile(c);
  const t = performance.now();
  const f = forecastFrom(plan, [simulateBlock(plan, { firstRun: 0, runs: 400 })]);
  const u = performance.now();
  console.log('400 runs', u - t);
  for (let i = 0; i < 5; i++) forecastOfPlan(plan);
  const v = performance.now();
  const g = forecastOfPlan(plan, plan.seed);
  console.log('at once', performance.now() - v);
  forecastSchema.parse(f);
  forecastSchema.parse(g);
  for (const name of ['active', 'aware', 'lapsed', 'champion'] as const)
    for (const d of [13, 29, 59, 89, plan.days - 1]) {
      const show = (x: typeof f) =>
        (['mean', 'p05', 'p25', 'p50', 'p75', 'p95'] as const)
          .map((k) => ((x.series[name][k][d]! / plan.learners) * 100).toFixed(1).padStart(6))
          .join('');
      console.log(name.padEnd(9), d + 1, 'runs', show(f), ' at once', show(g));
    }
  console.log(f.uncertainty, g.uncertainty, f.goals, g.goals);
}
