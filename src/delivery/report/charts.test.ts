import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsFor } from '#language/formats.ts';
import { typicalPlan } from '../timeline/plans.testing.ts';
import { forecastChart } from './charts.ts';
import { forecastFor } from './forecast.testing.ts';
import { spread } from './frame.ts';
import { sampled } from './figures.ts';

const formats = formatsFor('en-GB');

describe('spread', () => {
  it('moves labels apart, keeps their order and stays between the ends where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }), (wanted) => {
        const placed = spread(wanted, 15, 0, 300);
        const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]! || a - b);
        const sorted = order.map((index) => placed[index]!);
        for (const [index, y] of sorted.entries()) {
          expect(y >= 0 && y <= 300).toBe(true);
          if (index > 0) expect(y - sorted[index - 1]!).toBeGreaterThanOrEqual(15);
        }
      }),
    );
    expect(spread([100, 101, 200], 15, 0, 300)).toEqual([100, 115, 200]);
  });
});

describe('long forecasts', () => {
  it('are drawn from chosen days, the first and the last among them', () => {
    const forecast = forecastFor({ ...typicalPlan, days: 3660 });
    const days = sampled(forecast, 370);
    expect(days).toHaveLength(370);
    expect([days[0], days.at(-1)]).toEqual([0, 3659]);
    const chart = forecastChart({ campaign: typicalPlan, forecast, formats, locale: 'en-GB' });
    expect(chart.markup.length).toBeLessThan(60_000);
  });

  it('need no more than one day', () => {
    const forecast = forecastFor({ ...typicalPlan, days: 1 });
    const chart = forecastChart({ campaign: typicalPlan, forecast, formats, locale: 'en-GB' }).markup;
    expect(chart).not.toMatch(/NaN|Infinity/);
  });
});

describe('goals in the chart', () => {
  it('stand at their target only where the chart shows what they mean; others of one date share a flag', () => {
    const goals = [...typicalPlan.goals, { ...typicalPlan.goals[2]!, id: 'more', name: 'More' }];
    const campaign = { ...typicalPlan, goals };
    const chart = forecastChart({ campaign, forecast: forecastFor(campaign), formats, locale: 'en-GB' }).markup;
    const marks = [...chart.matchAll(/class="on-goal"[^>]*>([^<]+)</g)].map(([, label]) => label);
    expect(marks).toEqual(['1', '2', '3 4']);
    expect(chart).toContain('<title>200 engineers with a habit · More</title>');
  });
});
