import { describe, expect, test } from 'vitest';
import { addDays } from './calendar.ts';
import { segment, sound, soundWith, touchpoint } from './checks/sound.testing.ts';
import { contactLoadOf, segmentLoadsOf } from './contactLoad.ts';
import type { Campaign, Touchpoint } from './document.ts';
import { weeklyLoadOf } from './weeklyLoad.ts';

const START = sound().start;
const on = (tactic: string, day: number, changes: Parameters<typeof touchpoint>[2] = {}) =>
  touchpoint(tactic, addDays(START, day), { id: `${tactic}-${day}`, channel: 'email', ...changes });

describe('contact load', () => {
  const mixed = soundWith({
    days: 90,
    contact: { capPerWeek: 1, quietFrom: '20:00', quietUntil: '07:00' },
    segments: [segment({ id: 'a' }), segment({ id: 'b', channels: ['slack'] })],
    touchpoints: [
      on('launch-email', 7, { days: 5, cadence: 'daily' }),
      on('gentle-nudge', 40, { days: 1, cadence: 'once', channel: 'slack', segments: ['b'] }),
      on('poster', 3, { channel: 'poster', days: 30, cadence: 'daily' }),
      on('one-click-link', 0, { channel: 'platform', days: 90 }),
    ],
  });
  const [a, b] = segmentLoadsOf(mixed);

  test('counts personal messages by segment, day and the 28 days before', () => {
    expect(a!.contacts.map((count, day) => (count ? day : -1)).filter((day) => day >= 0)).toEqual([7, 8, 9, 10, 11]);
    expect([6, 7, 11, 34, 35, 38, 39].map((day) => a!.window[day])).toEqual([0, 1, 5, 5, 4, 1, 0]);
    expect(b!.contacts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(a!.window.length).toBe(mixed.days);
  });

  test('says whether that is too little or too much for the cap', () => {
    expect([0, 7, 9, 11, 34, 35, 38, 39].map((day) => a!.label[day])).toEqual([
      'under',
      'onTarget',
      'saturated',
      'saturated',
      'saturated',
      'onTarget',
      'onTarget',
      'under',
    ]);
    expect(b!.label[45]).toBe('onTarget');
  });
});

test('counts push and pull in each phase as the check does', () => {
  const phased = soundWith({
    phases: [
      { id: 'one', name: 'One', kind: 'launch', start: START, days: 14, pushAim: 0.8 },
      { id: 'gap', name: 'Gap', kind: 'custom', start: addDays(START, 400), days: 5, pushAim: 0.5 },
    ],
  });
  expect(contactLoadOf(phased).phases).toEqual([
    { id: 'one', name: 'One', push: 2, pull: 1, pushShare: 2 / 3, pushAim: 0.8 },
    { id: 'gap', name: 'Gap', push: 0, pull: 0, pushShare: null, pushAim: 0.5 },
  ]);
});

test('the contact load of a very large plan can still be told', () => {
  const many = Array.from({ length: 50_000 }, (_, day) => ({ ...on('launch-email', day % 40), id: `t${day}` }));
  expect(segmentLoadsOf(soundWith({ touchpoints: many }))[0]!.label[35]).toBe('saturated');
});

describe('is what the strip under the lanes counts week by week', () => {
  const start = '2027-01-04';
  const weekly = (campaign: Campaign) => {
    const { segments } = weeklyLoadOf(campaign);
    return segments.map(({ segment: { id }, contacts }) => ({ id, contacts: [...contacts] }));
  };
  const byWeeks = (campaign: Campaign) =>
    segmentLoadsOf(campaign).map(({ id, contacts }) => ({
      id,
      contacts: Array.from({ length: contacts.length / 7 }, (_, week) =>
        contacts.slice(7 * week, 7 * week + 7).reduce((sum, count) => sum + count, 0),
      ),
    }));
  const mail = (id: string, day: number, changes: Partial<Touchpoint> = {}) => ({
    ...touchpoint('launch-email', addDays(start, day), { id, channel: 'email', days: 1, cadence: 'once' }),
    ...changes,
  });
  const plan = (changes: Partial<Campaign>) =>
    soundWith({
      start,
      days: 42,
      segments: [segment({ id: 'a' }), segment({ id: 'nobody', size: 0 })],
      touchpoints: [],
      ...changes,
    });

  test('with sends beyond the end, and with what a full week puts off or drops', () => {
    const touchpoints = [0, 1, 2, 3, 9, 40, 41, 42, 60].map((day) => mail(`day-${day}`, day));
    const late = { ...mail('series', 30), days: 40, cadence: 'weekly' as const };
    for (const atCap of ['send', 'defer', 'drop'] as const) {
      const campaign = plan({
        touchpoints: [...touchpoints, late],
        contact: { capPerWeek: 2, quietFrom: '20:00', quietUntil: '07:00', atCap },
      });
      expect(byWeeks(campaign)).toEqual(weekly(campaign));
      const sent = segmentLoadsOf(campaign)[0]!.window.at(-1)!;
      const { contacts } = weekly(campaign)[0]!;
      expect(sent).toBe(contacts.slice(-4).reduce((sum, count) => sum + count, 0));
    }
  });

  test('with a decision point: of what waits, only what one answer sends', () => {
    const campaign = plan({
      decisions: [
        {
          id: 'point',
          name: 'Point',
          date: addDays(start, 6),
          metric: 'active',
          below: 0.1,
          unit: 'share',
          segments: [],
        },
      ],
      touchpoints: [
        mail('then', 7, { thenOf: 'point' }),
        mail('otherwise-1', 7, { otherwiseOf: 'point' }),
        mail('otherwise-2', 7, { otherwiseOf: 'point' }),
      ],
    });
    expect(byWeeks(campaign)).toEqual(weekly(campaign));
    expect(segmentLoadsOf(campaign)[0]!.window.at(-1)).toBe(0);
    expect(Math.max(...segmentLoadsOf(campaign)[0]!.window)).toBe(2);
  });
});
