import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atWork } from '#campaign/atWork.ts';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import { CHANNELS, STATUSES, type Campaign, type Touchpoint } from '#campaign/document.ts';
import type { AtWork } from '#campaign/occurrences.ts';
import { ordinalOf } from '#campaign/rhythm.ts';
import { oneLine } from '#campaign/text.ts';
import { arbitraryRhythm, arbitrarySend, withExceptions } from '#campaign/exceptions.testing.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { scheduleOf } from '#delivery/occurrences.ts';
import { exportCampaign } from '#delivery/targets.ts';
import { importPlan } from '#intake/plan/plan.ts';
import { planSheets } from '#intake/plan/sheets.ts';
import { readTables } from '#intake/read/table.ts';

/** Whatever a plan holds: its own CSV and workbook bring back the same segments and the same touchpoints. */

const NOW = '2026-11-29T12:00:00Z';

async function comeBack(campaign: Campaign, target: 'csv' | 'xlsx', plain = false): Promise<Campaign> {
  const { files } = await exportCampaign(campaign, target, { now: NOW, ...(plain && { plain }) });
  const context = { today: '2026-11-29', timeZone: 'UTC', name: 'Back' };
  const { tables } = await planSheets(await readTables(files[0]!.bytes, files[0]!.name, { sheets: 'all' }), context);
  const back = await importPlan(tables, {}, context);
  expect(back.rejected).toEqual([]);
  return back.campaign;
}

