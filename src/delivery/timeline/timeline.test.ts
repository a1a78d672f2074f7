import { Resvg } from '@resvg/resvg-js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPlan, HOSTILE_NAMES, largePlan, touchpoint, typicalPlan } from './plans.testing.ts';
import { drawTimeline, type TimelineOptions } from './timeline.ts';

/** A strict XML parser of another make refuses what is not well formed. */
function parsed(svg: string): { width: number; height: number } {
  const { width, height } = new Resvg(svg, { font: { loadSystemFonts: false } });
  return { width, height };
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;
const wordsOf = (svg: string) =>
  [...svg.matchAll(/<text [^>]*x="([\d.-]+)"[^>]*>([^<]*)<\/text>/g)].map(([, x, word]) => ({
    x: Number(x),
    word: word!,
  }));

const timelineSvg = (...asked: Parameters<typeof drawTimeline>) => drawTimeline(...asked).picture.markup;

describe('the timeline as a picture', () => {
  it('draws every touchpoint of an everyday plan as a card with its name', () => {
    const svg = timelineSvg(typicalPlan);
    const pushes = typicalPlan.touchpoints.filter(({ direction }) => direction === 'push').length;
    // One more of each in the legend.
    expect(count(svg, /<path class="push"/g)).toBe(pushes + 1);
    expect(count(svg, /<rect class="pull"/g)).toBe(typicalPlan.touchpoints.length - pushes + 1);
    expect(svg).toContain('>Weekly digest</text>');
    expect(svg).toContain(
      '<title>Weekly digest · Push · Email · 1 Mar\u2009–\u200923 May 2027 · Engineers, Office</title>',
    );
    expect(svg).toContain('>A third active</text>');
    expect(svg).toContain('>New skills framework</text>');
    expect(svg).toContain('aim 80% push');
    expect(parsed(svg).width).toBe(1440);
  });

  it('names itself for readers who cannot see it', () => {
    const svg = timelineSvg(typicalPlan, { id: 'plan' });
    expect(svg).toContain('role="img" aria-labelledby="plan-title plan-description"');
    expect(svg).toContain('<title id="plan-title">Timeline of Two minutes a day</title>');
    expect(svg).toContain('12 push and 8 pull touchpoints in 4 lanes.</desc>');
  });

  it('says that an empty plan is empty', () => {
    const svg = timelineSvg(emptyPlan);
    expect(svg).toContain('Nothing is planned yet.');
    expect(parsed(svg).height).toBeLessThan(300);
  });

  it('tells push from pull by shape: a point against round ends', () => {
    const svg = timelineSvg({ ...typicalPlan, touchpoints: typicalPlan.touchpoints.slice(0, 8) });
    for (const [, path] of svg.matchAll(/<path class="push" d="([^"]+)"/g))
      expect(path).toMatch(/^M[\d.]+ [\d.]+H[\d.]+L.*L.*H[\d.]+z$/);
    for (const [, radius] of svg.matchAll(/<rect class="pull"[^>]*rx="([\d.]+)"/g))
      expect(Number(radius)).toBeGreaterThan(5);
  });

  it('chooses days, weeks, months or quarters by the length of the campaign', () => {
    const labels = (days: number) => wordsOf(timelineSvg({ ...emptyPlan, days })).map(({ word }) => word);
    expect(labels(30)).toEqual(expect.arrayContaining(['January 2027', '12', '13', '14']));
    expect(labels(180)).toEqual(expect.arrayContaining(['January 2027', '18', '25']));
    expect(labels(180)).not.toContain('13');
    expect(labels(720)).toEqual(expect.arrayContaining(['2027', '2028', 'Feb', 'Mar', 'Apr']));
    expect(labels(3660)).toEqual(expect.arrayContaining(['2027', '2036', 'Apr', 'Jul']));
    expect(labels(3660)).not.toContain('Feb');
  });

  it('shades weekends where there is room', () => {
    expect(timelineSvg(typicalPlan)).toContain('class="weekend"');
    expect(timelineSvg({ ...typicalPlan, days: 720 })).not.toContain('class="weekend"');
  });

  it('shades the days off of calendars, and fainter what only some have off', () => {
    const [one, other] = typicalPlan.segments;
    const calendars = [{ id: 'here', name: 'Here', weekend: [5, 6], daysOff: [] }];
    const shades = (segments: typeof typicalPlan.segments) =>
      timelineSvg({ ...typicalPlan, calendars, segments }).match(/<path class="weekend"[^>]*?d="/g);
    expect(shades([{ ...one!, calendarId: 'here' }])).toEqual(['<path class="weekend" d="']);
    expect(shades([{ ...one!, calendarId: 'here' }, other!])).toEqual([
      '<path class="weekend" d="',
      '<path class="weekend" opacity=".45" d="',
    ]);
  });

  it('counts what lies outside the campaign instead of drawing it', () => {
    const touchpoints = [
      touchpoint({ id: 'late', name: 'Too late', start: '2028-01-01' }),
      touchpoint({ id: 'edge', name: 'Edge', start: '2027-01-01', days: 11 }),
    ];
    const svg = timelineSvg({ ...emptyPlan, touchpoints });
    expect(svg).not.toContain('Too late');
    expect(svg).toContain('>Edge</text>');
    expect(svg).toContain('1 touchpoint lies outside the campaign&#39;s dates and is not shown.');
  });

  it('writes dates in the language asked for', () => {
    expect(timelineSvg(typicalPlan, { locale: 'de' })).toContain('Februar 2027');
  });

  it('keeps a plan of 5,000 touchpoints small, as bars of how much is under way', () => {
    const svg = timelineSvg(largePlan(5000));
    expect(svg.length).toBeLessThan(150_000);
    expect(parsed(svg).height).toBeLessThan(1500);
    expect(count(svg, /class="bars-push"/g)).toBe(12);
    expect(svg).toContain('up to 35 in 7 days');
    expect(timelineSvg(largePlan(20_000, 720, 200)).length).toBeLessThan(1_500_000);
  });

  it('takes names that are out to break it', () => {
    for (const svg of [timelineSvg(largePlan(120)), timelineSvg(largePlan(2000, 400, 3))]) {
      expect(parsed(svg).width).toBeGreaterThan(1000);
      expect(svg).not.toMatch(/<(script|img|foreignObject)/i);
      expect(svg).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      expect(svg.isWellFormed()).toBe(true);
      // Nothing is fetched: the namespace is the only address.
      expect([...svg.matchAll(/https?:\/\/[^"']+/g)].map(String)).toEqual(['http://www.w3.org/2000/svg']);
    }
    expect(timelineSvg(largePlan(120))).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('keeps a name with right-to-left letters to itself', () => {
    const svg = timelineSvg({ ...emptyPlan, touchpoints: [touchpoint({ id: 'a', name: 'שלום' })] });
    expect(svg).toContain('>\u2068שלום\u2069</text>');
  });

  it('is well formed for any names, widths and dates, and no word begins outside it', () => {
    const names = fc.array(
      fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.constantFrom(...HOSTILE_NAMES)),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        names,
        fc.nat(60),
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: 0, max: 9000 }),
        fc.constantFrom<TimelineOptions['theme']>('light', 'auto'),
        (list, touchpoints, days, wanted, theme) => {
          const svg = timelineSvg(largePlan(touchpoints, days, 3, list), { width: wanted, theme });
          const { width } = parsed(svg);
          expect(width).toBe(Math.min(Math.max(wanted, 640), 8000));
          for (const { x } of wordsOf(svg)) expect(x >= 0 && x <= width).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the timeline of a rolling plan', () => {
  const everyWeek = { id: 'new', name: 'New', size: 40, inflow: 5, timeZone: 'Europe/Berlin', language: 'en' };
  const rolling = {
    ...typicalPlan,
    rolling: { weeks: 12 },
    segments: [{ ...everyWeek, channels: [], frictionSteps: 1, preferredTime: '09:00' }],
  };
  const numbers = (svg: string) => wordsOf(svg).flatMap(({ word }) => (/^\d+$/.test(word) ? Number(word) : []));

  it('counts everyone’s own days below the months of who starts first', () => {
    const svg = timelineSvg(rolling);
    // The two days that are left of the last week have no room for their number.
    expect(numbers(svg)).toEqual(Array.from({ length: Math.floor(rolling.days / 7) }, (_, week) => 7 * week));
    expect(svg).toContain('>Days since the own start</text>');
    expect(svg).toContain('>January 2027</text>');
    expect(svg).toContain('Weekly digest · Push · Email · days 49 to 132 · 1 Mar\u2009–\u200923 May 2027');
    parsed(svg);
  });

  it('counts single days and longer stretches as there is room', () => {
    expect(numbers(timelineSvg({ ...rolling, days: 14 }))).toEqual(Array.from({ length: 14 }, (_, day) => day));
    expect(numbers(timelineSvg({ ...rolling, days: 700 }))).toEqual(
      Array.from({ length: 50 }, (_, fortnight) => 14 * fortnight),
    );
  });

  it('is drawn by dates where nobody follows', () => {
    const alone = { ...rolling, segments: rolling.segments.map((segment) => ({ ...segment, inflow: 0 })) };
    const { rolling: _, ...dated } = alone;
    expect(timelineSvg(alone)).toBe(timelineSvg(dated));
  });
});
