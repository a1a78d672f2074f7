import { describe, expect, it } from 'vitest';
import { ORDINALS, ruleFor } from '#campaign/rhythm.ts';
import type { CellField } from '#contract/intake.ts';
import { english } from '#language/formats.ts';
import { rhythmInWords } from '#language/rhythm.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { readCells } from './cells.ts';

const read = (rows: string[][], fields: (CellField | null)[], dateOrder: 'day-first' | 'month-first' = 'day-first') =>
  readCells(rows.map((row) => row.join('\t')).join('\r\n') + '\r\n', {
    fields,
    today: '2026-11-29',
    near: '2027-02-01',
    dateOrder,
  });

describe('pasted cells', () => {
  it('count from the launch of the plan, and say so where it has none', () => {
    const context = {
      fields: ['start' as const],
      today: '2026-11-29',
      near: '2027-02-01',
      dateOrder: 'day-first' as const,
    };
    expect(readCells('T-30', { ...context, launch: '2027-03-23' }).rows[0]).toMatchObject([{ date: '2027-02-21' }]);
    expect(readCells('T-30', context).rows[0]).toMatchObject([
      { problem: expect.stringContaining('launch') as string },
    ]);
  });

  it('are read by what their columns mean', () => {
    const { rows } = read(
      [
        [
          'Kick-off',
          '9 Feb',
          '11 Feb',
          'Signed off',
          'Ada',
          'push',
          'MS Teams',
          'Sales, HR',
          'weekly',
          '9am',
          '3 days',
        ],
      ],
      ['name', 'start', 'end', 'status', 'owner', 'direction', 'channel', 'audience', 'repeats', 'time', 'days'],
    );
    expect(rows[0]).toMatchObject([
      { text: 'Kick-off' },
      { date: '2027-02-09' },
      { date: '2027-02-11' },
      { status: 'approved' },
      { text: 'Ada' },
      { direction: 'push' },
      { channel: 'teams' },
      { audience: { everyone: false, names: ['Sales', 'HR'] } },
      { rhythm: { cadence: 'weekly' } },
      { time: '09:00' },
      { days: 3 },
    ]);
  });

  it.each([
    ['every Tuesday', { cadence: 'weekly', weekdays: [2] }],
    ['Every second Friday, 6 sends', { cadence: 'fortnightly', weekdays: [5] }],
    ['weekly on Mon and Thu', { cadence: 'weekly', weekdays: [1, 4] }],
    ['The last Friday of each month, 3 sends', { cadence: 'monthly', weekdays: [5], ordinal: -1 }],
    ['each month', { cadence: 'monthly' }],
    ['Every month on day 9, 5 sends', { cadence: 'monthly' }],
  ])('keep the weekdays of “%s”', (text, rhythm) => {
    expect(read([[text]], ['repeats']).rows).toEqual([[{ text, rhythm }]]);
  });

  it('say that a plan has no word for every second month', () => {
    for (const text of ['every second month', 'every two months'])
      expect(read([[text]], ['repeats']).rows[0]![0]!.problem).toContain('no way of repeating');
  });

  it('understand how often as the table itself writes it', () => {
    for (const cadence of ['weekly', 'fortnightly'] as const)
      for (const weekdays of [[1], [2, 4], [1, 3, 5]]) {
        const text = rhythmInWords(ruleFor({ cadence, weekdays }, '2027-01-11'), vocabularies.learning, english);
        expect(read([[`${text}, 8 sends`]], ['repeats']).rows[0]).toMatchObject([{ rhythm: { cadence, weekdays } }]);
      }
    for (const ordinal of ORDINALS) {
      const rule = ruleFor({ cadence: 'monthly', weekdays: [3], ordinal }, '2027-01-11');
      const text = rhythmInWords(rule, vocabularies.learning, english);
      expect(read([[text]], ['repeats']).rows[0]).toMatchObject([
        { rhythm: { cadence: 'monthly', weekdays: [3], ordinal } },
      ]);
    }
  });

  it('take the order of dates from their column, and the person’s own where that leaves it open', () => {
    const days = (texts: string[], order?: 'month-first') =>
      read(
        texts.map((text) => [text]),
        ['start'],
        order,
      ).rows.map(([cell]) => cell?.date);
    expect(days(['03/04/2027', '25/04/2027'], 'month-first')).toEqual(['2027-04-03', '2027-04-25']);
    expect(days(['03/04/2027'], 'month-first')).toEqual(['2027-03-04']);
    expect(days(['03/04/2027'])).toEqual(['2027-04-03']);
  });

  it('are known by headings above them, wherever they stand', () => {
    const { fields, rows } = read(
      [
        ['Owner', 'Activity', 'Date', 'Budget'],
        ['Ada', 'Kick-off', '2027-02-09', '100'],
        ['Bo', 'Reminder', '2027-02-10', '200'],
      ],
      ['name'],
    );
    expect(fields.slice(0, 3)).toEqual(['owner', 'name', 'start']);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject([{ text: 'Bo' }, { text: 'Reminder' }, { date: '2027-02-10' }, null]);
  });

  it('say what cannot be read, and leave empty cells alone', () => {
    const { rows } = read(
      [
        ['next Tuesdee', 'perhaps', '', 'sideways', 'email and Slack'],
        ['tbc', 'draft', 'x', 'pull', 'Slack'],
      ],
      ['start', 'status', null, 'direction', 'channel'],
    );
    expect(rows[0]!.map((cell) => cell && cell.problem !== undefined)).toEqual([true, true, null, true, true]);
    expect(rows[1]![0]!.problem).toContain('no date yet');
    expect(rows[1]!.slice(1)).toMatchObject([{ status: 'draft' }, null, { direction: 'pull' }, { channel: 'slack' }]);
  });

  it('may hold tabs and line ends in quotation marks', () => {
    const { rows } = read([['"Two\nlines"', 'Ada']], ['name', 'owner']);
    expect(rows).toMatchObject([[{ text: 'Two\nlines' }, { text: 'Ada' }]]);
  });
});
