import { compile } from './compile.ts';
import { meanField } from './meanField.ts';
import { medianParameters, sampleParameters } from './assumptions.ts';
import { driveOf } from './drive.ts';
import { follow } from './course.ts';
import { largeCampaign } from './campaigns.testing.ts';
const best = (f: () => void, n = 1500) => {
  let b = 1e9;
  for (let i = 0; i < n; i++) {
    const t = performance.now();
    f();
    b = Math.min(b, performance.now() - t);
  }
  return b.toFixed(3);
};
for (const classes of [1, 3] as const) {
  const plan = compile(largeCampaign(), { classes });
  const p = medianParameters(plan);
  const d = driveOf(plan, p);
  console.log(
    classes,
    'mf',
    best(() => meanField(plan)),
    'drive',
    best(() => driveOf(plan, p)),
    'sample',
    best(() => sampleParameters(plan, 1, 2)),
    'follow-nop',
    best(() => follow(plan, d, { begin() {}, step() {} }, () => {})),
  );
}
console.log(
  'compile',
  best(() => compile(largeCampaign())),
);
