import { expect, test } from 'vitest';
import { STUDIES } from '#campaign/tactics/studies.ts';
import { rangeText, replayed } from './replayed.testing.ts';
import { REPLAYS } from './replays.testing.ts';

/** Facts that the model does not follow, and is left not to follow: docs/validation.md says why. Whoever mends one takes it off. */
const OUTSIDE = [
  'Bananatag: 84 % open on Monday and Tuesday, 79 % on Friday',
  'Habla and Muller 2021: weekly reminders, 13 % more visits (11 to 19 by kind)',
  'Consultancies on Copilot: 25 to 50 points more use it daily where champions lead (said by who sells it)',
  'Deng 2022: who is shown how many peers take part comes 3 to 5 % more often the next time',
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

test.each(REPLAYS)('the range of $study is its own, or says how it was taken', ({ study, taken, ...replay }) => {
  const isOwn = study.replaceAll('+', '').includes(rangeText(replay));
  expect(taken === undefined).toBe(isOwn);
});

test('every study of the registry is replayed, or says why not, and never both', () => {
  const replays = new Set(REPLAYS.map(({ of }) => of));
  const ids = (studies: typeof STUDIES) => studies.map(({ id }) => id);
  expect(ids(STUDIES.filter(({ id, unused }) => replays.has(id) === (unused !== undefined)))).toEqual([]);
  expect([...replays].filter((id) => id !== undefined && !ids(STUDIES).includes(id))).toEqual([]);
});

test('trials that found nothing or harm are among them, and all trials of planning are reached by the forecast', () => {
  expect(REPLAYS.filter(({ study }) => study.includes('(null)')).length).toBeGreaterThanOrEqual(4);
  const planning = REPLAYS.filter(({ study }) => /Andor|Kizilcec|Baker/.test(study)).map(replayed);
  for (const { replay, p05 } of planning) {
    expect(p05, replay.study).toBeLessThan(0);
    expect(p05, replay.study).toBeLessThan(replay.range[1]);
  }
});
