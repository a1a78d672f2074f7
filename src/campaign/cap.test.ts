import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import { dayOf, formatDay } from './calendar.ts';
import { dayPlanOf } from './arrivals.ts';
import { asReallySent } from './cap.ts';
import { segment, sound, soundWith, touchpoint } from './checks/sound.testing.ts';
import { contactLoadOf } from './contactLoad.ts';
import type { Campaign, ContactRules, Touchpoint } from './document.ts';
import { occurrenceDays } from './occurrences.ts';
import { apply } from './reducer.ts';
import { weeklyLoadOf } from './weeklyLoad.ts';

/** Monday 11 January 2027 and the days after it. */
const mail = (id: string, day: number, changes: Partial<Touchpoint> = {}) =>
  touchpoint('trend-email', formatDay(dayOf('2027-01-11') + day), { id, name: id, ...changes });
const plan = (atCap: ContactRules['atCap'], touchpoints: Touchpoint[], changes: Partial<Campaign> = {}) =>
  soundWith({ touchpoints, contact: { ...sound().contact, capPerWeek: 2, ...(atCap && { atCap }) }, ...changes });

/** `day` of what is held back, with the day on which it is sent instead; days after the Monday. */
const heldIn = (campaign: Campaign) =>
  asReallySent(campaign).held.map(({ touchpoint: { id }, day, to }) => [
    id,
    day - dayOf('2027-01-11'),
    ...(to === undefined ? [] : [to - dayOf('2027-01-11')]),
  ]);
const sentDays = (campaign: Campaign, id: string) =>
  occurrenceDays(asReallySent(campaign).campaign.touchpoints.find((one) => one.id === id)!).map(
    (day) => day - dayOf('2027-01-11'),
  );

