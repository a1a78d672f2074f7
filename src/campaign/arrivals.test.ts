import { describe, expect, it } from 'vitest';
import { dayOf } from './calendar.ts';
import { segment, soundWith, touchpoint } from './checks/sound.testing.ts';
import { dayPlanOf } from './arrivals.ts';

const berlin = segment({ id: 'berlin', name: 'Berlin', preferredTime: '08:30' });
const tokyo = segment({ id: 'tokyo', name: 'Tokyo', timeZone: 'Asia/Tokyo', preferredTime: '10:00' });
const late = touchpoint('launch-email', '2027-01-12', { id: 'late', time: { zone: 'campaign', at: '18:00' } });
const own = touchpoint('launch-email', '2027-01-12', { id: 'own', time: { zone: 'segment' } });
const series = touchpoint('launch-email', '2027-01-05', {
  id: 'series',
  cadence: 'weekly',
  days: 15,
  segments: ['berlin'],
});
const gone = touchpoint('launch-email', '2027-01-12', { id: 'gone', status: 'cancelled' });
const link = touchpoint('one-click-link', '2027-01-11', { id: 'link', days: 2 });
const campaign = soundWith({ segments: [berlin, tokyo], touchpoints: [late, own, series, gone, link] });

const on = (date: string, of = campaign) => {
  const { arrivals, presences } = dayPlanOf(of, dayOf(date));
  return {
    arrivals: arrivals.map(({ touchpoint: { id }, segment: to, time }) => `${time} ${id} ${to?.id ?? '-'}`),
    presences: presences.map(({ touchpoint: { id } }) => id),
  };
};

describe('a day', () => {
  it('has what arrives by the clock of each segment, sends of series among them', () => {
    expect(on('2027-01-12')).toEqual({
      arrivals: ['08:30 own berlin', '08:30 series berlin', '10:00 own tokyo', '18:00 late berlin'],
      presences: ['link'],
    });
  });

  it('has what was sent on the day before elsewhere', () => {
    expect(on('2027-01-13')).toEqual({ arrivals: ['02:00 late tokyo'], presences: [] });
  });

  it('has the sends of a series as its exceptions have them', () => {
    const exceptions = [
      { on: '2027-01-05', to: '2027-01-12', time: { zone: 'segment' as const, at: '11:00' } },
      { on: '2027-01-12', skipped: true as const },
    ];
    const moved = { ...campaign, touchpoints: [{ ...series, exceptions }] };
    expect(on('2027-01-12', moved).arrivals).toEqual(['11:00 series berlin']);
    expect(on('2027-01-05', moved).arrivals).toEqual([]);
  });

  it('has one time for all who meet', () => {
    const meeting = touchpoint('town-hall', '2027-01-12', {
      id: 'hall',
      channel: 'meeting',
      time: { zone: 'segment' },
    });
    const larger = soundWith({ segments: [berlin, { ...tokyo, size: 500 }], touchpoints: [meeting] });
    expect(on('2027-01-12', larger).arrivals).toEqual(['02:00 hall berlin', '10:00 hall tokyo']);
  });

  it('has what is sent where a campaign has no segments', () => {
    expect(on('2027-01-12', { ...campaign, segments: [], touchpoints: [own] }).arrivals).toEqual(['09:00 own -']);
  });
});
