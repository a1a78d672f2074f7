import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { acceptedCommands } from '#campaign/acceptedCommands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { writeCsv } from '#delivery/csv/csv.ts';
import type { ExportContext } from '#delivery/export.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { writeWorkbook } from '#delivery/xlsx/workbook.ts';
import { returnedSheet } from './returnedSheet.ts';

const NOW = '2026-11-29T12:00:00Z';
const TODAY = '2026-11-29';

type Row = Record<string, string>;

/** The plan's own table as somebody edits it and saves it. */
async function edited(
  campaign: Campaign,
  edit: (rows: Row[]) => Row[] | void,
  onto = campaign,
  context: Partial<ExportContext> = {},
) {
  const [file] = writeCsv(campaign, { now: NOW, ...context }).files;
  const { data, meta } = Papa.parse<Row>(new TextDecoder().decode(file!.bytes).replace('\ufeff', ''), {
    header: true,
    skipEmptyLines: true,
  });
  const rows = edit(data) ?? data;
  const bytes = new TextEncoder().encode(Papa.unparse({ fields: meta.fields!, data: rows }));
  const back = await returnedSheet({ campaign: onto, fileName: 'plan.csv', bytes, today: TODAY });
  const { campaign: after } = apply(onto, acceptedCommands(back.differences.filter(({ isAsked }) => !isAsked)));
  return { ...back, after };
}

const campaign = plan({
  segments: [segment({ id: 'a', name: 'Sales' }), segment({ id: 'b', name: 'Ops', timeZone: 'Asia/Tokyo' })],
  lanes: [
    { id: 'mail', name: 'Mail' },
    { id: 'walls', name: 'Walls' },
  ],
  touchpoints: [
    touchpoint({ id: 't', name: 'Welcome', time: { zone: 'campaign', at: '09:00' }, priority: 'must' }),
    touchpoint({ id: 'w', name: 'Tip', cadence: 'weekly', days: 22, time: { zone: 'segment', at: '10:00' } }),
    touchpoint({
      id: 'p',
      name: 'Poster',
      tactic: 'poster',
      channel: 'poster',
      laneId: 'walls',
      days: 28,
      locked: true,
    }),
  ],
});
const at = (of: Campaign, id: string) => of.touchpoints.find((one) => one.id === id);
const rowOf = (rows: Row[], id: string) => rows.find((row) => row['Touchpoint id'] === id)!;

