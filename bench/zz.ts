import { largeCampaign } from '#simulation/campaigns.testing.ts';
import { compile } from '#simulation/compile.ts';
import { simulateBlock } from '#simulation/counts.ts';
for (const k of [1] as const) for (const L of [1e4,1e6, 1e7]) {
const plan = compile(largeCampaign(), { classes: k, scale: L / 8400 });
const t: number[] = [];
for (let i = 0; i < 15; i++) { const a = performance.now(); simulateBlock(plan, { firstRun: 1000 + 10 * i, runs: 10 }); t.push((performance.now() - a) / 10); }
t.sort((a, b) => a - b);
console.log(k, L, 'ms per run', t[7]!.toFixed(2), 'min', t[0]!.toFixed(2));
}
