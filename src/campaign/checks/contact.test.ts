import { describe, expect, it } from 'vitest';
import type { Campaign, Touchpoint } from '../document.ts';
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

  it('names what the cap drops or puts off, and counts only what is sent', () => {
    const third = mail('Third', '2027-01-15', { segments: ['works'] });
    const daily = mail('Daily', '2027-01-18', { cadence: 'weekdays', days: 5 });
    const at = (atCap: 'defer' | 'drop', touchpoints = [third, daily]) => {
      const campaign = sound();
      return found({
        ...campaign,
        contact: { ...campaign.contact, atCap },
        touchpoints: [...campaign.touchpoints, ...touchpoints],
      });
    };
    expect(at('drop')).toMatchObject([
      {
        rule: 'held-back',
        severity: 'warning',
        message:
          '“Third” is not sent on 15 January 2027: without it, “Works” already gets as much as the cap of 2 a week allows.',
        touchpointId: 'Third',
        date: '2027-01-15',
      },
      {
        message:
          '“Daily” is not sent on 20 January 2027 and 2 other days: without it, “Office” and “Works” already get as much as the cap of 2 a week allows.',
      },
    ]);
    expect(at('defer', [third])).toMatchObject([
      {
        rule: 'held-back',
        severity: 'advice',
        message:
          '“Third” waits from 15 January 2027 until 22 January 2027: without it, “Works” already gets as much as the cap of 2 a week allows.',
      },
    ]);
    const must = { ...third, priority: 'must' as const };
    expect(at('drop', [must, { ...must, id: 'Fourth' }, { ...must, id: 'Fifth' }]).map(({ rule }) => rule)).toEqual([
      'over-cap',
      'held-back',
      'held-back',
    ]);
  });

  it('takes weeks from Monday to Sunday, so that the same messages across a weekend pass', () => {
    const plan = (last: string) =>
      found(soundWith({ touchpoints: [mail('a', '2027-01-14'), mail('b', '2027-01-15'), mail('c', last)] }));
    expect(plan('2027-01-18')).toEqual([]);
    expect(plan('2027-01-13').map(({ rule }) => rule)).toEqual(['over-cap']);
  });

  it('says a run of heavy weeks once', () => {
    const touchpoints = [mail('a', '2027-01-18', { cadence: 'weekdays', days: 14 })];
    const findings = found(soundWith({ segments: [segment({ id: 'one', name: 'One' })], touchpoints }));
    expect(findings.map(({ message }) => message)).toEqual([
      'In the 2 weeks from 18 January 2027, “One” gets up to 5 messages a week; the cap is 2.',
    ]);
  });

  it('says once what several segments get too much of, and apart what only some do', () => {
    const names = ['A', 'B', 'C', 'D'];
    const segments = names.map((name) => segment({ id: name.toLowerCase(), name }));
    const touchpoints = ['11', '12', '13'].map((date) => mail(date, `2027-01-${date}`));
    const [first, second] = found(
      soundWith({ segments, touchpoints: [...touchpoints, mail('14', '2027-01-14', { segments: ['d'] })] }),
    );
    expect(first).toMatchObject({
      message: 'In the week of 11 January 2027, “A”, “B” and “C” get 3 messages; the cap is 2.',
      segmentIds: ['a', 'b', 'c'],
    });
    expect(second).toMatchObject({ segmentId: 'd' });
  });

  it('knows the weekend of the country that people live in', () => {
    const plan = (start: string, zones: string[], changes = {}) =>
      found(
        soundWith({
          segments: zones.map((timeZone, index) =>
            segment({ id: `s${index}`, name: timeZone.split('/')[1]!, timeZone }),
          ),
          touchpoints: [mail('a', start, changes)],
          contact: { ...sound().contact, capPerWeek: 7 },
        }),
      ).map(({ message }) => message);
    const [friday, saturday, sunday] = ['2027-01-15', '2027-01-16', '2027-01-17'] as const;
    expect(plan(friday, ['Africa/Cairo'])).toEqual(['“a” is sent on Friday, 15 January 2027.']);
    expect(plan(sunday, ['Africa/Cairo', 'Asia/Jerusalem'])).toEqual([]);
    expect(plan(sunday, ['Asia/Dubai'])).toEqual(['“a” is sent on Sunday, 17 January 2027.']);
    expect(plan(saturday, ['Asia/Calcutta'])).toEqual([]);
    expect(plan(friday, ['Europe/Berlin', 'Asia/Riyadh'])).toEqual([
      '“a” is sent on Friday, 15 January 2027, the weekend of “Riyadh”.',
    ]);
    expect(plan('2027-01-11', ['Africa/Cairo'], { cadence: 'weekdays', days: 12 })).toEqual([
      '“a” is sent on 2 weekend days, the first on Friday, 15 January 2027.',
    ]);
  });

  it('proposes a cure that keeps to the weekend of the audience', () => {
    const plan = (cadence: Touchpoint['cadence']) =>
      found(
        soundWith({
          segments: [segment({ timeZone: 'Asia/Riyadh' })],
          touchpoints: [mail('a', '2027-01-11', { cadence, days: 12 })],
          contact: { ...sound().contact, capPerWeek: 7 },
        }),
      ).map(({ cure }) => cure);
    const cure = 'Let it repeat on working days, or skip its days off.';
    expect(plan('weekdays')).toEqual([cure]);
    expect(plan('daily')).toEqual([cure]);
    expect(plan('workingDays')).toEqual([]);
  });

  it('knows the holidays that the forecast knows', () => {
    const plan = (start: string, timeZone = 'Europe/Berlin', changes = {}) =>
      found(
        soundWith({
          start: '2026-12-07',
          segments: [segment({ id: 'one', name: 'One', timeZone }), segment({ id: 'other', timeZone: 'Europe/Paris' })],
          touchpoints: [mail('a', start, changes)],
        }),
      ).map(({ message }) => message);
    expect(plan('2026-12-24')).toEqual(['“a” is sent on Thursday, 24 December 2026, a holiday.']);
    expect(plan('2026-12-23')).toEqual([]);
    expect(plan('2026-12-24', 'Africa/Cairo')).toEqual([
      '“a” is sent on Thursday, 24 December 2026, the holiday of “Segment”.',
    ]);
    expect(plan('2026-12-17', 'Europe/Berlin', { cadence: 'weekly', days: 20 })).toEqual([
      '“a” is sent on 2 days off, the first on Thursday, 24 December 2026, a holiday.',
    ]);
  });

  it('says of meetings on days off what it says of messages, and nothing of what is there all the time', () => {
    const on = (tactic: string, changes = {}) =>
      found(soundWith({ touchpoints: [touchpoint(tactic, '2027-01-16', { id: tactic, name: tactic, ...changes })] }));
    expect(on('town-hall')).toMatchObject([
      {
        rule: 'weekend',
        message: '“town-hall” is on Saturday, 16 January 2027.',
        cure: 'Move it to a working day.',
      },
    ]);
    expect(on('poster')).toEqual([]);
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
        cure: 'Let it repeat on working days, or skip its days off.',
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

  it('says that what comes in the quiet hours is sent all the same', () => {
    const [night] = found(soundWithTouchpoint('mail', { time: { zone: 'segment', at: '22:00' } }));
    expect(night!.message).toBe(
      '“Launch email” reaches “Office” at 22:00, in the quiet hours (18:00 to 08:00), and is sent all the same.',
    );
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
