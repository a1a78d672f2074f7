import { describe, expect, it } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { ago, decimalSign, english, formatsFor, lasting, sayDayIn } from './formats.ts';

describe('numbers', () => {
  it('are written as the locale writes them', () => {
    const german = formatsFor('de-DE');
    expect([german.number(1234.5, 1), german.plain(0.0712), german.compact(1234)]).toEqual([
      '1.234,5',
      '0,0712',
      '1234',
    ]);
    expect([english.number(1234.5), english.number(4, 1), english.upTo(4, 1), english.upTo(4.52, 1)]).toEqual([
      '1,235',
      '4.0',
      '4',
      '4.5',
    ]);
    expect([english.plain(340.4), english.plain(1.5), english.compact(12_345)]).toEqual(['340', '1.5', '12.3k']);
    expect([decimalSign('de-DE'), decimalSign('en-US'), decimalSign('ar-EG')]).toEqual([',', '.', '٫']);
  });

  it('fall back to English where the runtime does not know the locale', () => {
    expect(formatsFor('no such tag').number(1234)).toBe('1,234');
  });

  it('have a sign where they differ from nothing, and none where they round to it', () => {
    expect([120, -35, 0.4, -0.4].map((value) => english.signed(value))).toEqual(['+120', '−35', '0', '0']);
    expect([english.signed(0.04, 1), english.signed(-0.06, 1)]).toEqual(['0.0', '−0.1']);
    expect([english.number(-0.3), english.share(-0.003)]).toEqual(['0', '0%']);
    expect([english.plain(-1.5), formatsFor('de-DE').plain(-1.5)]).toEqual(['−1.5', '−1,5']);
  });
});

describe('shares and chances', () => {
  it('never say all or nothing of what is only nearly so', () => {
    expect([0, 0.004, 0.005, 0.993, 0.995, 0.999, 1].map(english.share)).toEqual([
      '0%',
      '<\u00a01%',
      '1%',
      '99%',
      '>\u00a099%',
      '>\u00a099%',
      '100%',
    ]);
  });

  it('never claim certainty', () => {
    expect([0, 0.71, 1].map(english.chance)).toEqual(['<\u00a01%', '71%', '>\u00a099%']);
  });
});

describe('days', () => {
  it('are written in many ways, and in no zone', () => {
    const day = dayOf('2027-01-12');
    expect(Object.values(english.day).map((write) => write(day))).toEqual([
      '12 Jan',
      'Tue 12 Jan',
      '12 Jan 2027',
      'Tue, 12 Jan 2027',
      '12 January 2027',
      'Tuesday, 12 January 2027',
      'January 2027',
      'Jan',
      '2027',
      'Tuesday',
      'Tue',
      '12',
    ]);
    expect(english.date('2027-01-12')).toBe('12 Jan 2027');
    expect(formatsFor('de-DE').date('2027-01-12', 'long')).toBe('12. Januar 2027');
  });

  it('make spans, a single day among them', () => {
    expect(english.span({ start: '2027-01-12', days: 12 })).toMatch(/^12\s–\s23 Jan 2027$/);
    expect(english.span({ start: '2027-01-12', days: 1 })).toBe('12 Jan 2027');
    expect(english.span({ start: '2027-01-12', days: 30 }, 'long')).toMatch(/^12 January\s–\s10 February 2027$/);
  });

  it('keep their direction in a finding', () => {
    expect(sayDayIn('ar-EG')(dayOf('2027-01-12'))).toMatch(/^\u2068.*\u2069$/);
  });

  it('are some time ago', () => {
    const now = Date.parse('2027-01-12T12:00:00Z');
    expect(['2027-01-12T11:55:00Z', '2027-01-11T09:00:00Z', '2027-01-12T11:59:50Z'].map((at) => ago(at, now))).toEqual([
      '5 minutes ago',
      'yesterday',
      'this minute',
    ]);
  });
});

it('writes times by the clock of the locale, of 12 or 24 hours', () => {
  const space = (text: string) => text.replace(/\s/g, ' ');
  const [american, german] = [formatsFor('en-US'), formatsFor('de-DE')];
  expect([american.time(18 * 60 + 5), american.hour(18), american.hour(0)].map(space)).toEqual([
    '6:05 PM',
    '6 PM',
    '12 AM',
  ]);
  expect([german.time(18 * 60 + 5), german.hour(18), german.hour(0)]).toEqual(['18:05', '18:00', '00:00']);
});

it('says how long something takes in whole words', () => {
  const said = [0, 59_000, 60_000, 240_000, 5_400_000, 3 * 86_400_000].map(lasting);
  expect(said).toEqual(['less than a minute', 'less than a minute', '1 minute', '4 minutes', '2 hours', '3 days']);
});
