import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import { dayIn, directionOf, isMonthFirstIn, monthStarts, weekOf } from './week.ts';

describe('the calendar of a locale', () => {
  it('has its own weekend', () => {
    expect(weekOf('ar-EG').weekend).toEqual([5, 6]);
    expect(weekOf('he-IL').weekend).toEqual([5, 6]);
    expect(weekOf('de-DE')).toMatchObject({ firstDay: 1, weekend: [6, 7] });
    expect(weekOf('en-US')).toMatchObject({ firstDay: 7, weekend: [6, 7] });
  });

  it('has its own order of day and month', () => {
    expect(['en-US', 'en-GB', 'de-DE', 'ja-JP'].map(isMonthFirstIn)).toEqual([true, false, false, true]);
  });

  it('has its own months', () => {
    const first = (tag: string, iso: string) => formatDay(monthStarts(tag)(dayOf(iso)));
    expect(first('en-GB', '2026-12-17')).toBe('2026-12-01');
    // Azar 1405 starts on 22 November 2026, Dey on 22 December.
    expect(first('fa-IR', '2026-12-17')).toBe('2026-11-22');
    expect(first('fa-IR', '2026-12-22')).toBe('2026-12-22');
    expect(first('th-TH', '2027-02-28')).toBe('2027-02-01');
    expect(first('ar-EG', '2027-02-28')).toBe('2027-02-01');
  });

  it.each(['en-GB', 'fa-IR', 'ar-SA', 'he-IL-u-ca-hebrew', 'th-TH', 'am-ET', 'zh-CN-u-ca-chinese'])(
    'gives each month of %s a name of its own',
    (tag) => {
      const startOf = monthStarts(tag);
      const name = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' });
      const names: string[] = [];
      for (let day = startOf(dayOf('2026-01-01')); names.length < 40; day = startOf(day + 32))
        names.push(name.format(day * 86_400_000));
      expect(new Set(names).size).toBe(40);
    },
  );
});

it('knows which way the dates of a locale run', () => {
  expect(['ar-EG', 'he-IL', 'fa-IR', 'de-DE', 'ja-JP'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'ltr', 'ltr']);
});

it('says which day it is somewhere', () => {
  const instant = new Date('2027-01-11T23:30:00Z');
  expect(['America/Los_Angeles', 'UTC', 'Asia/Tokyo'].map((zone) => formatDay(dayIn(zone, instant)))).toEqual([
    '2027-01-11',
    '2027-01-11',
    '2027-01-12',
  ]);
});