describe('beyond the cap', () => {
  const week = [mail('a', 0), mail('b', 1), mail('c', 2), mail('d', 3)];

  it('all is sent unless the campaign says otherwise', () => {
    for (const atCap of [undefined, 'send'] as const) {
      const campaign = plan(atCap, week);
      expect(asReallySent(campaign)).toEqual({ campaign, held: [] });
      expect(asReallySent(campaign).campaign).toBe(campaign);
    }
  });

  it('the latest are dropped, where all matter alike', () => {
    const campaign = plan('drop', week);
    expect(heldIn(campaign)).toEqual([
      ['c', 2],
      ['d', 3],
    ]);
    expect(['a', 'b', 'c', 'd'].map((id) => sentDays(campaign, id))).toEqual([[0], [1], [], []]);
  });

  it('a low one gives way to later ones, and what must be sent is, whatever it takes', () => {
    const [a, b, c, d] = week as [Touchpoint, Touchpoint, Touchpoint, Touchpoint];
    expect(heldIn(plan('drop', [{ ...a, priority: 'low' }, b, { ...c, priority: 'must' }]))).toEqual([['a', 0]]);
    const musts = week.map((one): Touchpoint => ({ ...one, priority: 'must' }));
    expect(heldIn(plan('drop', musts))).toEqual([]);
    expect(heldIn(plan('drop', [a, ...musts.slice(1)]))).toEqual([['a', 0]]);
    expect(heldIn(plan('drop', [{ ...a, priority: 'low' }, { ...b, priority: 'low' }, c, d]))).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('is put off to the same weekday of the next week with room, by priority', () => {
    expect(heldIn(plan('defer', week))).toEqual([
      ['c', 2, 9],
      ['d', 3, 10],
    ]);
    // What is planned for a week goes before what comes late.
    const full = [mail('e', 7), mail('f', 8)];
    expect(heldIn(plan('defer', [...week, ...full]))).toEqual([
      ['c', 2, 16],
      ['d', 3, 17],
    ]);
    expect(heldIn(plan('defer', [...week.slice(0, 3), { ...mail('d', 0), priority: 'low' }, mail('e', 7)]))).toEqual([
      ['c', 2, 9],
      ['d', 0, 14],
    ]);
  });

  it('is dropped rather than sent after its goal, after the end, for an event gone by, or beside itself', () => {
    const [a, b] = week as [Touchpoint, Touchpoint];
    const goals = [{ ...sound().goals[0]!, date: '2027-01-19' }];
    const late = mail('c', 2, { goalId: 'tried' });
    expect(heldIn(plan('defer', [a, b, late]))).toEqual([['c', 2, 9]]);
    expect(heldIn(plan('defer', [a, b, late], { goals }))).toEqual([['c', 2]]);
    expect(heldIn(plan('defer', [a, b, mail('c', 2, { eventId: 'audit' })]))).toEqual([['c', 2]]);
    expect(heldIn(plan('defer', [mail('x', 35), mail('y', 36), mail('z', 37)]))).toEqual([['z', 37]]);
    const newsletter = mail('n', 4, { cadence: 'weekly', days: 40 });
    expect(heldIn(plan('defer', [a, b, newsletter]))).toEqual([['n', 4]]);
    expect(sentDays(plan('defer', [a, b, newsletter]), 'n')).toEqual([11, 18, 25, 32, 39]);
  });

  it('one message is one message: what is too much for a segment waits for all whom it reaches', () => {
    const only = mail('office', 0, { segments: ['office'] });
    const again = mail('again', 1, { segments: ['office'] });
    const campaign = plan('drop', [only, again, mail('all', 2), mail('works', 3, { segments: ['works'] })]);
    expect(heldIn(campaign)).toEqual([['all', 2]]);
    expect(asReallySent(campaign).held[0]!.full.map(({ id }) => id)).toEqual(['office']);
  });

  it('nobody is counted who is not there or not reached, and posters and films are no contacts', () => {
    const poster = touchpoint('poster', '2027-01-11', { id: 'poster' });
    const films = [0, 1, 2].map((day) => touchpoint('launch-film', `2027-01-1${1 + day}`, { id: `film${day}` }));
    expect(heldIn(plan('drop', [...films, poster]))).toEqual([]);
    const deaf = [segment({ id: 'office', channels: ['poster'] }), segment({ id: 'works', size: 0 })];
    expect(heldIn(plan('drop', week, { segments: deaf }))).toEqual([]);
    expect(heldIn(plan('drop', week, { segments: [], goals: [] }))).toEqual([]);
  });

  it('a send that was moved by hand is put off from where it was moved to, with its own words', () => {
    const own = { subject: 'Now', body: 'x' };
    const series = mail('s', 0, {
      cadence: 'weekly',
      days: 14,
      exceptions: [{ on: '2027-01-11', to: '2027-01-13', message: own }],
    });
    const campaign = plan('defer', [mail('a', 0), mail('b', 1), series]);
    const sent = asReallySent(campaign).campaign.touchpoints[2]!;
    expect(sent.exceptions).toEqual([{ on: '2027-01-11', to: '2027-01-20', message: own }]);
  });
});

describe('contact load and the day', () => {
  const campaign = plan('defer', [mail('a', 0), mail('b', 1), mail('c', 2)]);

  it('count what is really sent', () => {
    expect(weeklyLoadOf(campaign).segments.map(({ contacts }) => [...contacts].slice(0, 3))).toEqual([
      [2, 1, 0],
      [2, 1, 0],
    ]);
    const { contacts } = contactLoadOf(campaign).loads[0]!;
    expect([contacts[2], contacts[9]]).toEqual([0, 1]);
    const arrivalsOn = (day: number) =>
      dayPlanOf(campaign, dayOf('2027-01-11') + day).arrivals.map((one) => one.touchpoint.id);
    expect([new Set(arrivalsOn(2)), new Set(arrivalsOn(9))]).toEqual([new Set(), new Set(['c'])]);
  });
});

it('no week is ever above the cap but by what must be sent, whatever the plan', () => {
  const commands = fc.array(arbitraryCommand, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      commands,
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('defer', 'drop'),
      (some, capPerWeek, atCap) => {
        const after = some.reduce((changed, command) => {
          try {
            return apply(changed, command).campaign;
          } catch {
            return changed;
          }
        }, fullCampaign);
        const campaign: Campaign = { ...after, contact: { ...after.contact, capPerWeek, atCap } };
        const musts = campaign.touchpoints.filter(({ priority }) => priority === 'must');
        const [all, must] = [weeklyLoadOf(campaign), weeklyLoadOf({ ...campaign, touchpoints: musts })];
        all.segments.forEach(({ contacts }, row) =>
          contacts.forEach((count, week) =>
            expect(count).toBeLessThanOrEqual(Math.max(capPerWeek, must.segments[row]!.contacts[week]!)),
          ),
        );
      },
    ),
  );
});
