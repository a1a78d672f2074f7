import { forecastOfPlan } from '#simulation/atOnce.ts';
import { simulateAgents } from '#simulation/agents.ts';
import { medianParameters } from '#simulation/assumptions.ts';
import { largeCampaign, segment, typicalCampaign } from '#simulation/campaigns.testing.ts';
import { compile } from '#simulation/compile.ts';
import { simulateBlock } from '#simulation/counts.ts';
import { driveOf } from '#simulation/drive.ts';
import { meanField } from '#simulation/meanField.ts';
import { forecastFrom } from '#simulation/runs.ts';
import { generator } from '#simulation/statistics.testing.ts';

/** What the engine costs on this machine: medians in milliseconds. Run it with `node bench/engine.ts`. */

function median(times: number, work: () => void): number {
  const taken: number[] = [];
  for (let turn = 0; turn < times + Math.ceil(times / 3); turn++) {
    const start = performance.now();
    work();
    taken.push(performance.now() - start);
  }
  // The first turns warm the compiler up.
  return taken.slice(-times).toSorted((a, b) => a - b)[Math.floor(times / 2)]!;
}

function report(name: string, milliseconds: number): void {
  console.log(`${name.padEnd(64)} ${milliseconds.toFixed(milliseconds < 10 ? 2 : 0).padStart(8)} ms`);
}

const scaledTo = (learners: number, classes: 1 | 3) => compile(largeCampaign(), { classes, scale: learners / 8400 });

const large = compile(largeCampaign());
report(
  'compile, 180 days x 6 segments',
  median(60, () => compile(largeCampaign())),
);
report(
  'mean field, 1 class',
  median(200, () => meanField(scaledTo(8400, 1))),
);
report(
  'mean field, 3 classes',
  median(200, () => meanField(large)),
);
report(
  'forecast at once, 3 classes',
  median(30, () => forecastOfPlan(large)),
);

for (const classes of [1, 3] as const) {
  for (const learners of [1e3, 1e4, 1e6, 1e7]) {
    const plan = scaledTo(learners, classes);
    const run = () => simulateBlock(plan, { firstRun: 1000, runs: 5 });
    report(`1,000 runs of counts, ${learners} learners, ${classes} classes (from 5)`, median(6, run) * 200);
  }
}

const block = simulateBlock(large, { firstRun: 0, runs: 300 });
report(
  'forecast from 300 runs',
  median(5, () => forecastFrom(large, [block])),
);
const bytes = [block.totals, block.segments, block.goals, block.expected].reduce(
  (sum, each) => sum + each.byteLength,
  0,
);
console.log(`1,000 runs x 180 days x 6 segments keep ${((bytes / 300) * 1000) / 1e6} MB`);

const alike = compile(typicalCampaign({ segments: [segment({ size: 10_000 })] }));
const drive = driveOf(alike, medianParameters(alike));
const byAgents = median(3, () => simulateAgents(alike, drive, { random: generator(1) }));
const byCounts = median(50, () => simulateBlock(alike, { firstRun: 1000, runs: 1 }));
report('10,000 learners x 90 days, learner by learner', byAgents);
report('10,000 learners x 90 days, counts', byCounts);
console.log(`counts are ${(byAgents / byCounts).toFixed(0)} times as fast`);
