import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { campaignFrom } from '#campaign/file.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
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

describe('identities', () => {
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
