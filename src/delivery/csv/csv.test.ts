import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { arbitraryHostilePlan, HOSTILE_TEXTS, NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { writeCsv } from './csv.ts';

const textFor = (campaign: Campaign) => textOf(writeCsv(campaign, { now: NOW }).files[0]);

/** Rows by heading, read by a parser in its strictest mood. */
function rowsOf(text: string): Record<string, string>[] {
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
    header: true,
    newline: '\r\n',
    skipEmptyLines: 'greedy',
  });
  expect(errors.filter(({ code }) => code !== 'UndetectableDelimiter')).toEqual([]);
  return data;
}

describe('writeCsv', () => {
  const campaign = plan({
    phases: [{ id: 'p', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.9 }],
    segments: [segment({ id: 'a', name: 'Ops', size: 30 }), segment({ id: 'b', name: 'Sales', size: 12 })],
    touchpoints: [
      touchpoint({
        id: 't',
        name: 'First mail',
        segments: ['b'],
        owner: 'Ana',
        notes: 'ask\nlegal',
        status: 'approved',
        minutes: 45,
        message: {
          subject: 'Hello, "you"',
          body: 'One\n\nTwo',
          callToAction: { label: 'Go', url: 'https://example.com/?a=1,2' },
          language: 'de-AT',
        },
      }),
      touchpoint({ id: 'poster', name: 'Poster', tactic: 'poster', channel: 'poster', days: 28 }),
    ],
  });

  const carried = JSON.stringify({
    timeZone: 'Europe/Berlin',
    guarded: true,
    campaign: campaign.id,
    segments: campaign.segments,
    touchpoints: ['poster', 't'],
  });

  it('has one row a message and one a presence', () => {
    expect(rowsOf(textFor(campaign))).toEqual([
      {
        Date: '2027-01-12',
        'Last day': '2027-02-08',
        'Local time': '',
        'Time zone': '',
        UTC: '',
        Phase: 'Launch',
        Lane: 'Mail',
        Name: 'Poster',
        Direction: 'push',
        Channel: 'poster',
        Tactic: 'Poster',
        Audience: 'Everyone',
        Learners: '42',
        Subject: 'Hello',
        Body: 'Start today.',
        'Call to action': '',
        Link: '',
        Language: '',
        Owner: '',
        Notes: '',
        Status: '',
        Minutes: '',
        Series: '',
        Clock: 'campaign, 09:00',
        'Segment sizes': 'Ops (30, Europe/Berlin); Sales (12, Europe/Berlin)',
        'Touchpoint id': 'poster',
        'Segment ids': 'a b',
        'Meant for': 'everyone',
        'Message as written': '',
        'Of the plan': carried,
        'As exported': expect.stringMatching(/^there [0-9a-z]{90}$/) as string,
        'Hangs from': '',
      },
      {
        Date: '2027-01-12',
        'Last day': '',
        'Local time': '09:00',
        'Time zone': 'Europe/Berlin',
        UTC: '2027-01-12T08:00:00Z',
        Phase: 'Launch',
        Lane: 'Mail',
        Name: 'First mail',
        Direction: 'push',
        Channel: 'email',
        Tactic: 'Launch email',
        Audience: 'Sales',
        Learners: '12',
        Subject: 'Hello, "you"',
        Body: 'One\n\nTwo',
        'Call to action': 'Go',
        Link: 'https://example.com/?a=1,2',
        Language: 'de-AT',
        Owner: 'Ana',
        Notes: 'ask\nlegal',
        Status: 'approved',
        Minutes: '45',
        Series: '',
        Clock: 'campaign, 09:00',
        'Segment sizes': 'Sales (12, Europe/Berlin)',
        'Touchpoint id': 't',
        'Segment ids': 'b',
        'Meant for': 'b',
        'Message as written': '',
        // Once more, as people take rows out.
        'Of the plan': carried,
        'As exported': expect.stringMatching(/^once [0-9a-z]{90}$/) as string,
        'Hangs from': '',
      },
    ]);
  });

  it('begins with a byte order mark and ends its records with CRLF', () => {
    const { files } = writeCsv(campaign, { now: NOW });
    expect(files[0]!.name).toBe('Two-minutes-a-day.csv');
    expect(Array.from(files[0]!.bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(textOf(files[0]).endsWith('\r\n')).toBe(true);
    expect(textFor(plan())).toMatch(/^\ufeffDate,.*,Notes,.*,Touchpoint id,.*,Of the plan,As exported,Hangs from\r\n$/);
  });

  it('says how long a series runs, on which clock, and until when something stays open', () => {
    const rows = rowsOf(
      textFor(
        plan({
          touchpoints: [
            touchpoint({ id: 'open', days: 5, time: { zone: 'segment' } }),
            touchpoint({
              id: 'w',
              start: '2027-02-01',
              days: 14,
              cadence: 'weekly',
              time: { zone: 'segment', at: '10:00' },
            }),
          ],
        }),
      ),
    );
    expect(rows.map((row) => [row['Date'], row['Last day'], row['Series'], row['Clock']])).toEqual([
      ['2027-01-12', '2027-01-16', '', 'segment, preferred'],
      ['2027-02-01', '', 'weekly, 2027-02-01 to 2027-02-14', 'segment, 10:00'],
      ['2027-02-08', '', 'weekly, 2027-02-01 to 2027-02-14', 'segment, 10:00'],
    ]);
  });

  it('says the time that the clocks show where they skip the planned one', () => {
    for (const [timeZone, date, at, shown] of [
      ['Europe/Berlin', '2027-03-28', '02:30', '03:30'],
      ['America/New_York', '2027-03-14', '02:30', '03:30'],
      ['America/Havana', '2027-03-14', '00:30', '01:30'],
      ['Australia/Lord_Howe', '2027-10-03', '02:15', '02:45'],
    ] as const) {
      const campaign = plan({
        timeZone,
        touchpoints: [touchpoint({ id: 't', start: date, time: { zone: 'campaign', at } })],
      });
      expect(rowsOf(textFor(campaign)).map((row) => `${row['Date']} ${row['Local time']}`)).toEqual([
        `${date} ${shown}`,
      ]);
    }
  });

  it('parts cells as the spreadsheets of a country expect, or as asked', () => {
    const first = (context: object) => textOf(writeCsv(campaign, { now: NOW, ...context }).files[0]).slice(5, 6);
    expect(['en-GB', 'de-DE', 'pt-BR', 'fr', 'ja', undefined].map((locale) => first({ locale }))).toEqual([
      ',',
      ';',
      ';',
      ';',
      ',',
      ',',
    ]);
    expect([first({ delimiter: '\t' }), first({ locale: 'de', delimiter: ',' })]).toEqual(['\t', ',']);
  });

  it('leaves texts as they are where a program is to read them', () => {
    const campaign = plan({
      touchpoints: [touchpoint({ id: 't', message: { subject: '@here', body: '- first\n- second' } })],
    });
    const [row] = rowsOf(textOf(writeCsv(campaign, { now: NOW, plain: true }).files[0]));
    expect([row!['Subject'], row!['Body']]).toEqual(['@here', '- first\n- second']);
  });

  it('counts an audience that no cell can name, and says so', () => {
    const segments = Array.from({ length: 240 }, (_, index) =>
      segment({ id: `s${index}`, name: `${index} ${'n'.repeat(180)}` }),
    );
    const given = segments.slice(1).map(({ id }) => id);
    const { files, problems } = writeCsv(plan({ segments, touchpoints: [touchpoint({ id: 't', segments: given })] }), {
      now: NOW,
    });
    const [row] = rowsOf(textOf(files[0]));
    expect(row!['Audience']).toBe('239 segments');
    expect(Math.max(...Object.values(row!).map((cell) => cell.length))).toBeLessThanOrEqual(32_767);
    expect(problems.map(({ message }) => message)).toEqual([
      '“Touchpoint t” is for 239 segments, and no cell of a spreadsheet can name them all; it says how many they are.',
      'The plan has more to say of its segments than its rows can hold: brought in again, 137 of them will not come back whole. Keep the plan as a file too.',
    ]);
  });

  it('defuses every text that a spreadsheet would run', () => {
    const dangerous = HOSTILE_TEXTS.filter((text) => /^[\s\0]*[=+\-@＝]/.test(text));
    const hostile = plan({
      touchpoints: dangerous.map((text, index) =>
        touchpoint({ id: `t${index}`, name: text, owner: text.slice(0, 200), message: { subject: text, body: text } }),
      ),
    });
    const rows = rowsOf(textFor(hostile));
    expect(rows.length).toBe(dangerous.length);
    for (const row of rows) {
      expect([row['Name'], row['Owner'], row['Subject'], row['Body']].map((cell) => cell![0])).toEqual([
        "'",
        "'",
        "'",
        "'",
      ]);
    }
  });

  it('parses back with as many columns in every row and no live formula, whatever the plan', () => {
    fc.assert(
      fc.property(arbitraryHostilePlan, (hostile) => {
        const text = textFor(hostile);
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\0\u0001-\u0008]|\r(?!\n)/);
        const cells = rowsOf(text).flatMap((row) => Object.values(row));
        expect(cells.length % 32).toBe(0);
        expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠\t\r]/.test(cell))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
