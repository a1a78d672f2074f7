import { expect, test } from 'vitest';
import { REPLAYS, replayed } from './replays.testing.ts';

/** Facts that the model does not follow, and is left not to follow: docs/validation.md says why. Whoever mends one takes it off. */
const OUTSIDE = [
  'LearningBridge: answers double on the day of the first reminder',
  'Baker, Evans and Dee 2016: scheduling, slightly fewer persist (against)',
  'Yeomans and Reich 2017: plans, 29 % more complete',
];

test.each(REPLAYS.map((replay) => [replay.study, replay] as const))('%s', (study, replay) => {
  const { isInside, p05, p50, p95 } = replayed(replay);
  expect(isInside, `median ${p50}`).toBe(!OUTSIDE.includes(study));
  if (!isInside) expect(replay.note).toMatch(/\.$/);
  expect([p05, p50, p95]).toEqual([p05, p50, p95].toSorted((a, b) => a - b));
});

test('trials that found nothing or harm are among them, and all trials of planning are reached by the forecast', () => {
  expect(REPLAYS.filter(({ study }) => study.includes('(null)')).length).toBeGreaterThanOrEqual(4);
  const planning = REPLAYS.filter(({ study }) => /Andor|Kizilcec|Baker/.test(study)).map(replayed);
  for (const { replay, p05 } of planning) {
    expect(p05, replay.study).toBeLessThan(0);
    expect(p05, replay.study).toBeLessThan(replay.range[1]);
  }
});