const NAMES = [
  'Sales',
  'sales',
  'Sales',
  'Plant (200, UTC); East',
  'All staff',
  'A, B; C & D',
  '=1+1',
  '-x',
  'فريق',
  'Managers (3)',
];
const times = fc.constantFrom('00:00', '02:30', '09:00', '23:59');
const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC');
const texts = fc.constantFrom(
  '',
  'Hello',
  'For {{segment}}',
  '{{why}}',
  'By {{date}}',
  '{{brand}} and {{nothing}}',
  '- one\n- two',
  '=1+1',
  'a,b;"c"',
);
const dates = fc.oneof(
  fc.constantFrom('2027-03-28', '2027-10-31', '2027-03-14', '2027-01-31', '2027-01-30'),
  fc.integer({ min: dayOf('2027-01-01'), max: dayOf('2027-12-01') }).map(formatDay),
);
const ID = ['a', 'b', 'c', 'd'];
const campaignsWith = (names: fc.Arbitrary<string>): fc.Arbitrary<Campaign> =>
  fc
    .record({
      timeZone: zones,
      segments: fc.array(
        fc.record({
          name: names,
          size: fc.nat({ max: 10_000 }),
          timeZone: zones,
          language: fc.constantFrom('en', 'de', 'pt-BR'),
          channels: fc.uniqueArray(fc.constantFrom(...CHANNELS.slice(0, 6)), { maxLength: 5 }),
          preferredTime: times,
          frictionSteps: fc.integer({ min: 0, max: 9 }),
          why: fc.constantFrom('Less typing', '=why', 'two\nlines'),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      touchpoints: fc.array(
        fc.record({
          name: names,
          tactic: fc.constantFrom('launch-email', 'poster', 'town-hall', 'custom-pull'),
          channel: fc.constantFrom(...CHANNELS),
          segments: fc.subarray(ID),
          start: dates,
          days: fc.integer({ min: 1, max: 70 }),
          rhythm: arbitraryRhythm,
          time: fc.record(
            { zone: fc.constantFrom('campaign' as const, 'segment' as const), at: times },
            { requiredKeys: ['zone'] },
          ),
          status: fc.constantFrom(...STATUSES),
          minutes: fc.constantFrom(5, 90),
          subject: texts.map(oneLine),
          body: texts,
          sends: fc.array(arbitrarySend, { maxLength: 6 }),
          url: fc.constantFrom('', 'https://example.com/?a=1&b={{segment}}', 'www.example.com', 'javascript:alert(1)'),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ timeZone, segments, touchpoints }) => {
      const known = ID.slice(0, segments.length);
      const base = plan({
        timeZone,
        goals: [],
        segments: segments.map((one, index) => segment({ id: ID[index]!, ...one })),
      });
      return {
        ...base,
        touchpoints: touchpoints.map(({ subject, body, url, sends, segments: meant, rhythm, ...rest }, index) =>
          withOwnSends(
            base,
            touchpoint({
              id: `t${index}`,
              ...rest,
              ...rhythm,
              // The fifth of its weekday is the last one, the fifth from the end the first, and comes back as that.
              ...sameOrdinal({ ...rest, ...rhythm }),
              segments: meant.filter((id) => known.includes(id)),
              message: { subject, body, ...(url !== '' && { callToAction: { label: 'Go', url } }) },
            }),
            sends,
          ),
        ),
      };
    });

/** Otherwise only on days on which it is sent: of the others no row tells. */
function withOwnSends(plan: Campaign, one: Touchpoint, sends: Parameters<typeof withExceptions>[1]): Touchpoint {
  const { isDayOff: _, ...kept }: Touchpoint & AtWork = withExceptions(atWork(plan, one), sends);
  return kept;
}

/** What has no row anywhere cannot come back: touchpoints that reach nobody. */
function expected(campaign: Campaign): Pick<Campaign, 'timeZone' | 'segments' | 'touchpoints'> {
  const { deliveries, presences } = scheduleOf(campaign);
  const written = new Set([...deliveries, ...presences].map(({ touchpoint: { id } }) => id));
  return {
    timeZone: campaign.timeZone,
    segments: campaign.segments,
    touchpoints: campaign.touchpoints.filter(({ id }) => written.has(id)),
  };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const named = ({ timeZone, segments, touchpoints }: Pick<Campaign, 'timeZone' | 'segments' | 'touchpoints'>) => ({
  timeZone,
  segments,
  touchpoints: touchpoints.map(({ laneId: _, ...rest }) => ({ ...rest, name: oneLine(rest.name) })).sort(byId),
});

function sameOrdinal(rule: Parameters<typeof ordinalOf>[0]): Pick<typeof rule, 'monthlyBy'> {
  const ordinal = ordinalOf(rule);
  return ordinal === undefined ? {} : { monthlyBy: ordinal > 0 ? 'weekday' : 'weekdayFromEnd' };
}

describe('what the studio wrote', () => {
  it.each([
    ['csv', false],
    ['csv', true],
    ['xlsx', false],
  ] as const)('comes back the same from %s (plain: %s), whatever the plan', async (target, plain) => {
    await fc.assert(
      fc.asyncProperty(
        campaignsWith(fc.constantFrom(...NAMES, ...(target === 'csv' && !plain ? ["'=1"] : []))),
        async (campaign) => {
          const wanted = expected(campaign);
          if (wanted.touchpoints.length === 0) return;
          expect(named(await comeBack(campaign, target, plain))).toEqual(named(wanted));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what people changed in it', () => {
  const segments = [
    segment({ id: 'a', name: 'Sales' }),
    segment({ id: 'b', name: 'Plant' }),
    segment({ id: 'c', name: 'Office' }),
  ];
  const personal = touchpoint({
    id: 't',
    name: 'Welcome',
    message: { subject: 'For {{segment}}', body: 'Start (today) by {{date}}.' },
  });
  const campaign = plan({
    segments,
    touchpoints: [personal, touchpoint({ id: 'u', message: { subject: 'Hello', body: 'x' } })],
  });
  async function edited(change: (text: string) => string) {
    const { files } = await exportCampaign(campaign, 'csv', { now: NOW });
    const bytes = new TextEncoder().encode(change(new TextDecoder().decode(files[0]!.bytes)));
    const context = { today: '2026-11-29', timeZone: 'UTC', name: 'Back' };
    const back = await importPlan(await readTables(bytes, 'back.csv', { sheets: 'all' }), {}, context);
    return { ...back, welcome: back.touchpoints.find(({ id }) => id === 't')! };
  }
  const lines = (text: string) => text.split('\r\n');

  it('counts: other words in all rows, a new name, one row less', async () => {
    expect((await edited((text) => text.replaceAll('Start (today)', 'Begin (now)'))).welcome.message.body).toBe(
      'Begin (now) by {{date}}.',
    );
    expect((await edited((text) => text.replaceAll(/,Welcome,/g, ',Good morning,'))).welcome.name).toBe('Good morning');
    const fewer = await edited((text) =>
      lines(text)
        .filter((line) => !/Welcome.*For Plant/.test(line))
        .join('\r\n'),
    );
    expect(fewer.welcome.segments).toEqual(['a', 'c']);
    expect(fewer.campaign.segments.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('counts: another size, zone or name of a segment, wherever it stands', async () => {
    const changed = await edited((text) =>
      text.replace('Plant (100, Europe/Berlin); Office', 'Factory (250, Asia/Tokyo); Office'),
    );
    expect(changed.campaign.segments.map(({ id, name, size, timeZone }) => [id, name, size, timeZone])).toEqual([
      ['a', 'Sales', 100, 'Europe/Berlin'],
      ['b', 'Factory', 250, 'Asia/Tokyo'],
      ['c', 'Office', 100, 'Europe/Berlin'],
    ]);
    expect(changed.touchpoints.map((one) => one.segments)).toEqual([[], []]);
  });

  it('is said where one row alone has other words than the message', async () => {
    const one = await edited((text) => text.replace(',For Plant,', ',To the plant,'));
    expect(one.welcome.message.subject).toBe('For {{segment}}');
    expect(one.notes).toEqual([
      expect.objectContaining({ note: expect.stringContaining('“Subject” was changed here') as string }),
    ]);
  });

  it('goes into a campaign that has some of the segments', async () => {
    const { files } = await exportCampaign(campaign, 'csv', { now: NOW });
    const into = plan({
      segments: [segment({ id: 'x', name: 'Sales', size: 7 }), segment({ id: 'b', name: 'Others' })],
    });
    const context = { today: '2026-11-29', timeZone: 'UTC', name: 'Back', into };
    const back = await importPlan(await readTables(files[0]!.bytes, 'back.csv', { sheets: 'all' }), {}, context);
    expect(back.campaign.segments.map(({ id, name, size }) => [id, name, size])).toEqual([
      ['x', 'Sales', 7],
      ['b', 'Others', 100],
      ['b-2', 'Plant', 100],
      ['c', 'Office', 100],
    ]);
    expect(back.touchpoints.map((one) => one.segments)).toEqual([
      ['x', 'b-2', 'c'],
      ['x', 'b-2', 'c'],
    ]);
  });
});
