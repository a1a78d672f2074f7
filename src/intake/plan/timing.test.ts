import { describe, expect, it } from 'vitest';
import { tell } from './plan.testing.ts';

/** Times of day on the campaign's clock, which is London's. */

const times = async (heading: string, cells: string[]) =>
  (
    await tell([['Date', heading, 'Channel', 'Title'], ...cells.map((cell) => ['2027-04-05', cell, 'Email', 'News'])])
  ).lines.map((line) => line.split(' | ')[1]);

describe('times of day', () => {
  it.each([
    ['9am CET', '08:00'],
    ['09:00 (CET)', '08:00'],
    ['9:00 AM ET', '14:00'],
    ['9:00 AM EST', '14:00'],
    ['14:00 GMT+1', '14:00'],
    ['14:00 UTC+02:00', '13:00'],
    ['09:00+02:00', '08:00'],
    ['09:00:00-05:00', '15:00'],
    ['09:00 Europe/Berlin', '08:00'],
    ['9am (New York)', '14:00'],
    ['9 Uhr', '09:00'],
    ['14.30 Uhr', '14:30'],
    ['9h', '09:00'],
    ['14h30', '14:30'],
    ['9:15 uur', '09:15'],
    ['午後2時30分', '14:30'],
    ['0,5', '12:00'],
    ['0.375', '09:00'],
    ['2pm – 3pm', '14:00'],
    ['09:00-10:00', '09:00'],
    ['09:00 local', '09:00 local'],
  ])('reads %s as %s', async (cell, at) => {
    expect(await times('Time', [cell, '10:00'])).toEqual([at, '10:00']);
  });

  it.each([
    'Time (ET)',
    'Time ET',
    'scheduled_time_et',
    'Start time (EST)',
    'Time [America/New_York]',
    'Eastern time',
    'ET',
  ])('reads the zone in “%s”', async (heading) => {
    expect(await times(heading, ['9:00 AM', '14:00'])).toEqual(['14:00', '19:00']);
  });

  it.each([
    ['9:00 GMT', 'Time', '10:00'],
    ['09:00 (GMT)', 'Time', '10:00'],
    ['9:00', 'Time (GMT)', '10:00'],
    ['9am UTC', 'Time', '10:00'],
    ['9:00 BST', 'Time', '09:00'],
    ['9:00', 'UK time', '09:00'],
    ['9:00 GMT Standard Time', 'Time', '09:00'],
  ])('keeps %s below “%s” an hour behind the British summer: %s', async (cell, heading, at) => {
    const { lines, said } = await tell([
      ['Date', heading, 'Channel', 'Title'],
      ['2027-07-05', cell, 'Email', 'News'],
      ['2027-01-11', cell, 'Email', 'News'],
    ]);
    expect(lines.map((line) => line.split(' | ')[1])).toEqual([at, '09:00']);
    expect(said.includes('in the time zone UTC is 10:00 on the campaign’s clock')).toBe(at === '10:00');
  });

  it('reads times and dates from one cell', async () => {
    const dates = [
      '05/04/2027 09:00',
      '2027-04-05T09:00',
      'Mon 5 April 2027, 9am',
      '9:00 5 April 2027',
      '5 April 2027 @ 9am',
      '05.04.2027, 09:00 Uhr',
      '5 April 2027 09:00–10:00',
    ];
    const { lines } = await tell([
      ['Date & time', 'Channel', 'Title'],
      ...dates.map((date) => [date, 'Email', 'News']),
    ]);
    expect(new Set(lines)).toEqual(new Set(['2027-04-05+1 | 09:00 | email | News | all']));
    expect(lines).toHaveLength(dates.length);
  });

  it('reads AM and PM, and zones, in columns of their own', async () => {
    const { lines } = await tell([
      ['Date', 'Time', 'AM/PM', 'Time zone', 'Channel', 'Title'],
      ['2027-04-05', '9:00', 'AM', 'CET', 'Email', 'News'],
      ['2027-04-05', '2:30', 'PM', 'Europe/London', 'Email', 'News'],
      ['2027-04-05', '11:30', 'PM', 'PST', 'Email', 'News'],
    ]);
    expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
      '2027-04-05+1 08:00',
      '2027-04-05+1 14:30',
      '2027-04-06+1 07:30',
    ]);
  });

  it.each([
    ['23:30-00:30', '23:30 60m', ''],
    ['22:00 - 02:00', '22:00 240m', ''],
    ['22:00-24:00', '22:00 120m', ''],
    ['20h-0h', '20:00 240m', ''],
    ['9-5', '09:00 480m', 'is taken as 09:00 to 17:00'],
    ['9:00-5:00', '09:00 480m', 'is taken as 09:00 to 17:00'],
    ['11-1', '11:00 120m', 'is taken as 11:00 to 13:00'],
    ['12:30-1:15', '12:30 45m', 'is taken as 12:30 to 13:15'],
    ['9-10', '09:00 60m', 'is taken as 09:00'],
    ['von 9 bis 10 Uhr', '09:00 60m', ''],
    ['de 9h à 10h', '09:00 60m', ''],
    ['17:00-09:00', '17:00', 'ends before it starts'],
  ])('gives %s its length', async (cell, expected, note) => {
    const { lines, said } = await tell([
      ['Date', 'Time', 'Channel', 'Title'],
      ['2027-04-05', cell, 'Meeting', 'Town hall'],
    ]);
    expect(lines[0]!.split(' | ')[1]).toBe(expected);
    expect(said).toContain(note);
  });

  it.each([
    ['23:30', '00:30', '23:30 60m', ''],
    ['22:00', 'midnight', '22:00 120m', ''],
    ['9', '5', '09:00 480m', 'taken as the afternoon'],
    ['9:00', '1:30', '09:00 270m', 'taken as the afternoon'],
    ['9:00 AM', '5:00 PM', '09:00 480m', ''],
    ['10:00', '09:00', '10:00', 'before it starts'],
    ['10:00', 'after lunch', '10:00', 'not understood'],
  ])('gives %s to %s its length', async (from, to, expected, note) => {
    const { lines, said } = await tell([
      ['Date', 'Start time', 'End time', 'Channel', 'Title'],
      ['2027-04-05', from, to, 'Meeting', 'Town hall'],
      ['2027-04-06', '10:00', '11:00', 'Meeting', 'Town hall'],
      ['2027-04-07', '10:00', '11:00', 'Meeting', 'Town hall'],
    ]);
    expect(lines[0]!.split(' | ')[1]).toBe(expected);
    expect(said).toContain(note);
  });

  it.each([
    [['Start', 'Duration'], ['2027-03-08 14:00', '90 min'], '14:00 90m'],
    [['Start', 'Duration (hours)'], ['2027-03-08 14:00', '1.5'], '14:00 90m'],
    [['Date', 'Time'], ['2027-03-08', '14:00-15:30'], '14:00 90m'],
    [['Date', 'Uhrzeit'], ['2027-03-08', '9-11 Uhr'], '09:00 120m'],
    [['Date', 'Start time', 'End time'], ['2027-03-08', '2pm', '3.30pm'], '14:00 90m'],
  ])(
    'takes what begins and ends on a clock for a meeting where no channel is named: %j',
    async (head, row, expected) => {
      const { lines, said } = await tell([
        [...head, 'Topic'],
        [...row, 'Deep dive'],
      ]);
      expect(lines[0]!.split(' | ').slice(1, 3)).toEqual([expected, 'meeting']);
      expect(said).toMatch(/no channel is named; it lasts \d+ minutes and is taken as Meeting/);
    },
  );

  it.each(['Teams', 'Email', 'Poster'])('says that %s keeps no length', async (channel) => {
    const { lines, said } = await tell([
      ['Date', 'Start', 'End', 'Channel', 'Title'],
      ['2027-03-08', '14:00', '15:30', channel, 'Deep dive'],
    ]);
    expect(lines[0]).not.toContain('90m');
    expect(said).toContain('its 90 minutes are not kept');
  });

  it('says that a length is a span', async () => {
    const { said } = await tell([
      ['Date', 'Duration', 'Channel', 'Title'],
      ['2027-04-05', '60-90 min', 'Meeting', 'Town hall'],
    ]);
    expect(said).toContain('“60-90 min” names a span; its shorter length counts');
  });

  it('takes midnight for no time where every row says so', async () => {
    expect(await times('Time', ['00:00', '00:00:00'])).toEqual(['-', '-']);
    expect(await times('Time', ['00:00', '09:00'])).toEqual(['00:00', '09:00']);
  });

  it('takes midnight to midnight for the whole day', async () => {
    const { lines } = await tell([
      ['Subject', 'Start Date', 'Start Time', 'End Date', 'End Time'],
      ['Yoga', '3/1/2027', '12:00:00 PM', '3/1/2027', '1:00:00 PM'],
      ['Safety day', '3/15/2027', '12:00:00 AM', '3/16/2027', '12:00:00 AM'],
    ]);
    expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
      '2027-03-01+1 12:00 60m',
      '2027-03-15+1 -',
    ]);
  });

  it('says what it moved onto another clock', async () => {
    const { said } = await tell([
      ['Date', 'Time', 'Channel', 'Title'],
      ['2027-04-05', '9am CET', 'Email', 'News'],
    ]);
    expect(said).toContain('09:00 in the time zone Europe/Berlin is 08:00 on the campaign’s clock');
  });
});
