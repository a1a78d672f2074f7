import ICAL from 'ical.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { arbitraryRhythm, arbitrarySend, withExceptions } from '#campaign/exceptions.testing.ts';
import { NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { writeCalendar } from './calendar.ts';

/** Messages that are sent again and again, meetings, and what lasts for days, as calendars read them. */

interface Read {
  uid: string;
  title: string;
  rule: string;
  exceptions: number;
  minutes: number;
  instants: string[];
}

const utcOf = (time: ICAL.Time) => time.toJSDate().toISOString().replace('.000Z', 'Z');

async function read(campaign: Campaign): Promise<{ timed: Read[]; days: string[]; text: string }> {
  const text = textOf((await writeCalendar(campaign, { now: NOW })).files[0]);
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = root.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const days = events.filter(({ startDate }) => startDate.isDate);
  const timed = events
    .filter((event) => !days.includes(event))
    .map((event): Read => {
      const instants: string[] = [];
      const times = event.iterator();
      for (let time = times.next(); time; time = times.next()) instants.push(utcOf(time));
      return {
        uid: event.uid,
        title: event.summary,
        rule: event.component.getFirstPropertyValue('rrule')?.toString() ?? '',
        exceptions: event.component.getAllProperties('exdate').flatMap((one) => one.getValues()).length,
        minutes: event.duration.toSeconds() / 60,
        instants: event.isRecurring() ? instants : [utcOf(event.startDate)],
      };
    });
  return {
    timed,
    text,
    days: days.map((day) => `${day.summary} ${day.startDate.toString()} ${day.endDate.toString()}`),
  };
}

/** Whether readers agree on its rule: on a monthly one of a date that some months lack they do not. */
const hasOwnDates = ({ cadence, monthlyBy, start }: Touchpoint) =>
  cadence !== 'monthly' || monthlyBy !== undefined || !/(29|30)$/.test(start);

const weekly = touchpoint({ id: 'w', channel: 'calendar', start: '2027-03-03', days: 70, cadence: 'weekly' });

describe('an end in the hour that comes twice', () => {
  it.each([
    ['Europe/Berlin', '2027-10-31', '01:30', 45, 'once'],
    ['Europe/Berlin', '2027-10-31', '01:30', 30, 'daily'],
    ['America/Santiago', '2027-04-02', '23:30', 1440, 'daily'],
    ['Australia/Sydney', '2027-04-04', '01:30', 45, 'weekly'],
    ['Pacific/Chatham', '2027-04-04', '02:00', 60, 'weekdays'],
    ['America/New_York', '2027-11-07', '00:30', 60, 'fortnightly'],
  ] as const)('is meant the first time: %s, %s at %s for %i minutes, %s', async (zone, start, at, minutes, cadence) => {
    const days = cadence === 'once' ? 1 : 28;
    const call = { id: 'c', channel: 'meeting' as const, start, days, cadence, minutes };
    const { timed } = await read(
      plan({
        timeZone: zone,
        segments: [segment({ id: 's', timeZone: zone })],
        touchpoints: [touchpoint({ ...call, time: { zone: 'campaign', at } })],
      }),
    );
    expect(timed.map((event) => event.minutes)).toEqual(timed.map(() => minutes));
  });
});

describe('a series in a calendar', () => {
  it('is one event that repeats, over a clock change too', async () => {
    const { timed } = await read(plan({ touchpoints: [weekly] }));
    expect(timed).toHaveLength(1);
    expect(timed[0]).toMatchObject({ rule: 'FREQ=WEEKLY;COUNT=10', exceptions: 0, minutes: 15 });
    expect(timed[0]!.instants.slice(3, 5)).toEqual(['2027-03-24T08:00:00Z', '2027-03-31T07:00:00Z']);
  });

  it('keeps its identity when it begins earlier or lasts longer', async () => {
    const uids = async (changes: object) =>
      (await read(plan({ touchpoints: [{ ...weekly, ...changes }] }))).timed[0]!.uid;
    const uid = await uids({});
    for (const changes of [{ start: '2027-02-24' }, { days: 100 }, { start: '2027-03-10', days: 20 }])
      expect(await uids(changes)).toBe(uid);
  });

  it('excepts what a clock change moves, which stands for itself', async () => {
    const daily = touchpoint({
      id: 'd',
      start: '2027-03-26',
      days: 5,
      cadence: 'daily',
      time: { zone: 'campaign', at: '02:30' },
    });
    const { timed, text } = await read(plan({ touchpoints: [daily] }));
    expect(timed.map(({ instants }) => instants.length)).toEqual([4, 1]);
    expect(timed[1]!.instants).toEqual(['2027-03-28T01:30:00Z']);
    expect(text).toContain('EXDATE;TZID=Europe/Berlin:20270328T023000\r\n');
    expect(text).toContain('RRULE:FREQ=DAILY;UNTIL=20270330T003000Z\r\n');
  });

  it('takes place when the schedule says, whatever the cadence, the zone and the time, and has no second event without need', async () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'Europe/Dublin',
      'America/New_York',
      'Asia/Tokyo',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Chatham',
    ];
    await fc.assert(
      fc.asyncProperty(
        arbitraryRhythm.filter(({ cadence }) => cadence !== 'once'),
        fc.constantFrom(...zones),
        fc.constantFrom('00:30', '01:50', '02:30', '09:00', '23:45'),
        fc.constantFrom('2027-01-29', '2027-01-30', '2027-01-31', '2027-03-05', '2027-10-01', '2028-02-29'),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(undefined, 5, 90, 1440),
        fc.array(arbitrarySend, { maxLength: 5 }),
        async (rhythm, timeZone, at, start, days, minutes, sends) => {
          const series = touchpoint({
            id: 't',
            start,
            days,
            ...rhythm,
            time: { zone: 'segment', at },
            ...(minutes && { minutes }),
          });
          const one = withExceptions(series, sends);
          const campaign = plan({ segments: [segment({ id: 's', timeZone })], touchpoints: [one] });
          const { timed } = await read(campaign);
          const { deliveries } = scheduleOf(campaign);
          expect(timed.flatMap(({ instants }) => instants).toSorted()).toEqual(
            deliveries.map(({ instant }) => instant),
          );
          expect(new Set(timed.map(({ uid }) => uid)).size).toBe(timed.length);
          const isPlain = at === '09:00' && minutes !== 1440 && hasOwnDates(series);
          const own = deliveries.filter(({ exception }) => exception).length;
          if (isPlain) expect(timed).toHaveLength(Math.min(1, deliveries.length - own) + own);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a send of its own in a series', () => {
  const read1 = async (exceptions: Campaign['touchpoints'][number]['exceptions']) =>
    read(plan({ touchpoints: [{ ...weekly, days: 42, ...(exceptions && { exceptions }) }] }));

  it('leaves the series its identity, and keeps its own wherever it is moved', async () => {
    const [whole] = (await read1(undefined)).timed;
    const moved = (await read1([{ on: '2027-03-17', to: '2027-03-18' }])).timed;
    const further = (await read1([{ on: '2027-03-17', to: '2027-03-20', message: { subject: 'Now', body: '' } }]))
      .timed;
    expect(moved.map(({ uid }) => uid)).toEqual([whole!.uid, whole!.uid.replace(/@|$/, '-2027-03-17$&')]);
    expect(further.map(({ uid }) => uid)).toEqual(moved.map(({ uid }) => uid));
    expect(moved[0]).toMatchObject({ exceptions: 1 });
    expect(further[1]).toMatchObject({ title: 'Now', instants: ['2027-03-20T08:00:00Z'] });
  });

  it('is excepted and nothing else where it is skipped', async () => {
    const { timed } = await read1([{ on: '2027-03-17', skipped: true }]);
    expect(timed).toHaveLength(1);
    expect(timed[0]).toMatchObject({ exceptions: 1 });
    expect(timed[0]!.instants).toHaveLength(5);
  });
});

describe('a meeting in a calendar', () => {
  const segments = [
    segment({ id: 'a', name: 'Sales', size: 10, preferredTime: '08:30' }),
    segment({ id: 'b', name: 'Ops', size: 50, preferredTime: '09:30', why: 'Fewer calls' }),
    segment({ id: 'c', name: 'Field', size: 20, preferredTime: '08:45', timeZone: 'Asia/Tokyo' }),
  ];
  const meeting = touchpoint({
    id: 'm',
    name: 'Town hall',
    tactic: 'town-hall',
    channel: 'meeting',
    time: { zone: 'segment' },
    message: { subject: 'For {{segment}}', body: '{{why}}' },
  });

  it('is one event for all who are invited, as long as it lasts', async () => {
    const { timed } = await read(plan({ segments, touchpoints: [meeting] }));
    expect(timed).toMatchObject([{ title: 'For Sales, Ops, Field', minutes: 60, instants: ['2027-01-12T08:30:00Z'] }]);
    expect((await read(plan({ segments, touchpoints: [{ ...meeting, minutes: 25 }] }))).timed[0]!.minutes).toBe(25);
    expect(scheduleOf(plan({ segments, touchpoints: [meeting] })).problems.map(({ message }) => message)).toContain(
      '“Town hall” is one meeting for segments with 3 preferred times; it is planned for 09:30 in Europe/Berlin, that of “Ops”. Give it a time to be sure.',
    );
  });

  it('stays the same event whoever is invited', async () => {
    const { timed } = await read(plan({ segments, touchpoints: [meeting] }));
    for (const invited of [['a'], ['b', 'c'], ['c']]) {
      const fewer = await read(plan({ segments, touchpoints: [{ ...meeting, segments: invited }] }));
      expect(fewer.timed.map(({ uid }) => uid)).toEqual(timed.map(({ uid }) => uid));
    }
  });

  it('is held where each zone has its own time only if it was given one', async () => {
    const at = { ...meeting, time: { zone: 'segment' as const, at: '09:00' } };
    const { timed } = await read(plan({ segments, touchpoints: [at] }));
    expect(timed.map(({ instants }) => instants[0])).toEqual(['2027-01-12T00:00:00Z', '2027-01-12T08:00:00Z']);
  });
});

describe('what stays open for days', () => {
  it('has a bar beside its message', async () => {
    const survey = touchpoint({ id: 's', name: 'Survey', start: '2027-03-08', days: 5 });
    const segments = [segment({ id: 'a' }), segment({ id: 'b', timeZone: 'Asia/Tokyo' })];
    const { timed, days } = await read(
      plan({ segments, touchpoints: [{ ...survey, time: { zone: 'segment', at: '09:00' } }] }),
    );
    expect(days).toEqual(['Survey: Everyone 2027-03-08 2027-03-13']);
    expect(timed).toHaveLength(2);
  });
});

describe('a zone whose clocks go by a new law', () => {
  it('is written in UTC, which is the same to readers that do not know the law yet', async () => {
    const at = async (timeZone: string, start: string) => {
      const weekly = touchpoint({
        id: 't',
        start,
        days: 70,
        cadence: 'weekly',
        time: { zone: 'segment', at: '09:00' },
      });
      return read(plan({ segments: [segment({ id: 's', timeZone })], touchpoints: [weekly] }));
    };
    // British Columbia keeps its summer time from 2026 on; Paraguay has kept its own since 2024.
    for (const timeZone of ['America/Vancouver', 'America/Asuncion', 'Africa/Casablanca'])
      for (const start of ['2027-01-12', '2027-06-01', '2035-01-12'])
        expect((await at(timeZone, start)).text).not.toContain('TZID');
    for (const timeZone of ['Europe/Berlin', 'America/New_York', 'America/Santiago', 'Australia/Lord_Howe'])
      expect((await at(timeZone, '2027-06-01')).text).toContain(`TZID=${timeZone}`);
  });
});
