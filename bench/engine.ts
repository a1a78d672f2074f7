import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { contributionsOf } from '#simulation/questions/contribution.ts';
import { searchingPlans } from '#simulation/questions/optimise.ts';
import { sensitivityOf } from '#simulation/questions/sensitivity.ts';
import { simulateAgents } from '#simulation/model/agents.ts';
import { immediateForecastOf } from '#simulation/forecast/immediate.ts';
import { medianValues } from '#simulation/plan/values.ts';
import { largeCampaign, segment, typicalCampaign } from '#simulation/campaigns.testing.ts';
import { compile } from '#simulation/plan/compile.ts';
import { simulateCounts } from '#simulation/runs/simulate.ts';
import { designOf } from '#simulation/forecast/design.ts';
import { effectsOf } from '#simulation/model/effects.ts';
import { trajectoriesOf } from '#simulation/kernel/trajectories.ts';
import { expectationOf } from '#simulation/kernel/expectation.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { forecastFrom } from '#simulation/forecast/fromRuns.ts';
import { generator } from '#simulation/statistics.testing.ts';
import { simulateTeams } from '#simulation/runs/simulate.ts';
import { CHANCES, contagionOf, inLoop } from './contagion.ts';
import { median, medians, table, time, times } from './measure.ts';

/** What the engine costs on this machine, as Markdown: `node bench/engine.ts`. See bench/README.md. */

const RUNS = 1000;
/** Runs that are measured; their time is multiplied to that of RUNS. */
const FEW = 10;
/** From here on no run computes its expectation as well, which only the first 200 do. */
const LATER = 1000;

const large = compile(largeCampaign());
const scaledTo = (learners: number, classes: 1 | 3) => compile(largeCampaign(), { classes, scale: learners / 8400 });
const runs = (plan: Plan) => () => simulateCounts(plan, { firstRun: LATER, runs: FEW });
const inAll = (milliseconds: number) => (milliseconds * RUNS) / FEW;

function heading(text: string): void {
  console.log(`\n### ${text} (load ${loadavg()[0]!.toFixed(1)})\n`);
}

console.log(`Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]!.model.trim()}`);

const middle = (plan: Plan) => effectsOf(plan, medianValues(plan));
const four = (plan: Plan) =>
  designOf(plan, 56)
    .slice(0, 4)
    .map((parameters) => effectsOf(plan, parameters));

heading('While somebody drags a card: 180 days x 6 segments');
const simulation = simulateCounts(large, { firstRun: 0, runs: 300 });
const alike = scaledTo(8400, 1);
console.log(
  table(
    ['work', 'median'],
    [
      ['compile the plan', time(median(60, () => compile(largeCampaign())))],
      ['mean field, 1 class', time(median(200, () => trajectoriesOf(alike, [middle(alike)], { precision: 64 })))],
      ['mean field, 3 classes', time(median(200, () => trajectoriesOf(large, [middle(large)], { precision: 64 })))],
      [
        'four mean fields side by side, 3 classes',
        time(median(200, () => trajectoriesOf(large, four(large), { precision: 32 }))),
      ],
      [
        'mean field from the parameters on, with the trajectory of every segment',
        time(median(200, () => expectationOf(large))),
      ],
      ['immediate bands, everyone', time(median(100, () => immediateForecastOf(large, { segmentIds: [] })))],
      ['immediate bands, everyone and six segments', time(median(50, () => immediateForecastOf(large)))],
      ['forecast from 300 runs', time(median(9, () => forecastFrom(large, [simulation])))],
    ],
  ),
);

