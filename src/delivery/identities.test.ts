import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { campaignFrom } from '#campaign/file.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { indexIn } from './fileIndex.ts';
import { NOW, plan, segment, textOf, touchpoint } from './hostile.testing.ts';
import { writeCalendar } from './ics/calendar.ts';
import { writeEmail } from './eml/eml.ts';

/** What calendars and mailboxes know an export again by, tried as they do: export, import, change the plan, export, import again. */

const LATER = '2027-01-05T08:00:00Z';

/** A calendar that imports as RFC 5546 asks: an event it knows is replaced by one of no lower SEQUENCE. */
class Calendar {
  readonly events = new Map<string, ICAL.Component>();
  async import(campaign: Campaign, now: string): Promise<void> {
    const { files } = await writeCalendar(campaign, { now });
    const root = new ICAL.Component(ICAL.parse(textOf(files[0])) as unknown[]);
    for (const event of root.getAllSubcomponents('vevent')) {
      const key = ['uid', 'recurrence-id'].map((name) => event.getFirstPropertyValue(name)?.toString()).join(' ');
      const known = this.events.get(key);
      const sequence = (one: ICAL.Component) => Number(one.getFirstPropertyValue('sequence'));
      if (!known || sequence(event) >= sequence(known)) this.events.set(key, event);
    }
  }
}

const uidsOf = async (campaign: Campaign) => {
  const calendar = new Calendar();
  await calendar.import(campaign, NOW);
  return [...calendar.events.keys()].toSorted();
};

async function messageIdsOf(campaign: Campaign): Promise<string[]> {
  const { files } = await writeEmail(campaign, { now: NOW, all: true });
  const mails = files.filter(({ name }) => name.endsWith('.eml'));
  const ids = await Promise.all(mails.map(async ({ bytes }) => (await PostalMime.parse(bytes)).messageId!));
  expect(new Set(ids).size).toBe(ids.length);
  return ids.toSorted();
}

const segments = [
  segment({ id: 'a', name: 'Sales', why: 'Less typing' }),
  segment({ id: 'b', name: 'Ops', timeZone: 'Asia/Tokyo', why: 'Fewer calls' }),
  segment({ id: 'c', name: 'Field', preferredTime: '11:00', why: 'Less typing' }),
];
const time = { zone: 'segment' } as const;
const rollout = plan({
  id: 'rollout',
  segments,
  phases: [{ id: 'p', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.9 }],
  touchpoints: [
    touchpoint({ id: 'welcome', time: { zone: 'segment', at: '09:00' } }),
    touchpoint({ id: 'own', time, message: { subject: 'For {{segment}}', body: '{{why}}' } }),
    touchpoint({ id: 'weekly', time, start: '2027-03-08', days: 21, cadence: 'weekly' }),
    touchpoint({
      id: 'daily',
      time: { zone: 'campaign', at: '02:30' },
      start: '2027-03-26',
      days: 5,
      cadence: 'daily',
    }),
    touchpoint({ id: 'poster', tactic: 'poster', channel: 'poster', days: 28 }),
  ],
});

const changed = (change: (one: Touchpoint) => Partial<Touchpoint>): Campaign => ({
  ...rollout,
  touchpoints: rollout.touchpoints.map((one) => ({ ...one, ...change(one) })),
});

/** Edits after which everything is still what it was. */
const KEEPING: [string, Campaign][] = [
  ['another name for the campaign', { ...rollout, name: 'Rollout 2027' }],
  [
    'other names for the segments',
    { ...rollout, segments: segments.map((one) => ({ ...one, name: `${one.name} 2` })) },
  ],
  ['other reasons', { ...rollout, segments: segments.map((one) => ({ ...one, why: `For ${one.id}` })) }],
  ['other words', changed(({ message }) => ({ name: 'New', message: { ...message, body: `${message.body}!` } }))],
  [
    'another hour',
    changed(({ id, time: given }) => (given.at && id !== 'daily' ? { time: { ...given, at: '10:00' } } : {})),
  ],
  [
    'what is sent once moved',
    changed(({ cadence, start }) => (cadence === 'once' ? { start: addDays(start, 2) } : {})),
  ],
  ['a poster that stays longer', changed(({ id }) => (id === 'poster' ? { days: 40 } : {}))],
  ['another lane, owner and status', changed(() => ({ owner: 'Ada', notes: 'x', status: 'approved', minutes: 45 }))],
];

