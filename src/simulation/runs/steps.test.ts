import { expect, test } from 'vitest';
import { largeCampaign, segment, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from './counts.ts';
import { CountStepper, simulateBySteps } from './steps.ts';

test.each([
  ['some hundred learners', compile(largeCampaign({ days: 120 }), { scale: 0.1 })],
  ['thousands', compile(largeCampaign({ days: 120 }))],
  ['millions', compile(largeCampaign({ days: 120 }), { scale: 1000 })],
  ['learners who are all alike', compile(largeCampaign({ days: 120 }), { classes: 1 })],
  ['one learner', compile(typicalCampaign({ segments: [segment({ size: 1 })] }))],
  [
    'peers who count while they try',
    compile(typicalCampaign({ assumptions: [{ id: 'a', parameter: 'peers.trying', value: 0.5 }] })),
  ],
])('the kernel draws what the steps in TypeScript draw, learner by learner: %s', (_, plan) => {
  const options = { firstRun: 3, runs: 5 };
  const bySteps = simulateBySteps(plan, options, (...given) => new CountStepper(...given));
  expect(simulateCounts(plan, options)).toEqual(bySteps);
});
