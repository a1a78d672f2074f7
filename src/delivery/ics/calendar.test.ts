import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Campaign, Decision } from '#campaign/document.ts';
import { arbitraryHostilePlan, HOSTILE_TEXTS, NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { cleanText, oneLine } from '#campaign/text.ts';
import { exportCampaign } from '../targets.ts';
import { writeCalendar } from './calendar.ts';

async function textFor(campaign: Campaign, now = NOW): Promise<string> {
  const { files } = await writeCalendar(campaign, { now });
  expect(files.length).toBe(1);
  return textOf(files[0]);
}

async function eventsFor(campaign: Campaign, now = NOW): Promise<ICAL.Event[]> {
  const root = new ICAL.Component(ICAL.parse(await textFor(campaign, now)) as unknown[]);
  // The parser keeps zones for good; only those of this very file may count.
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return root.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

const utcOf = (time: ICAL.Time) => time.toJSDate().toISOString().replace('.000Z', 'Z');

/** When timed events take place, each time of a series for itself. */
function instantsIn(events: ICAL.Event[]): string[] {
  const timed = events.filter(({ startDate }) => !startDate.isDate);
  const instants = timed.flatMap((event) => {
    if (!event.isRecurring()) return [utcOf(event.startDate)];
    const times = event.iterator();
    const found: string[] = [];
    for (let time = times.next(); time; time = times.next()) found.push(utcOf(time));
    return found;
  });
  return instants.toSorted();
}

const propertyOf = (event: ICAL.Event, name: string) => event.component.getFirstPropertyValue(name)?.toString();

describe('writeCalendar', () => {
  const campaign = plan({
    name: 'Push, pull; both',
    segments: [segment({ id: 'a', name: 'Berlin' }), segment({ id: 'b', name: 'Tokyo', timeZone: 'Asia/Tokyo' })],
    phases: [{ id: 'p', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.9 }],
    goals: [
      { id: 'g', name: 'Half tried', metric: 'tried', target: 0.5, unit: 'share', date: '2027-02-01', segments: [] },
    ],
    touchpoints: [
      touchpoint({ id: 't', name: 'Mail', time: { zone: 'segment', at: '09:00' } }),
      touchpoint({
        id: 'slot',
        channel: 'calendar',
        time: { zone: 'campaign', at: '16:30' },
        message: {
          subject: 'Two minutes; now',
          body: 'Do it,\nplease.',
          callToAction: { label: 'Open', url: 'https://example.com/learn?a=1' },
        },
      }),
      touchpoint({ id: 'poster', name: 'Poster', tactic: 'poster', channel: 'poster', days: 28 }),
    ],
  });

  it('writes messages as free times in their zones', async () => {
    const events = await eventsFor(campaign);
    const mails = events.filter(({ summary }) => summary.startsWith('Mail'));
    expect(
      mails.map((mail) => [mail.summary, mail.startDate.zone.tzid, mail.startDate.toString(), utcOf(mail.startDate)]),
    ).toEqual([
      ['Mail: Tokyo', 'Asia/Tokyo', '2027-01-12T09:00:00', '2027-01-12T00:00:00Z'],
      ['Mail: Berlin', 'Europe/Berlin', '2027-01-12T09:00:00', '2027-01-12T08:00:00Z'],
    ]);
    expect(mails.map((mail) => [propertyOf(mail, 'transp'), mail.duration.toString()])).toEqual([
      ['TRANSPARENT', 'PT15M'],
      ['TRANSPARENT', 'PT15M'],
    ]);
  });

  it('writes calendar slots as busy times with the words of the message', async () => {
    const slot = (await eventsFor(campaign)).find(({ summary }) => summary === 'Two minutes; now')!;
    expect(propertyOf(slot, 'transp')).toBe('OPAQUE');
    expect(propertyOf(slot, 'x-microsoft-cdo-busystatus')).toBe('BUSY');
    expect(slot.description).toBe('Do it,\nplease.\n\nOpen: https://example.com/learn?a=1\n\nThe Spark team');
    expect(propertyOf(slot, 'url')).toBe('https://example.com/learn?a=1');
    expect(slot.component.getFirstProperty('categories')!.getValues()).toEqual(['push', 'calendar', 'Launch']);
    expect(utcOf(slot.startDate)).toBe('2027-01-12T15:30:00Z');
  });

  it('writes phases, goals and presences as whole days with an exclusive end', async () => {
    const days = (await eventsFor(campaign)).filter(({ startDate }) => startDate.isDate);
    expect(
      days.map((day) => [day.summary, propertyOf(day, 'categories'), day.startDate.toString(), day.endDate.toString()]),
    ).toEqual([
      ['Launch', 'Phase', '2027-01-11', '2027-01-25'],
      ['Half tried', 'Goal', '2027-02-01', '2027-02-02'],
      ['Poster: Everyone', 'Presence', '2027-01-12', '2027-02-09'],
    ]);
  });

  it('says what it is: a calendar with a name, and a VTIMEZONE for each TZID', async () => {
    const text = await textFor(campaign);
    const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
    // A METHOD asks for an ORGANIZER, whom the plan does not know (RFC 5546, 3.2.1).
    expect(text).not.toMatch(/^(METHOD|ORGANIZER)/m);
    expect(root.getFirstPropertyValue('prodid')).toBe('-//Tandem//Tandem Studio//EN');
    expect(text).toContain('X-WR-CALNAME:Push\\, pull\\; both\r\n');
    const named = [...text.matchAll(/;TZID=([^:]+):/g)].map(([, id]) => id);
    const defined = [...text.matchAll(/^TZID:(.+)$/gm)].map(([, id]) => id!.trim());
    expect(new Set(named)).toEqual(new Set(['Europe/Berlin', 'Asia/Tokyo']));
    expect(defined.sort()).toEqual(['Asia/Tokyo', 'Europe/Berlin']);
  });

  it('lets a later export update an earlier one', async () => {
    const before = await eventsFor(campaign, '2027-01-04T08:00:00Z');
    const after = await eventsFor(campaign, '2027-01-04T08:01:00Z');
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(new Set(before.map(({ uid }) => uid)).size).toBe(before.length);
    expect(after.map(({ sequence }, index) => sequence - before[index]!.sequence)).toEqual(before.map(() => 1));
    expect(propertyOf(before[0]!, 'dtstamp')).toBe('2027-01-04T08:00:00Z');
  });

  it('writes times that a clock change skips or repeats in UTC', async () => {
    const at = { zone: 'campaign', at: '02:30' } as const;
    const text = await textFor(
      plan({
        touchpoints: [
          touchpoint({ id: 'gap', start: '2027-03-28', time: at }),
          touchpoint({ id: 'overlap', start: '2027-10-31', time: at }),
        ],
      }),
    );
    expect([...text.matchAll(/^DTSTART.*$/gm)].map(([line]) => line.trim())).toContain('DTSTART:20270328T013000Z');
    expect(text).toContain('DTSTART:20271031T003000Z\r\n');
  });

  it('is a valid calendar for a plan with nothing in it', async () => {
    expect(await eventsFor(plan())).toEqual([]);
    expect(await textFor(plan())).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*\r\nEND:VCALENDAR\r\n$/);
  });

  it('keeps every hostile text within its own property', async () => {
    const texts = HOSTILE_TEXTS.filter((text) => oneLine(text) !== '' && !text.includes('{{'));
    const hostile = plan({
      touchpoints: texts.map((text, index) =>
        touchpoint({
          id: `t${index}`,
          name: text.slice(0, 200),
          channel: 'calendar',
          start: `2027-01-${String(index + 1).padStart(2, '0')}`,
          message: { subject: text.slice(0, 300), body: text.slice(0, 20_000) },
        }),
      ),
    });
    const events = await eventsFor(hostile);
    expect(events.map(({ summary }) => summary)).toEqual(texts.map((text) => oneLine(text.slice(0, 300))));
    expect(events.map(({ description }) => description)).toEqual(
      texts.map((text) => `${cleanText(text.slice(0, 20_000)).trim()}\n\nThe Spark team`),
    );
  });

  it('folds and ends lines as the standard says, and means the instants of the schedule, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const text = await textFor(hostile);
        const lines = text.split('\r\n');
        expect(lines.at(-1)).toBe('');
        expect(lines.filter((line) => new TextEncoder().encode(line).length > 75 || /[\r\n\0]/.test(line))).toEqual([]);
        expect(instantsIn(await eventsFor(hostile))).toEqual(
          scheduleOf(hostile).deliveries.map(({ instant }) => instant),
        );
      }),
      { numRuns: 60 },
    );
  });

  const RESCUE: Decision = {
    id: 'd',
    name: 'Rescue?',
    date: '2027-01-25',
    metric: 'active',
    below: 0.12,
    unit: 'share',
    segments: [],
  };

  it('has a day for each decision point, with both branches in words, and marks what waits as tentative', async () => {
    const rescue = touchpoint({ id: 'rescue', name: 'Second try', start: '2027-01-27', thenOf: 'd' });
    const given = {
      ...campaign,
      decisions: [{ ...RESCUE, segments: ['a'] }],
      touchpoints: [...campaign.touchpoints, rescue],
    };
    const events = await eventsFor(given);
    const day = events.find(({ summary }) => summary === 'Rescue?')!;
    expect(day.startDate.toString()).toBe('2027-01-25');
    expect(propertyOf(day, 'categories')).toBe('Decision');
    expect(day.description.replace(/[\u2066-\u2069]/g, '')).toBe(
      [
        'If fewer than 12% of learners in Berlin are in active use at the end of 25 Jan 2027:',
        '- Second try, 27 Jan 2027',
        'Otherwise:',
        '- the plan goes on without anything more',
      ].join('\n'),
    );
    const statuses = (of: ICAL.Event[], name: string) =>
      of.filter(({ summary }) => summary.startsWith(name)).map((event) => propertyOf(event, 'status'));
    expect(new Set(statuses(events, 'Second try'))).toEqual(new Set(['TENTATIVE']));
    expect(statuses(events, 'Mail')).not.toContain('TENTATIVE');
    const { problems } = await exportCampaign(given, 'ics', { now: NOW });
    expect(problems.map(({ message }) => message.replace(/[\u2066-\u2069]/g, ''))).toContain(
      '“Second try” happens only if fewer than 12% of learners in Berlin are in active use at the end of 25 Jan 2027 (decision point “Rescue?”). Take it out where it is decided otherwise.',
    );
  });

  it('names the condition first in what waits for a decision point, but to nobody in their own calendar', async () => {
    const waiting = { start: '2027-01-27', otherwiseOf: 'd' };
    const [first, ...others] = await eventsFor({
      ...campaign,
      goals: [],
      phases: [],
      decisions: [RESCUE],
      touchpoints: [
        touchpoint({ id: 'mail', ...waiting, thenOf: 'd', otherwiseOf: undefined }),
        touchpoint({ id: 'slot', channel: 'calendar', ...waiting }),
        touchpoint({ id: 'poster', tactic: 'poster', channel: 'poster', ...waiting }),
        touchpoint({ id: 'open', ...waiting, days: 5 }),
        touchpoint({ id: 'early', ...waiting, start: '2027-01-24' }),
      ],
    });
    expect(first!.summary).toBe('Rescue?');
    const fewer = 'fewer than 12% of learners are in active use at the end of 25 Jan 2027 (decision point “Rescue?”).';
    const lines = others.map((event) => [
      event.summary.replace(/^Touchpoint (\w+).*/, '$1'),
      event.description.split('\n')[0],
      propertyOf(event, 'status'),
    ]);
    expect(new Set(lines.map((line) => line.join('|')))).toEqual(
      new Set([
        `mail|Only if ${fewer}|TENTATIVE`,
        'Hello|Start today.|TENTATIVE',
        `poster|Only if it is not so that ${fewer}|TENTATIVE`,
        `open|Only if it is not so that ${fewer}|TENTATIVE`,
        'early|For Everyone (200), by email|',
      ]),
    );
  });
});