heading('Deciding: 60 touchpoints, 6 segments, 180 days');
{
  const plan = sixty();
  const goalId = plan.goals[0]!.id;
  let first = 0;
  const begun = performance.now();
  const search = searchingPlans(plan, { goalId, limits: { maxEvaluations: 2000, maxChanges: 30 } });
  let found = search.next();
  for (; !found.done; found = search.next()) if (found.value.better && first === 0) first = performance.now() - begun;
  const searched = performance.now() - begun;
  console.log(
    table(
      ['work', 'time'],
      [
        ['optimise: first better plan', time(first)],
        [`optimise: ${found.value.evaluations} plans tried`, time(searched)],
        ['optimise: for 2,000 plans at this pace', time((searched * 2000) / found.value.evaluations)],
        ['contributions', time(median(1, () => contributionsOf(plan)))],
        ['sensitivity', time(median(3, () => sensitivityOf(compile(plan))))],
      ],
    ),
  );
}

heading('Against population: 1,000 runs x 180 days x 6 segments, one thread');
const smallest = scaledTo(1e4, 1);
const populations = [1e3, 1e4, 1e5, 1e6, 1e7].map((learners) => {
  const [ten, one] = medians(5, runs(smallest), runs(scaledTo(learners, 1)));
  const three = median(3, runs(scaledTo(learners, 3)));
  return [learners.toLocaleString('en-GB'), time(inAll(one)), times(one / ten), time(inAll(three))];
});
console.log(table(['learners', '1 class', 'against 10,000', '3 classes'], populations));

heading('Against runs, days and segments: 1 million learners, 3 classes, one thread');
const shapes: [string, Plan, number][] = [
  ['100 runs x 180 days x 6 segments', scaledTo(1e6, 3), 100],
  ['300 runs x 180 days x 6 segments', scaledTo(1e6, 3), 300],
  ['300 runs x 90 days x 6 segments', compile(largeCampaign({ days: 90 }), { scale: 1e6 / 8400 }), 300],
  ['300 runs x 360 days x 6 segments', compile(largeCampaign({ days: 360 }), { scale: 1e6 / 8400 }), 300],
  ['300 runs x 180 days x 1 segment', compile(largeCampaign({ segments: [segment({ size: 1e6 })] })), 300],
  [
    '300 runs x 180 days x 24 segments',
    compile(
      largeCampaign({
        segments: Array.from({ length: 24 }, (_, index) => segment({ id: `s${index}`, size: Math.round(1e6 / 24) })),
      }),
    ),
    300,
  ],
];
console.log(
  table(
    ['work', 'median'],
    shapes.map(([name, plan, count]) => [name, time((median(3, runs(plan)) * count) / FEW)]),
  ),
);

heading('People who start every week: the rolling templates, one thread');
console.log(
  table(
    ['template', 'cohorts', 'days', '1,000 runs'],
    TEMPLATES.flatMap((template) => {
      const campaign = template.build({ start: '2027-01-04' });
      if (!campaign.rolling) return [];
      const plan = compile(campaign);
      return [[template.name, plan.segments.length, plan.days, time(inAll(median(3, runs(plan))))]];
    }),
  ),
);

heading('Workers: 300 runs, 1 million learners, 180 days x 6 segments, 3 classes');
console.log(
  table(
    ['workers', 'wall time'],
    [
      [1, time(await inWorkers(1))],
      [2, time(await inWorkers(2))],
    ],
  ),
);

heading('Memory');
const bytes = [simulation.totals, simulation.segments, simulation.goals, simulation.expected].reduce(
  (sum, each) => sum + each.byteLength,
  0,
);
console.log(`1,000 runs x 180 days x 6 segments keep ${Math.round((bytes / 300 / 1e6) * RUNS)} MB.`);

heading('The whole model learner by learner: 90 days, one run, one segment');
console.log(
  table(
    ['learners', 'our readable loop', 'counts', 'ratio'],
    [1e4, 1e5].map((size) => {
      const plan = compile(typicalCampaign({ segments: [segment({ size })] }));
      const effects = effectsOf(plan, medianValues(plan));
      const agents = () => simulateAgents(plan, effects, { random: generator(1) });
      const [byAgents, byCounts] = medians(5, agents, () => simulateCounts(plan, { firstRun: LATER, runs: 1 }));
      return [size.toLocaleString('en-GB'), time(byAgents), time(byCounts), times(byAgents / byCounts)];
    }),
  ),
);