/** Edits of when it reaches people, after which nothing has a new identity: what falls together loses one, and is cancelled. */
const timed = (at: string) =>
  changed(({ cadence, time: given }) => (cadence === 'once' ? { time: { ...given, at } } : {}));
const meeting = (given: Touchpoint['time'], more: Partial<Touchpoint> = {}): Campaign => ({
  ...rollout,
  touchpoints: [touchpoint({ id: 'meeting', channel: 'meeting', tactic: 'town-hall', time: given, ...more })],
});
const series = (cadence: Touchpoint['cadence'], start: string, days: number): Campaign => ({
  ...rollout,
  touchpoints: [touchpoint({ id: 'series', cadence, start, days })],
});
const mail = (given: Touchpoint['time'], ids: string[] = []): Campaign => ({
  ...rollout,
  touchpoints: [touchpoint({ id: 'mail', time: given, segments: ids })],
});
const early = (id: string, preferredTime: string): Campaign => ({
  ...rollout,
  segments: segments.map((one) => (one.id === id ? { ...one, preferredTime } : one)),
});
const RETIMING: [string, Campaign, Campaign][] = [
  ['a mail that is given a time', mail(time), mail({ ...time, at: '10:00' })],
  ['a mail to one segment that is given a time', mail(time, ['c']), mail({ ...time, at: '10:00' }, ['c'])],
  ['every message given a time', rollout, timed('10:00')],
  ['a meeting that is given a time', meeting(time), meeting({ zone: 'campaign', at: '10:00' })],
  ['another preferred time', rollout, early('c', '12:00')],
  ['another preferred time of the first', rollout, early('a', '07:00')],
  ['a preferred time that another has', rollout, early('c', '09:00')],
];
const RETIMING_IN_CALENDARS: [string, Campaign, Campaign][] = [
  ...RETIMING,
  ['a second date of a series', series('weekly', '2027-03-01', 7), series('weekly', '2027-03-01', 14)],
  ['what was sent once and becomes a series', series('once', '2027-03-01', 1), series('weekly', '2027-03-01', 28)],
  ...['29', '30', '31'].map((date): [string, Campaign, Campaign] => [
    `an earlier date in a monthly series on the ${date}th`,
    series('monthly', `2027-03-${date}`, 100),
    series('monthly', `2027-01-${date}`, 160),
  ]),
];

