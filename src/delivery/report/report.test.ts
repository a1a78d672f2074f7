import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#campaign/checks/check.ts';
import { check } from '#campaign/checks/check.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { endsOfCalendarWeeks } from '#campaign/rolling.ts';
import { formatsFor } from '#language/formats.ts';
import { emptyPlan, HOSTILE_NAMES, largePlan, touchpoint, typicalPlan } from '../timeline/plans.testing.ts';
import { forecastFor } from './forecast.testing.ts';
import { reportHtml, type ReportInput } from './report.ts';
import { spreadInWords } from '#language/spread.ts';
import { vocabularies } from '#language/vocabulary.ts';

function report(campaign: ReportInput['campaign'], changes: Partial<ReportInput> = {}): string {
  return reportHtml({
    campaign,
    forecast: forecastFor(campaign),
    findings: check(campaign),
    generatedAt: '2026-11-22T09:30:00Z',
    locale: 'en-GB',
    ...changes,
  });
}

describe('a rolling plan', () => {
  const plan = {
    ...typicalPlan,
    rolling: { weeks: 4 },
    segments: typicalPlan.segments.map((segment) => ({ ...segment, size: 100, inflow: 5 })),
  };
  const forecast = forecastFor(plan)!;
  const shares = Object.fromEntries(
    Object.entries(forecast.series).map(([name]) => {
      const list = Array.from({ length: 28 }, (_, day) => day / 100);
      return [name, { mean: list, p05: list, p25: list, p50: list, p75: list, p95: list }];
    }),
  ) as typeof forecast.series;
  const days = Array.from({ length: 28 }, (_, day) => day);
  const cohort = { days, weeks: 1, started: forecast.series.active, ...shares };

  it('is shown by cohort day, and says whose the dates are', () => {
    const html = report(plan, { forecast: { ...forecast, cohort } });
    expectWellFormed(html);
    // Goals are judged on own days: none stands on the calendar.
    expect(words(html)).toMatch(/by day \d+ of their own:/);
    expect(words(html)).not.toContain('Numbered diamonds');
    expect(words(html)).toContain(`${120 * plan.segments.length} learners`);
    expect(words(html)).toContain('Cohorts by their own days');
    expect(words(html)).toMatch(/27 27\s?%/);
    expect(words(report(typicalPlan))).not.toContain('Cohorts by their own days');
    expect(words(report(typicalPlan))).toContain('Numbered diamonds');
  });

  it('is told by calendar week as well: how many have started, and how many are active', () => {
    const page = words(report(plan, { forecast: { ...forecast, cohort } }));
    expect(page).toContain('Everyone by calendar week');
    const rows = endsOfCalendarWeeks(forecast.dates);
    const last = forecast.series.active.p50[rows.at(-1)!]!;
    expect(rows.length).toBe(Math.ceil(forecast.dates.length / 7));
    const shown = formatsFor('en-GB');
    for (const place of [rows[0]!, rows.at(-1)!]) expect(page).toContain(shown.date(forecast.dates[place]!));
    expect(page).toContain(shown.number(last));
    expect(words(report(typicalPlan))).not.toContain('Everyone by calendar week');
  });

  it('has its picture and its schedule by days of everyone’s own, and says until when people start', () => {
    const html = report(plan, { forecast: { ...forecast, cohort } });
    expect(words(html)).toContain(`from its first day to day ${plan.days - 1}`);
    expect(words(html)).toContain('more start every week until 8 February 2027');
    expect(html).toContain('>Days since the own start</text>');
    expect(words(html)).toMatch(/Own week \d+ Days? \d/);
    expect(words(report(typicalPlan))).not.toContain('Own week');
  });
});