heading('Teams of 8, learner by learner: 90 days, one segment, one thread');
console.log(
  table(
    ['learners', 'one run', 'a learner and day', '200 runs'],
    [5000, 30_000, 200_000].map((size) => {
      const plan = compile(typicalCampaign({ segments: [segment({ size, teamSize: 8 })] }));
      const run = median(9, () => simulateTeams(plan, { firstRun: LATER, runs: 1 }));
      const each = `${((run * 1e6) / (size * 90)).toFixed(1)} ns`;
      return [size.toLocaleString('en-GB'), time(run), each, time(run * 200)];
    }),
  ),
);

heading('A simple contagion: 90 days, one run');
if (existsSync(new URL('peers/node_modules', import.meta.url))) {
  interface Peers {
    inFlocc(learners: number, days: number, chances: typeof CHANCES): number;
    inAgentScript(learners: number, days: number, chances: typeof CHANCES): number;
  }
  const peers: Peers = await import(new URL('peers/peers.js', import.meta.url).href);
  const rows = [1e3, 1e4, 1e5, 1e6].map((learners) => {
    const plan = contagionOf(learners, 90);
    const byCounts = median(9, () => simulateCounts(plan, { firstRun: LATER, runs: 1 }));
    const turns = learners < 1e5 ? 5 : 1;
    const loop = median(turns, () => inLoop(learners, 90, 1));
    const flocc = learners > 1e5 ? undefined : median(turns, () => peers.inFlocc(learners, 90, CHANCES));
    const agentScript = median(turns, () => peers.inAgentScript(learners, 90, CHANCES));
    const against = (taken: number | undefined) => (taken ? `${time(taken)} (${times(taken / byCounts)})` : '–');
    return [learners.toLocaleString('en-GB'), time(byCounts), against(loop), against(flocc), against(agentScript)];
  });
  console.log(table(['learners', 'counts', 'our typed-array loop', 'flocc', 'AgentScript'], rows));
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  const plan = contagionOf(20_000, 90);
  const { totals } = simulateCounts(plan, { firstRun: LATER, runs: 1 });
  console.log(
    `\nIn use after 90 days, of 20,000: counts ${share(totals[4 * 90 - 1]! / 20_000)}, loop ${share(inLoop(20_000, 90, 2))}, flocc ${share(peers.inFlocc(20_000, 90, CHANCES))}, AgentScript ${share(peers.inAgentScript(20_000, 90, CHANCES))}.`,
  );
} else {
  console.log('The peers are not installed: npm ci --prefix bench/peers');
}

/** The largest template with every second touchpoint once more. */
function sixty(): Campaign {
  const plan = TEMPLATES.find(({ id }) => id === 'data-literacy')!.build({ start: '2027-01-11' });
  const again = plan.touchpoints
    .slice(0, 60 - plan.touchpoints.length)
    .map((one, index) => ({ ...one, id: `${one.id}-x`, start: addDays(one.start, 7 * (1 + (index % 4))), days: 7 }));
  return { ...plan, days: 180, touchpoints: [...plan.touchpoints, ...again] };
}

/** Wall time in milliseconds of 300 runs in this many threads that are up and warm. */
async function inWorkers(count: number): Promise<number> {
  const plan = scaledTo(1e6, 3);
  const workers = Array.from({ length: count }, () => new Worker(new URL('worker.ts', import.meta.url)));
  const all = (from: number, share: number) =>
    Promise.all(
      workers.map(
        (worker, index) =>
          new Promise((resolve) => {
            worker.once('message', resolve);
            worker.postMessage({ plan, firstRun: from + index * share, runs: share });
          }),
      ),
    );
  await all(0, 10);
  const start = performance.now();
  await all(LATER, 300 / count);
  const taken = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return taken;
}