describe('identities', () => {
  it.each(RETIMING_IN_CALENDARS)('are no new ones in calendars for %s', async (_, before, after) => {
    const known = await uidsOf(before);
    const fresh = (await uidsOf(after)).filter((uid) => !known.includes(uid));
    // The last day of a February that lacks the date stands for itself.
    expect(fresh.filter((uid) => !uid.includes('2027-02-28'))).toEqual([]);
  });

  it.each(RETIMING)('are no new ones of mails for %s', async (_, before, after) => {
    const known = await messageIdsOf(before);
    expect((await messageIdsOf(after)).filter((id) => !known.includes(id))).toEqual([]);
  });

  const regrouped: [string, Campaign, Campaign][] = [
    ['the first segment is taken out', mail(time), mail(time, ['b', 'c'])],
    ['the first segment is gone', rollout, { ...rollout, segments: segments.slice(1) }],
    [
      'the first segment goes to another zone',
      mail(time),
      { ...mail(time), segments: segments.map((one) => (one.id === 'a' ? { ...one, timeZone: 'UTC' } : one)) },
    ],
    ['a segment comes first', { ...mail(time), segments: segments.slice(1) }, mail(time)],
    [
      'a touchpoint goes by each segment’s clock',
      mail({ zone: 'campaign', at: '09:00' }),
      mail({ zone: 'segment', at: '09:00' }),
    ],
  ];
  it.each(regrouped)(
    'stay for everybody that is not meant, told by the export before, when %s',
    async (_, before, after) => {
      const holders = (text: string) =>
        new Map(
          [...text.replaceAll('\r\n ', '').matchAll(/^BEGIN:VEVENT\r\n[\s\S]*?^END:VEVENT/gm)]
            .map(([event]) => event)
            .filter((event) => event.includes('X-TANDEM-SENDINGS') && !event.includes('STATUS:CANCELLED'))
            .map((event) => [/^SUMMARY:(.*)$/m.exec(event)![1]!, event] as const),
        );
      const first = textOf((await writeCalendar(before, { now: NOW })).files[0]);
      const second = textOf((await writeCalendar(after, { now: LATER, earlier: first })).files[0]);
      const [had, has] = [holders(first), holders(second)];
      // Whatever has the same words for the same people at the same time is the same event, untouched.
      const isMeant = (title: string) => /Everyone|Sales/.test(title);
      const untouched = [...has].filter(([title]) => had.has(title) && !isMeant(title));
      for (const [title, event] of untouched)
        expect(event.replace(/^X-.*$/m, '')).toBe(had.get(title)!.replace(/^X-.*$/m, ''));
      const uids = (text: string) => [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
      expect(new Set(uids(second)).size).toBe(uids(second).length);

      const index = async (campaign: Campaign, earlier?: string) => {
        const { files } = await writeEmail(campaign, { now: NOW, all: true, ...(earlier && { earlier }) });
        return textOf(files.at(-1));
      };
      const [old, fresh] = await (async () => {
        const one = await index(before);
        return [indexIn(one)!, indexIn(await index(after, one))!];
      })();
      expect(new Set(fresh.messages.map(({ id }) => id)).size).toBe(fresh.messages.length);
      for (const { id, audience, utc, touchpoint: touchpointName } of fresh.messages) {
        const same = old.messages.find(
          (entry) => entry.touchpoint === touchpointName && entry.audience === audience && entry.utc === utc,
        );
        if (same && audience !== 'Everyone') expect(id).toBe(same.id);
      }
    },
  );

  it('of a meeting stay with one of its events where each zone gets its own time', async () => {
    const [uid] = await uidsOf(meeting(time));
    expect(await uidsOf(meeting({ zone: 'segment', at: '10:00' }))).toContain(uid);
  });

  it.each(KEEPING)('stay with %s', async (_, edited) => {
    expect(await uidsOf(edited)).toEqual(await uidsOf(rollout));
    expect(await messageIdsOf(edited)).toEqual(await messageIdsOf(rollout));
  });

  it('stay for everybody else when one segment is taken out', async () => {
    for (const out of segments) {
      const left = segments.filter((one) => one !== out).map(({ id }) => id);
      const edited = changed(({ id }) => (id === 'welcome' || id === 'own' ? { segments: left } : {}));
      for (const idsOf of [uidsOf, messageIdsOf]) {
        const [before, after] = [new Set(await idsOf(rollout)), await idsOf(edited)];
        expect(
          after.filter((id) => !before.has(id)),
          out.name,
        ).toEqual([]);
        // “own” has one less; “welcome” where nobody else is in the zone.
        expect(before.size - after.length, out.name).toBe(out.id === 'b' ? 2 : 1);
      }
    }
  });

  it('stay for the other dates when a series begins earlier or lasts longer', async () => {
    for (const [start, days] of [
      ['2027-03-01', 28],
      ['2027-03-08', 35],
      ['2027-03-15', 14],
    ] as const) {
      const edited = changed(({ id }) => (id === 'weekly' ? { start, days } : {}));
      const [before, after] = [await messageIdsOf(rollout), await messageIdsOf(edited)];
      const shared = after.filter((id) => before.includes(id)).length;
      expect(shared).toBe(Math.min(before.length, after.length));
    }
  });

  it('let a calendar replace what it has, without a double', async () => {
    const calendar = new Calendar();
    await calendar.import(rollout, NOW);
    const before = calendar.events.size;
    for (const [, edited] of KEEPING) {
      await calendar.import(edited, LATER);
      expect(calendar.events.size).toBe(before);
    }
  });

  it.each(TEMPLATES)('are not shared by two plans from one template: $id', async (template) => {
    const options = { start: '2027-01-11' };
    const [one, other] = [template.build(options), template.build(options)];
    for (const idsOf of [uidsOf, messageIdsOf]) {
      const known = new Set(await idsOf(one));
      expect((await idsOf(other)).filter((id) => known.has(id))).toEqual([]);
    }
  });

  it('are those of the same plan for files of format 1 that differ in their names, and of two for two starts', async () => {
    const { id: _, ...rest } = rollout;
    const older = (changes: object) => campaignFrom({ ...rest, version: 1, ...changes });
    expect(await uidsOf(older({ name: 'Rollout 2027' }))).toEqual(await uidsOf(older({})));
    const known = new Set(await uidsOf(older({})));
    expect((await uidsOf(older({ start: '2027-09-06' }))).filter((id) => known.has(id))).toEqual([]);
  });
});
