import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { tell, tellDates } from '../plan/plan.testing.ts';

const LAUNCH = '2027-04-05';

describe('days counted from a launch', () => {
  it('are placed once its date is given', async () => {
    const writings: ((days: number) => string)[] = [
      (days) => `T${days < 0 ? '-' : '+'}${Math.abs(days)}`,
      (days) => `L ${days < 0 ? '-' : '+'} ${Math.abs(days)}`,
      (days) => `Launch ${days < 0 ? 'minus' : 'plus'} ${Math.abs(days)} days`,
      (days) => `${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} go-live`,
      (days) => `${Math.abs(days)} Tage ${days < 0 ? 'vor' : 'nach'} Go-Live`,
    ];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -99, max: 99 }), fc.constantFrom(...writings), async (days, write) => {
        expect(await tellDates([write(days)], { launch: LAUNCH })).toEqual([addDays(LAUNCH, days)]);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['L-2w', '2027-03-22'],
    ['Launch - 2 weeks', '2027-03-22'],
    ['2 weeks before go-live', '2027-03-22'],
    ['Week -2', '2027-03-22'],
    ['Go-live day', LAUNCH],
    ['Launch', LAUNCH],
    ['5 working days before launch', '2027-03-29'],
  ])('such as %s', async (text, expected) => {
    expect(await tellDates([text], { launch: LAUNCH })).toEqual([expected]);
  });

  it('are named without it, and counted in the heading too', async () => {
    const rows = [
      ['Days before launch', 'Channel', 'Title'],
      ['14', 'Email', 'a'],
      ['7', 'Email', 'b'],
    ];
    const open = await tell(rows);
    expect(open.rejected).toEqual([2, 3]);
    expect(open.said).toContain('give the launch date');
    expect((await tell(rows, { launch: LAUNCH })).lines.map((line) => line.slice(0, 10))).toEqual([
      '2027-03-22',
      '2027-03-29',
    ]);
  });
});
