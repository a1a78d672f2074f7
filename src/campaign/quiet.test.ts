import { describe, expect, it } from 'vitest';
import { isQuiet, quietSpans } from './quiet.ts';

const hours = (quietFrom: string, quietUntil: string) => ({ capPerWeek: 2, quietFrom, quietUntil });

describe('quiet hours', () => {
  it('are split over midnight, and none where they end as they begin', () => {
    expect(quietSpans(hours('18:00', '06:00'))).toEqual([
      [0, 0.25],
      [0.75, 1],
    ]);
    expect(quietSpans(hours('12:00', '18:00'))).toEqual([[0.5, 0.75]]);
    expect(quietSpans(hours('18:00', '00:00'))).toEqual([[0.75, 1]]);
    expect(quietSpans(hours('07:00', '07:00'))).toEqual([]);
  });

  it('hold the same minutes as their stretches', () => {
    for (const rules of [hours('18:00', '06:00'), hours('12:00', '18:00'), hours('07:00', '07:00')])
      for (let minute = 0; minute < 1440; minute += 30)
        expect(isQuiet(rules, minute)).toBe(
          quietSpans(rules).some(([from, until]) => minute / 1440 >= from && minute / 1440 < until),
        );
  });
});
