import fc from 'fast-check';
import { expect, it } from 'vitest';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import type { Tie } from '#campaign/document.ts';
import { readTie, tieInCell } from './ties.ts';

const named = (name: string) =>
  soundWith({ touchpoints: [touchpoint('launch-email', '2027-01-12', { id: 'anchor', name })] });

const ties = fc.oneof(
  fc.record({
    count: fc.integer({ min: -400, max: 400 }),
    unit: fc.constantFrom('days' as const, 'workingDays' as const),
  }),
  fc.record({
    count: fc.integer({ min: -50, max: 50 }),
    unit: fc.constant('weeks' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
  }),
);

it('reads every tie back from the words that stand in a cell', () => {
  fc.assert(
    fc.property(
      ties,
      fc.constantFrom('Launch', 'A “b” (c)', 'the week of “x”', 'דוא״ל', '1 day before'),
      (far, name) => {
        const cell = tieInCell(named(name), { touchpointId: 'anchor', ...far } as Tie);
        expect(readTie(cell)).toEqual({ ...far, count: far.count + 0, name, date: '2027-01-12' });
      },
    ),
  );
});

it('says how far, from what, and when that is', () => {
  const tie: Tie = { touchpointId: 'anchor', count: -10, unit: 'workingDays' };
  expect(tieInCell(named('Launch'), tie)).toBe('10 working days before “Launch” (2027-01-12)');
});

it.each([
  '',
  'soon',
  '10 days before Launch (2027-01-12)',
  '3 days before “Launch”',
  'x'.repeat(2000),
  '2 days before “ ” (2027-01-12)',
])('takes nothing else for a tie: %s', (text) => expect(readTie(text)).toBeUndefined());
