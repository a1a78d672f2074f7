import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '#campaign/document.ts';
import { writeCsv } from '#delivery/csv/csv.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { importPlan } from '#intake/plan/plan.ts';
import { planSheets } from '#intake/plan/sheets.ts';
import { readTables } from '#intake/read/table.ts';

/** The studio's own table comes back with the hours and days that somebody changed in its rows. */

type Row = Record<string, string>;

async function editedBack(changes: Partial<Touchpoint>, edit: (rows: Row[]) => void) {
  const campaign = plan({
    segments: [segment({ id: 'a' }), segment({ id: 'b', timeZone: 'Australia/Sydney', preferredTime: '08:00' })],
    touchpoints: [touchpoint({ id: 't', start: '2027-03-01', ...changes })],
  });
  const [file] = writeCsv(campaign, { now: '2026-11-29T12:00:00Z' }).files;
  const { data, meta } = Papa.parse<Row>(new TextDecoder().decode(file!.bytes).replace('\ufeff', ''), {
    header: true,
    skipEmptyLines: true,
  });
  edit(data);
  const bytes = new TextEncoder().encode(Papa.unparse({ fields: meta.fields!, data }));
  const context = { today: '2026-11-29', timeZone: 'UTC', name: 'Back' };
  const { tables } = await planSheets(await readTables(bytes, file!.name, { sheets: 'all' }), context);
  const back = await importPlan(tables, {}, context);
  const { start, days, cadence, time, exceptions } = back.campaign.touchpoints[0]!;
  return { start, days, cadence, time, exceptions, notes: back.notes.map(({ row, note }) => `${row}: ${note}`) };
}

const setTime = (time: string) => (rows: Row[]) => rows.forEach((row) => (row['Local time'] = time));
const weekly = { days: 28, cadence: 'weekly' } as const;

describe('an hour that was changed', () => {
  it.each([
    ['on the clock of the campaign', { time: { zone: 'campaign', at: '09:00' } }, '16:00'],
    ['on the clock of each segment', { time: { zone: 'segment', at: '09:00' } }, '16:00'],
    ['that segments prefer', { time: { zone: 'segment' } }, '8:30'],
    ['of a series', { ...weekly, time: { zone: 'segment', at: '02:30' } }, '16:00:00'],
    ['of a meeting', { channel: 'meeting', time: { zone: 'campaign' } }, '16:00'],
  ] as const)('%s is taken over', async (_, changes, time) => {
    const { time: back, notes } = await editedBack(changes, setTime(time));
    expect(back).toEqual({ zone: changes.time.zone, at: time.slice(0, 5).padStart(5, '0') });
    expect(notes).toEqual([]);
  });

  it('in one send of a series is that of this send', async () => {
    const { time, exceptions, notes } = await editedBack(
      { ...weekly, time: { zone: 'campaign', at: '09:00' } },
      (rows) => {
        rows[1]!['Local time'] = '10:00';
      },
    );
    expect(time.at).toBe('09:00');
    expect(exceptions).toEqual([{ on: '2027-03-08', time: { zone: 'campaign', at: '10:00' } }]);
    expect(notes).toEqual([]);
  });

  it('for some readers of a send only stays as planned, and each of them says so', async () => {
    const { time, exceptions, notes } = await editedBack(
      { ...weekly, time: { zone: 'segment', at: '09:00' } },
      (rows) => {
        rows[1]!['Local time'] = '10:00';
      },
    );
    expect([time.at, exceptions]).toEqual(['09:00', undefined]);
    expect(notes).toEqual([
      '3: the time was changed here and not alike in the other rows of the touchpoint; it stays as planned',
    ]);
  });

  it('is not seen where the clocks skip the planned one', async () => {
    const skipped = { start: '2027-03-28', time: { zone: 'campaign', at: '02:30' } } as const;
    expect((await editedBack(skipped, () => {})).time.at).toBe('02:30');
    expect((await editedBack(skipped, setTime('10:00'))).time.at).toBe('10:00');
  });
});

describe('a series', () => {
  const time = { zone: 'segment', at: '09:00' } as const;

  it('moves with its rows', async () => {
    const { start, days, cadence, notes } = await editedBack({ ...weekly, time }, (rows) => {
      for (const row of rows)
        row['Date'] = row['Date']!.replace(/\d\d$/, (day) => String(Number(day) + 2).padStart(2, '0'));
    });
    expect({ start, days, cadence, notes }).toEqual({ start: '2027-03-03', ...weekly, notes: [] });
  });

  const plain = { ...weekly, time: { zone: 'campaign', at: '09:00' } } as const;

  it('of which one date was moved has a send that is moved', async () => {
    const { start, days, exceptions, notes } = await editedBack(plain, (rows) => {
      rows[2]!['Date'] = '2027-03-16';
    });
    expect({ start, days, exceptions, notes }).toEqual({
      start: '2027-03-01',
      days: 28,
      exceptions: [{ on: '2027-03-15', to: '2027-03-16' }],
      notes: [],
    });
  });

  it('of which a date was deleted has a send that is skipped, and says so', async () => {
    const { start, days, exceptions, notes } = await editedBack(plain, (rows) => void rows.splice(3, 1));
    expect({ start, days, exceptions }).toEqual({
      start: '2027-03-01',
      days: 28,
      exceptions: [{ on: '2027-03-22', skipped: true }],
    });
    expect(notes).toEqual(['2: its series has no row for 2027-03-22; that send is skipped']);
  });

  it('keeps its exceptions when it moves with its rows', async () => {
    const moved = { ...plain, exceptions: [{ on: '2027-03-08', to: '2027-03-09' }] };
    const { start, exceptions } = await editedBack(moved, (rows) => {
      for (const row of rows)
        row['Date'] = row['Date']!.replace(/\d\d$/, (day) => String(Number(day) + 2).padStart(2, '0'));
    });
    expect({ start, exceptions }).toEqual({
      start: '2027-03-03',
      exceptions: [{ on: '2027-03-10', to: '2027-03-11' }],
    });
  });
});

describe('what is sent once', () => {
  const move =
    (...places: number[]) =>
    (rows: Row[]) =>
      places.forEach((place) => (rows[place]!['Date'] = '2027-03-05'));

  it('moves with its rows', async () => {
    const { start, days, notes } = await editedBack({ time: { zone: 'segment', at: '09:00' } }, move(0, 1));
    expect({ start, days, notes }).toEqual({ start: '2027-03-05', days: 1, notes: [] });
  });

  it('does not grow long by a row that was moved alone', async () => {
    const { start, days, notes } = await editedBack({ time: { zone: 'segment', at: '09:00' } }, move(1));
    expect({ start, days }).toEqual({ start: '2027-03-01', days: 1 });
    expect(notes).toEqual([
      '3: the date was changed here and not alike in the other rows of the touchpoint; it stays as planned',
    ]);
  });
});
