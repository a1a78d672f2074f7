import { describe, expect, it } from 'vitest';
import { dayOf } from '../calendar.ts';
import type { Campaign, Touchpoint } from '../document.ts';
import { forCohort, startsOfCohorts } from '../rolling.ts';
import { findInContact } from './contact.ts';
import { findForLaterStarters } from './laterStarters.ts';
import { planOf } from './plan.ts';
import { segment, soundWith, touchpoint } from './sound.testing.ts';

/** From Monday, 30 November 2026; nothing of it is on a day off for who starts first. */
const rolling = (touchpoints: Touchpoint[], changes: Partial<Campaign> = {}): Campaign =>
  soundWith({
    start: '2026-11-30',
    days: 28,
    rolling: { weeks: 6 },
    segments: [segment({ id: 'all', name: 'New colleagues', inflow: 3 })],
    touchpoints,
    ...changes,
  });
const mail = (start: string, changes: Partial<Touchpoint> = {}) =>
  touchpoint('launch-email', start, { id: 'mail', name: 'Welcome', ...changes });
const found = (campaign: Campaign) => findForLaterStarters(planOf(campaign));

describe('holidays of those who start later', () => {
  it('are found once a message, with the cohorts whom it meets', () => {
    expect(found(rolling([mail('2026-12-04')]))).toMatchObject([
      {
        rule: 'later-day-off',
        message:
          '“Welcome” is sent on a holiday to those who start on 21 December 2026 and 28 December 2026, the first time on Friday, 25 December 2026.',
        touchpointId: 'mail',
        date: '2026-12-25',
      },
    ]);
  });

  it('are those that a check of each cohort in its own dates finds', () => {
    for (const start of ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-08']) {
      const campaign = rolling([mail(start)]);
      const met = startsOfCohorts(campaign).filter(
        (cohort) =>
          cohort !== campaign.start &&
          findInContact(planOf(forCohort(campaign, cohort))).some(({ rule }) => rule === 'weekend'),
      );
      const told: number[] = [];
      const says = (day: number) => (told.push(day), String(day));
      const all = findForLaterStarters(planOf(campaign, says));
      expect(all).toHaveLength(met.length > 0 ? 1 : 0);
      for (const cohort of met) expect(told).toContain(dayOf(cohort));
    }
  });

  it('are told by their names, and whose they are', () => {
    const campaign = rolling([mail('2026-12-01')], {
      calendars: [
        { id: 'c', name: 'C', weekend: [6, 7], daysOff: [{ date: '2026-12-15', name: 'Founding day' }] },
        { id: 'd', name: 'D', weekend: [6, 7], daysOff: [] },
      ],
      segments: [
        segment({ id: 'a', name: 'Here', inflow: 3, calendarId: 'c' }),
        segment({ id: 'b', name: 'There', inflow: 3, calendarId: 'd' }),
      ],
    });
    expect(found(campaign).map(({ message }) => message)).toEqual([
      '“Welcome” is sent on a holiday to those who start on 14 December 2026, the first time on Tuesday, 15 December 2026, “Founding day” of “Here”.',
    ]);
  });

  it('are none where nobody starts later, where only others do, and where it goes out on working days', () => {
    expect(found(rolling([mail('2026-12-04')], { segments: [segment({ id: 'all' })] }))).toEqual([]);
    const two = [segment({ id: 'all' }), segment({ id: 'other', inflow: 2 })];
    expect(found(rolling([mail('2026-12-04', { segments: ['all'] })], { segments: two }))).toEqual([]);
    expect(found(rolling([mail('2026-12-03', { cadence: 'workingDays', days: 2 })]))).toEqual([]);
    expect(found(rolling([touchpoint('poster', '2026-12-04', {})]))).toEqual([]);
  });
});