describe('a table that comes back', () => {
  it.each(TEMPLATES)('changes nothing in $id where nobody touched it, as CSV and as a workbook', async (template) => {
    const whole = template.build({ start: '2027-01-11' });
    if (whole.touchpoints.length === 0) return;
    const { differences, questions, same, rows } = await edited(whole, () => {});
    expect({ differences, questions }).toEqual({ differences: [], questions: [] });
    expect(same).toBe(rows);
    const [file] = (await writeWorkbook(whole, { now: NOW })).files;
    const back = await returnedSheet({ campaign: whole, fileName: 'plan.xlsx', bytes: file!.bytes, today: TODAY });
    expect(back).toMatchObject({ differences: [], questions: [], same: rows });
  });

  it('takes over what was typed, whatever the order of its rows, and nothing that a table does not hold', async () => {
    const { differences, questions, after } = await edited(campaign, (rows) => {
      Object.assign(rowOf(rows, 't'), {
        Date: '14/01/2027',
        Owner: 'Ana',
        'Local time': '9:30',
        Subject: 'Hi',
        Status: 'Approved',
      });
      return rows.toReversed();
    });
    expect(questions).toEqual([]);
    expect(differences).toHaveLength(1);
    expect(differences[0]!.sentences).toEqual([
      'Date: “12 Jan 2027” → “14 Jan 2027”.',
      'Time: “09:00, the campaign’s clock” → “09:30, the campaign’s clock”.',
      expect.stringMatching(/^Subject: .* → “Hi”\.$/),
      'Owner: nothing → “Ana”.',
      'Status: nothing → “approved”.',
    ]);
    expect(at(after, 't')).toEqual({
      ...at(campaign, 't'),
      start: '2027-01-14',
      time: { zone: 'campaign', at: '09:30' },
      owner: 'Ana',
      status: 'approved',
      message: { ...at(campaign, 't')!.message, subject: 'Hi' },
    });
    expect(after.touchpoints.slice(1)).toEqual(campaign.touchpoints.slice(1));
  });

  describe('of what hangs', () => {
    const tied = {
      ...campaign,
      touchpoints: campaign.touchpoints.map((one) =>
        one.id === 'w'
          ? { ...one, start: '2027-01-19', tie: { touchpointId: 't', count: 7, unit: 'days' as const } }
          : one,
      ),
    };
    const begin = at(tied, 't')!.start;

    it('keeps the tie, and says the new distance where the date was changed', async () => {
      expect(begin).toBe('2027-01-12');
      const { after, differences, questions } = await edited(tied, (rows) => {
        expect(rowOf(rows, 'w')['Hangs from']).toBe('7 days after “Welcome” (2027-01-12)');
        expect(rowOf(rows, 't')['Hangs from']).toBe('');
        rowOf(rows, 't')['Owner'] = 'Ana';
        for (const row of rows.filter((one) => one['Touchpoint id'] === 'w')) row['Date'] = addDays(row['Date']!, 2);
      });
      expect(questions).toEqual([]);
      expect(differences.map(({ touchpointId }) => touchpointId).sort()).toEqual(['t', 'w']);
      expect(at(after, 'w')).toMatchObject({ start: '2027-01-21', tie: { touchpointId: 't', count: 9, unit: 'days' } });
    });

    it('says that a tie is changed in the plan, and does not ask where an anchor moved meanwhile', async () => {
      const { differences, questions } = await edited(tied, (rows) => {
        for (const row of rows.filter((one) => one['Touchpoint id'] === 'w'))
          row['Hangs from'] = '3 days after “Welcome” (2027-01-12)';
      });
      expect(differences).toEqual([]);
      expect(questions.map(({ sentence }) => sentence)).toEqual([
        expect.stringMatching(/^Row \d+, “Tip”: “Hangs from” says otherwise than the plan, and stays as it is there\./),
      ]);
      const moved = apply(tied, { type: 'editTouchpoint', id: 't', changes: { start: '2027-01-13' } }).campaign;
      expect(JSON.stringify((await edited(tied, () => {}, moved)).questions)).not.toContain('Hangs from');
    });

    it('reads a table of an earlier studio, which has no such column', async () => {
      const [file] = writeCsv(tied, { now: NOW }).files;
      const { data, meta } = Papa.parse<Row>(new TextDecoder().decode(file!.bytes).replace('\ufeff', ''), {
        header: true,
      });
      const fields = meta.fields!.filter((field) => field !== 'Hangs from');
      const bytes = new TextEncoder().encode(Papa.unparse({ fields, data }));
      const back = await returnedSheet({ campaign: tied, fileName: 'plan.csv', bytes, today: TODAY });
      expect(back).toMatchObject({ differences: [], questions: [] });
    });
  });

  it('skips the send whose rows were taken out, and asks nothing else', async () => {
    const { after, differences } = await edited(campaign, (rows) =>
      rows.filter((row) => !(row['Touchpoint id'] === 'w' && row['Date'] === '2027-01-19')),
    );
    expect(differences).toHaveLength(1);
    expect(at(after, 'w')!.exceptions).toEqual([{ on: '2027-01-19', skipped: true }]);
  });

  it('removes what was taken out whole, adds a row that was typed, and a copy that was changed', async () => {
    const { after, differences, questions } = await edited(campaign, (rows) => [
      ...rows.filter((row) => row['Touchpoint id'] !== 'p'),
      {
        Date: '2027-02-01',
        Name: 'Town hall',
        Channel: 'meeting',
        Audience: 'ops',
        Lane: 'Rooms',
        'Local time': '14:00',
      },
      { ...rowOf(rows, 't'), Date: '2027-01-20', Name: 'Welcome again' },
      { ...rowOf(rows, 't') },
    ]);
    expect(differences.map(({ kind }) => kind).toSorted()).toEqual(['added', 'added', 'removed']);
    expect(questions.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('is there twice')]);
    expect(at(after, 'p')).toBeUndefined();
    const hall = after.touchpoints.find(({ name }) => name === 'Town hall')!;
    expect(hall).toMatchObject({ start: '2027-02-01', segments: ['b'], channel: 'meeting', time: { at: '14:00' } });
    expect(after.lanes.find(({ id }) => id === hall.laneId)!.name).toBe('Rooms');
    expect(after.touchpoints.find(({ name }) => name === 'Welcome again')).toMatchObject({ start: '2027-01-20' });
    expect(after.touchpoints.filter(({ name }) => name === 'Welcome')).toHaveLength(1);
  });

  it('asks about a date far outside the plan, which is more likely a slip of the hand', async () => {
    const moved = (date: string) => (rows: Row[]) => void (rowOf(rows, 't')['Date'] = date);
    const near = await edited(campaign, moved('2027-02-01'));
    expect(near.differences.map(({ isAsked }) => isAsked)).toEqual([undefined]);
    const far = await edited(campaign, moved('2031-02-01'));
    expect(far.differences.map(({ isAsked }) => isAsked)).toEqual([true]);
    expect(far.after).toEqual(campaign);
  });

  it('says of a row that is new what it says', async () => {
    const { differences } = await edited(campaign, (rows) => [
      ...rows,
      { ...rowOf(rows, 't'), Name: 'Quite another', 'Touchpoint id': '', 'As exported': '' },
    ]);
    expect(differences.map(({ kind }) => kind)).toEqual(['added']);
    expect(differences[0]!.sentences[0]).toBe('New: 12 Jan 2027, email, Everyone, Hello.');
  });

  it('asks about cells that cannot be used, and leaves them as they are', async () => {
    const { after, questions, differences } = await edited(campaign, (rows) => {
      Object.assign(rowOf(rows, 't'), {
        Date: 'soon',
        Channel: 'pigeon',
        Audience: 'Nobody',
        Status: 'done',
        Name: '',
      });
    });
    expect(differences).toEqual([]);
    expect(questions).toHaveLength(5);
    expect(after).toEqual(campaign);
  });

  it('leaves alone what the plan changed meanwhile, and does not take for gone what is newer than the table', async () => {
    const { campaign: newer } = apply(campaign, {
      type: 'batch',
      action: 'test',
      commands: [
        { type: 'editTouchpoint', id: 't', changes: { owner: 'Kim', start: '2027-01-18' } },
        { type: 'moveTouchpoint', id: 'w', start: '2027-01-14' },
        { type: 'addTouchpoint', item: touchpoint({ id: 'new', name: 'Newer' }) },
      ],
    });
    const { after, differences, questions } = await edited(
      campaign,
      (rows) => void (rowOf(rows, 't')['Notes'] = 'ask'),
      newer,
    );
    expect(at(after, 't')).toEqual({ ...at(newer, 't'), notes: 'ask' });
    expect(after.touchpoints.filter(({ id }) => id !== 't')).toEqual(newer.touchpoints.filter(({ id }) => id !== 't'));
    expect(differences.filter(({ isAsked }) => isAsked).map(({ touchpointId }) => touchpointId)).toEqual(['new']);
    expect(questions.every(({ sentence }) => sentence.includes('Tip'))).toBe(true);
  });

  it('does not bring back what was deleted in the plan since, nor undo a lane that moved since', async () => {
    const { campaign: newer } = apply(campaign, {
      type: 'batch',
      action: 'test',
      commands: [
        { type: 'removeTouchpoint', id: 't' },
        { type: 'editTouchpoint', id: 'w', changes: { laneId: 'walls' } },
      ],
    });
    for (const edit of [
      () => {},
      (rows: Row[]) => void Object.assign(rowOf(rows, 't'), { Owner: 'Ana', Date: '2027-01-13' }),
      (rows: Row[]) => [...rows, { ...rowOf(rows, 't') }],
    ]) {
      const { after, differences, questions } = await edited(campaign, edit, newer);
      expect(differences).toEqual([]);
      expect(after).toEqual(newer);
      expect(new Set(questions.map(({ touchpointId }) => touchpointId))).toEqual(new Set(['t']));
      expect(questions[0]!.sentence).toContain('taken out of the plan');
    }
  });

  it('of an excerpt does not bring back what lies outside it by now', async () => {
    const excerpt = { lanes: ['mail'] };
    const { campaign: newer } = apply(campaign, { type: 'editTouchpoint', id: 't', changes: { laneId: 'walls' } });
    const { after, differences } = await edited(campaign, () => {}, newer, { excerpt });
    expect(differences).toEqual([]);
    expect(after).toEqual(newer);
  });

  it('of an excerpt does not take the rest for gone', async () => {
    const { differences, after } = await edited(campaign, (rows) => void (rows[0]!['Owner'] = 'Ana'), campaign, {
      excerpt: { lanes: ['walls'] },
    });
    expect(differences.map(({ touchpointId }) => touchpointId)).toEqual(['p']);
    expect(after.touchpoints).toHaveLength(3);
  });

  it('is refused where it is of another plan, or no table of the studio', async () => {
    await expect(edited(campaign, () => {}, { ...campaign, id: 'other' })).rejects.toThrow('another plan');
    const bytes = new TextEncoder().encode('Date,What\n2027-01-01,Mail\n');
    await expect(returnedSheet({ campaign, fileName: 'x.csv', bytes, today: TODAY })).rejects.toThrow('no table');
  });
});
