import { expect, test } from 'vitest';
import { typicalCampaign } from './campaigns.testing.ts';
import { compile } from './compile.ts';
import { simulateBlock } from './counts.ts';
import { forecastFrom } from './runs.ts';
import { hasSettled } from './settled.ts';

const plan = compile(typicalCampaign());
const blocks = Array.from({ length: 32 }, (_, place) => simulateBlock(plan, { firstRun: 50 * place, runs: 50 }));
const after = (count: number) => forecastFrom(plan, blocks.slice(0, count));

test('a forecast settles once twice the runs show the same, not before', () => {
  const [few, more, most] = [after(1), after(2), after(32)];
  expect(hasSettled(few, more)).toBe(false);
  expect(hasSettled(most, { ...most, runs: 2 * most.runs })).toBe(true);
  expect(hasSettled(most, most)).toBe(false);
  expect(hasSettled({ ...few, runs: 0 }, more)).toBe(false);
});

test('a band or a chance that moves visibly keeps it going', () => {
  const settled = after(32);
  const moved = structuredClone(settled);
  moved.series.active.p95[40]! += 0.005 * plan.learners;
  expect(hasSettled(settled, { ...moved, runs: 2 * settled.runs })).toBe(false);
  const goal = { id: 'g', name: 'G', date: '2027-02-01', target: 5, probability: 0.5, expected: undefined as never };
  const likelier = { ...settled, runs: 2 * settled.runs, goals: [{ ...goal, probability: 0.52 }] };
  expect(hasSettled({ ...settled, goals: [goal] }, likelier)).toBe(false);
});
