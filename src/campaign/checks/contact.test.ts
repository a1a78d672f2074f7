import { describe, expect, it } from 'vitest';
import type { Campaign } from '../document.ts';
import { findInContact } from './contact.ts';
import { planOf } from './plan.ts';
import { segment, sound, soundWith, soundWithTouchpoint, touchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInContact(planOf(campaign));
const mail = (id: string, start: string, changes = {}) =>
  touchpoint('trend-email', start, { id, name: id, ...changes });

describe('contact', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('names the week, the segment and the messages when the cap is passed', () => {
    const campaign = sound();
    const findings = found({
      ...campaign,
      touchpoints: [...campaign.touchpoints, mail('Third', '2027-01-15', { segments: ['works'] })],
    });
    expect(findings).toEqual([
      {
        rule: 'over-cap',
        severity: 'warning',
        message: 'In the week of 11 January 2027, “Works” gets 3 messages; the cap is 2.',
        cure: 'Move, merge or drop one of “Launch email”, “Announcement in chat” and “Third”.',
        segmentId: 'works',
        date: '2027-01-11',
      },
    ]);
  });

  it('takes weeks from Monday to Sunday, so that the same messages across a weekend pass', () => {
    const plan = (last: string) =>
      found(soundWith({ touchpoints: [mail('a', '2027-01-14'), mail('b', '2027-01-15'), mail('c', last)] }));
    expect(plan('2027-01-18')).toEqual([]);
    expect(plan('2027-01-13').map(({ rule }) => rule)).toEqual(['over-cap', 'over-cap']);
  });

  it('says a run of heavy weeks once', () => {
    const touchpoints = [mail('a', '2027-01-18', { cadence: 'weekdays', days: 14 })];
    const findings = found(soundWith({ segments: [segment({ id: 'one', name: 'One' })], touchpoints }));
    expect(findings.map(({ message }) => message)).toEqual([
      'In the 2 weeks from 18 January 2027, “One” gets up to 5 messages a week; the cap is 2.',
    ]);
  });

  it('does not count posters, films, meetings and what a segment never receives', () => {
    const week = ['2027-01-11', '2027-01-12', '2027-01-13'];
    const touchpoints = [
      ...week.map((start, index) => touchpoint('poster', start, { id: `p${index}` })),
      ...week.map((start, index) => touchpoint('launch-film', start, { id: `f${index}` })),
      ...week.map((start, index) => touchpoint('text-reminder', start, { id: `t${index}` })),
    ];
    expect(
      found(soundWith({ touchpoints, segments: [segment({ id: 'a', channels: ['email', 'poster', 'video'] })] })),
    ).toEqual([]);
  });

  it('finds weekend sends, one by one and in a daily run', () => {
    expect(found(soundWithTouchpoint('mail', { start: '2027-01-16' }))).toMatchObject([
      { rule: 'weekend', message: '“Launch email” is sent on Saturday, 16 January 2027.', date: '2027-01-16' },
    ]);
    const daily = found(
      soundWith({
        touchpoints: [mail('Daily', '2027-01-11', { cadence: 'daily', days: 14 })],
        contact: { ...sound().contact, capPerWeek: 7 },
      }),
    );
    expect(daily).toMatchObject([
      {
        rule: 'weekend',
        message: '“Daily” is sent on 4 weekend days, the first on Saturday, 16 January 2027.',
        cure: 'Let it repeat on weekdays only.',
      },
    ]);
  });

  it('finds a fixed time in the quiet hours, which may pass midnight', () => {
    const at = (time: string) =>
      found(soundWithTouchpoint('mail', { time: { zone: 'segment', at: time } })).map(({ rule }) => rule);
    expect(at('07:59')).toEqual(['quiet-hours']);
    expect(at('08:00')).toEqual([]);
    expect(at('17:59')).toEqual([]);
    expect(at('18:00')).toEqual(['quiet-hours']);
  });

  it('knows what a time in the campaign’s zone is for people elsewhere', () => {
    const plan = (timeZone: string) =>
      found(
        soundWith({
          segments: [segment({ id: 'far', name: 'Far', timeZone })],
          touchpoints: [touchpoint('launch-email', '2027-01-11', { time: { zone: 'campaign', at: '10:00' } })],
        }),
      );
    expect(plan('Europe/London')).toEqual([]);
    expect(plan('America/Sao_Paulo')[0]?.message).toContain('reaches “Far” at 06:00');
    expect(plan('Australia/Adelaide')[0]?.message).toContain('reaches “Far” at 19:30');
  });

  it('finds a preferred time in the quiet hours once, at the segment', () => {
    const findings = found(soundWith({ segments: [segment({ id: 'late', preferredTime: '21:00' })] }));
    expect(findings.map(({ rule, segmentId }) => [rule, segmentId])).toEqual([['quiet-hours', 'late']]);
  });
});