/** The page is written as XML too, so that a strict parser of another make can refuse what is not well formed. */
function expectWellFormed(html: string): void {
  const page = html.replace('<!doctype html>', '');
  const wrapped = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><g>${page}</g></svg>`;
  expect(() => new Resvg(wrapped, { font: { loadSystemFonts: false } })).not.toThrow();
}

/** What a reader sees, with the markup taken away. */
const words = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe('reportHtml', () => {
  const html = report(typicalPlan);
  const forecast = forecastFor(typicalPlan);
  const last = forecast.dates.length - 1;
  const written = (value: number) => value.toLocaleString('en-GB');

  it('is one page that runs nothing and fetches nothing', () => {
    expect(html).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(html).not.toMatch(/<(script|link|iframe|object|embed|form|base)\b/i);
    expect(html).not.toMatch(/\son\w+\s*=/i);
    expect(html).not.toMatch(/@import|url\(/i);
    const addresses = [...html.matchAll(/https?:\/\/[^"'\s<]+/g)].map(String);
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
  });

  it('is well formed, and so is each of its pictures', () => {
    for (const page of [html, report(emptyPlan), report(largePlan(300))]) {
      expectWellFormed(page);
      for (const [svg] of page.matchAll(/<svg .*?<\/svg>/gs))
        expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
    }
  });

  it('says the outcome in one sentence with the figures of the forecast', () => {
    const { p05, p50, p95 } = forecast.series.active;
    expect(words(html)).toContain(
      `By 29 June 2027 we expect about ${written(p50[last]!)} of 2,000 learners (32%) to be active; nine times out of ten between ${written(p05[last]!)} and ${written(p95[last]!)}.`,
    );
  });

  it('says what comes about because of the plan before what would have happened anyway', () => {
    const all = (learners: number) => {
      const values = forecast.dates.map(() => learners);
      return { mean: values, p05: values, p25: values, p50: values, p75: values, p95: values };
    };
    const parts = { incremental: all(600), baseline: all(41) };
    expect(words(report(typicalPlan, { forecast: { ...forecast, ...parts } }))).toContain(
      'About 600 because of the plan; about 41 would have happened anyway.',
    );
    // Where all runs end alike as well.
    const sure = { ...forecast, ...parts, series: { ...forecast.series, active: all(641) } };
    expect(words(report(typicalPlan, { forecast: sure }))).toContain('About 600 because of the plan');
    expect(words(html)).not.toContain('because of the plan');
  });

  it('says what makes the bands wide', () => {
    expect(words(html)).toContain(spreadInWords(forecast.uncertainty, formatsFor('en-GB'))!);
  });

  it('repeats the forecast exactly in its tables and charts', () => {
    for (const { name, learners, series } of forecast.segments) {
      const { p05, p50, p95 } = series.active;
      expect(words(html)).toContain(
        `${name} ${written(learners)} ${written(p50[last]!)} ${Math.round((100 * p50[last]!) / learners)}% ${written(p05[last]!)} to ${written(p95[last]!)}`,
      );
    }
    for (const { expected } of forecast.goals)
      expect(words(html)).toContain(`${written(expected.p50)} (${written(expected.p05)} to ${written(expected.p95)})`);
    const chart = words(/<svg[^>]*id="forecast-chart".*?<\/svg>/s.exec(html)![0]);
    for (const key of ['p05', 'p25', 'p50', 'p75', 'p95'] as const)
      expect(chart).toContain(` ${written(forecast.series.active[key][last]!)} `);
    const stages = words(/<svg[^>]*id="stage-chart".*?<\/svg>/s.exec(html)![0]);
    expect(stages).toContain(`${written(forecast.series.champion.mean[last]!)} Champions`);
    expect(stages).toContain(`${written(forecast.series.optedOut.mean[last]!)} Opted out`);
  });

  it('draws the median where the forecast has it', () => {
    const chart = /<svg[^>]*id="forecast-chart".*?<\/svg>/s.exec(html)![0];
    const path = /class="median" d="([^"]+)"/.exec(chart)![1]!;
    const heights = path
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(',')[1]));
    expect(heights).toHaveLength(forecast.dates.length);
    // Two labelled grid lines give the scale of the axis.
    const grid = [...chart.matchAll(/d="M116 ([\d.]+)H[\d.]+"\/><text class="ink end"[^>]*>([\d,]+)</g)].map(
      ([, y, value]) => [Number(y), Number(value!.replace(',', ''))],
    );
    const [y0, v0] = grid[0]!;
    const [y1, v1] = grid.at(-1)!;
    const value = (y: number) => v0! + ((y - y0!) / (y1! - y0!)) * (v1! - v0!);
    for (const [day, height] of heights.entries())
      expect(Math.abs(value(height) - forecast.series.active.p50[day]!)).toBeLessThan(1);
  });

  it('says chances in words and figures, and never a certainty', () => {
    expect(words(html)).toContain('likely, 71%');
    expect(words(html)).toContain('very unlikely, 4%');
    expect(words(html)).toContain('almost certain, > 99%');
    expect(html).not.toContain('100%</td>');
  });

  it('counts push and pull in each phase, with the share it aims for', () => {
    expect(words(html)).toContain('Launch 11 Jan – 7 Feb 2027 6 2 75% 80%');
  });

  it('names the audience, channel and dates of every touchpoint', () => {
    const text = words(html);
    expect(text).toContain('14 – 18 Jan 2027 Manager briefing Push Engineers, Office Manager');
    expect(text).toContain('1 Mar – 23 May 2027 Weekly digest every Monday, 12 sends Push Engineers, Office Email');
    expect(text).toContain('March 2027');
    expect(html).toContain('<th scope="col">Touchpoint</th>');
    expect(html).not.toMatch(/<th[^>]*><\/th>/);
  });

  it('says what the cap holds back, beside the touchpoint and among the findings', () => {
    const { contact } = typicalPlan;
    const silent = report({ ...typicalPlan, contact: { ...contact, capPerWeek: 0, atCap: 'drop' } });
    expect(words(silent)).toContain('Weekly digest every Monday, 12 sends, 12 sends held back by the cap Push');
    expect(words(silent)).toMatch(/is not sent on \d+ \w+ 2027/);
    expect(words(html)).not.toContain('held back');
  });

  it('says what is assumed, and what the model is', () => {
    const { name, unit, value } = PARAMETERS.find(({ id }) => id === 'trying.friction')!;
    expect(words(html)).toContain(`${name} ${unit} Everyone 0.2 0.1 to 0.3 ${value} Sign-in study of last spring`);
    expect(words(html)).toContain('A planning assumption, not a forecast, until actuals calibrate it.');
    expect(words(html)).toContain('Engine 1.0.0, exact counts, seed 7, 400 runs, plan b1946ac92492d234 .');
  });

  it('says where people were followed one by one', () => {
    const forecast = { ...forecastFor(typicalPlan), method: 'agents' as const };
    const sentence = 'Simulated learner by learner, because only colleagues of the same team count as peers.';
    expect(words(html)).not.toContain(sentence);
    expect(words(report(typicalPlan, { forecast }))).toContain(sentence);
    expect(words(report(typicalPlan, { forecast }))).toContain('Engine 1.0.0, learner by learner, seed 7');
    expect(words(report(typicalPlan, { forecast: { ...forecast, sampledLearners: 1500 } }))).toContain(
      `${sentence} 1,500 learners stand for all of them`,
    );
  });

  it('writes dates and numbers in the locale asked for, and falls back to English for one that does not exist', () => {
    const german = words(report(typicalPlan, { locale: 'de-DE' }));
    expect(german).toContain('of 2.000 learners');
    expect(german).toContain('29. Juni 2027');
    expect(report(typicalPlan, { locale: 'de-DE' })).toContain('<html lang="en">');
    expect(report(typicalPlan, { locale: 'no such locale' })).toBe(html);
  });

  it('shows an empty plan as one that is empty', () => {
    const text = words(report(emptyPlan));
    expect(text).toContain('The plan names no learners yet');
    expect(text).toContain('The plan has no goals yet.');
    expect(text).toContain('The plan has no phases yet.');
    expect(text).not.toContain('NaN');
    expect(report(emptyPlan)).not.toContain('id="forecast-chart"');
  });

  it('speaks of people and talks where the campaign is about a career', () => {
    const career = { ...typicalPlan, vocabulary: 'career' as const };
    const text = words(report(career));
    expect(text).toMatch(/2,000 people \(32%\) to be in talks with you; nine times out of ten/);
    expect(text).toContain('messages for an average person in the busiest week');
    expect(text).toContain('are close to an offer');
    expect(text).toContain('had fewer people in talks with you on that day');
    expect(text).toContain('In talks on 29 Jun 2027');
    expect(report(career)).toContain('>People in talks with you over time</title>');
    const stages = /<svg[^>]* id="stage-chart".*?<\/svg>/s.exec(report(career))![0];
    for (const stage of Object.values(vocabularies.career.stage)) expect(words(stages)).toContain(stage);
    expect(words(report({ ...emptyPlan, vocabulary: 'career' }))).toContain('The plan names no people yet');
    // What is written in the plan itself stays as it is.
    const planned = [typicalPlan.name, typicalPlan.description, ...typicalPlan.goals.map(({ name }) => name)];
    const said = planned.reduce((rest, name) => rest.replaceAll(name, ''), text);
    expect(said).not.toMatch(/learners?\b/i);
  });

  it('shows the plan alone where there is no forecast', () => {
    const page = report(typicalPlan, { forecast: undefined });
    expect(words(page)).toContain('No forecast was made for this plan');
    expect(words(page)).toContain('660 (33%) are in active use');
    expect(page).not.toContain('id="forecast-chart"');
    expect(words(page)).not.toContain('seed 7');
  });

  it('shows the brand, its logo from inside the page only, and refuses a colour that is none', () => {
    const brand = {
      ...typicalPlan.brand,
      logo: 'data:image/png;base64,iVBORw0KGgo=',
      primaryColour: 'red;}body{display:none',
    };
    const page = report({ ...typicalPlan, brand });
    expect(page).toContain('<img src="data:image/png;base64,iVBORw0KGgo=" alt="Spark"/>');
    expect(words(page)).toContain('Two minutes a day, a skill a quarter');
    expect(page).not.toContain('display:none');
  });

  it('escapes every name', () => {
    const hostile = HOSTILE_NAMES[1]!;
    const plan = largePlan(60);
    const page = report(
      {
        ...plan,
        description: HOSTILE_NAMES[2]!,
        brand: { ...plan.brand, name: hostile, promise: hostile },
        assumptions: [{ id: 'a', parameter: 'trying.friction', value: 1, reason: hostile }],
      },
      { findings: [{ id: 'x', rule: 'x', severity: 'error', message: hostile, cure: hostile }] },
    );
    expectWellFormed(page);
    expect(page).not.toMatch(/<(script|img)/i);
    expect(page.isWellFormed()).toBe(true);
    expect(page).not.toMatch(/[\u202a-\u202e]/u);
    expect(words(page)).toContain(hostile);
  });

  it('stays small for huge plans and says what it leaves out', () => {
    const plan = largePlan(3000);
    const findings: Finding[] = Array.from({ length: 500 }, (_, index) => ({
      id: `f${index}`,
      rule: `rule${index % 100}`,
      severity: 'advice',
      message: `Finding ${index}`,
      cure: 'Mend it.',
    }));
    const page = report(plan, { findings });
    expect(page.length).toBeLessThan(500_000);
    expect(words(page)).toContain(
      '2,700 rows are left out of 3,000. Export the plan as a spreadsheet (XLSX or CSV) or a calendar',
    );
    expect(page.match(/<span class="kind kind-/g)).toHaveLength(300);
    // Three of each of thirteen rules, one of the next and a note for the other 86 rules of five.
    expect(page.match(/Finding \d+/g)).toHaveLength(40);
    expect(words(page)).toContain('430 more findings are not listed here.');
    expect(words(page)).toContain('and 2 more like it');
  });

  it('says what is cancelled', () => {
    const [first, ...others] = typicalPlan.touchpoints;
    const off = {
      ...typicalPlan,
      touchpoints: [{ ...first!, name: 'Off it is', status: 'cancelled' as const }, ...others],
    };
    expect(words(report(off))).toMatch(/Off it is\W+(\w+( \w+)*, )?cancelled/);
    expect(words(report(typicalPlan))).not.toContain('cancelled');
  });

  it('says in the schedule and in the picture what waits for a decision point', () => {
    const decision = {
      id: 'd',
      name: 'Rescue?',
      date: '2027-02-01',
      metric: 'active' as const,
      below: 0.12,
      unit: 'share' as const,
      segments: [],
    };
    const page = report({
      ...emptyPlan,
      lanes: [{ id: 'lane', name: 'Mail' }],
      decisions: [decision],
      touchpoints: [
        touchpoint({ id: 'a', name: 'Second try', laneId: 'lane', start: '2027-02-02', thenOf: 'd' }),
        touchpoint({ id: 'b', name: 'In any case', laneId: 'lane', start: '2027-02-03' }),
      ],
    });
    const schedule = words(page.slice(page.indexOf('<h2>Schedule')));
    expect(schedule).toContain('Second try only if “Rescue?” says then Push');
    expect(schedule).toContain('In any case Push');
    expect(page).toMatch(/<title>Second try · [^<]* · only if “Rescue\?” says then<\/title>/);
    expect(page.match(/class="waits"/g)).toHaveLength(1);
  });

  it('lists the schedule in the order of its dates', () => {
    const page = report({
      ...emptyPlan,
      touchpoints: [
        touchpoint({ id: 'b', name: 'Second', start: '2027-02-02' }),
        touchpoint({ id: 'a', name: 'First', start: '2027-01-12' }),
      ],
    });
    const schedule = words(page.slice(page.indexOf('<h2>Schedule')));
    expect(schedule.indexOf('First')).toBeLessThan(schedule.indexOf('Second'));
    expect(schedule).toContain('January 2027 12 Jan 2027 First Push Everyone Email');
  });
});
