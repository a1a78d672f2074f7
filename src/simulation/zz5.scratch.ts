import { compile } from './compile.ts';
import { meanField } from './meanField.ts';
import { medianParameters } from './assumptions.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { typicalCampaign, largeCampaign } from './campaigns.testing.ts';
const total = new Map<string, number>();
for (const c of [typicalCampaign(), largeCampaign()]) {
  const plan = compile(c);
  const share = (p: Float64Array) => {
    const s = meanField(plan, p).series;
    const out: number[] = [];
    for (const parts of [[3, 4, 5], [1], [6]])
      for (const d of [13, 29, 59, 89, plan.days - 1]) {
        let v = 0;
        for (let g = 0; g < plan.segments.length; g++) for (const k of parts) v += s[(g * 8 + k) * plan.days + d]!;
        out.push(v / plan.learners);
      }
    return out;
  };
  const sums = new Float64Array(15);
  const parts: [string, number[]][] = [];
  PARAMETERS.forEach((q, i) => {
    const both = [0, 1].map((side) => {
      const p = medianParameters(plan);
      p[i] = q.value + (q.likely[side]! - q.value) / 1.645;
      return share(p);
    });
    const e = both[0]!.map((x, k) => ((both[1]![k]! - x) / 2) ** 2);
    e.forEach((x, k) => (sums[k]! += x));
    parts.push([q.id, e]);
  });
  for (const [id, e] of parts) total.set(id, (total.get(id) ?? 0) + e.reduce((a, x, k) => a + x / sums[k]!, 0) / 30);
}
for (const [id, v] of [...total].sort((a, b) => b[1] - a[1]).slice(0, 34)) console.log(id, (v * 100).toFixed(1));
