import { describe, expect, it } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import type { Idea } from '#campaign/document.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import { COLUMNS, sortKey, surroundings, textOf, titleOfDay, type Column } from './columns.ts';
import { between, cellAfter, cellBeside, HEAD, rowBeside, type Cell } from './moves.ts';
import { isHeading, rowsOf, sortingAfter, type Grouping, type Row, type Sorting, type TouchpointRow } from './rows.ts';
import { ROW_HEIGHT, rowsInView } from './useRowWindow.ts';

const today = dayOf('2027-01-20');
const mail = touchpoint('launch-email', '2027-01-12', { id: 'mail', name: 'Mail', owner: 'Ada', status: 'planned' });
const series = touchpoint('launch-email', '2027-01-25', { id: 'series', name: 'Series', cadence: 'weekly', days: 15 });
const link = touchpoint('one-click-link', '2027-01-11', { id: 'link', name: 'Link', days: 42 });
const idea: Idea = ideaFrom(touchpoint('poster', '2027-01-11', { id: 'idea', name: 'Idea' }));
const campaign = soundWith({ touchpoints: [series, mail, link], ideas: [idea] });
const finding = { id: 'f', rule: 'r', severity: 'warning', message: '', cure: '', touchpointId: 'mail' } as const;
const around = surroundings(campaign, [finding], today);
const entries: TouchpointRow[] = [
  ...campaign.touchpoints.map((item): TouchpointRow => ({ kind: 'touchpoint', id: item.id, item })),
  { kind: 'idea', id: 'idea', item: idea },
];
const shown = (grouping: Grouping, sorting: Sorting | null = null) =>
  rowsOf(entries, grouping, sorting, around).map((row) => (isHeading(row) ? `${row.name} ${row.count}` : row.id));

describe('cells', () => {
  it.each<[Column, string, string]>([
    ['status', 'Overdue', 'Idea'],
    ['phase', 'Launch', ''],
    ['start', 'Tue, Jan 12', ''],
    ['audience', 'Everyone', 'Everyone'],
    ['findings', '1 warning', ''],
  ])('say the %s', (column, planned, undated) => {
    expect(textOf(column, mail, around)).toBe(planned);
    expect(textOf(column, idea, around)).toBe(undated);
  });

  it('count the sends of a series, and none of what is there all the time', () => {
    expect(textOf('repeats', series, around)).toMatch(/3 sends$/);
    expect(textOf('repeats', link, around)).toBe('Always there');
  });
});

describe('a rolling plan', () => {
  const rolls = {
    ...campaign,
    rolling: { weeks: 4 },
    segments: campaign.segments.map((segment) => ({ ...segment, inflow: 5 })),
  };
  const own = surroundings(rolls, [], today);

  it('counts first and last days from everyone’s own start, with the date of who starts first', () => {
    expect(rolls.start).toBe('2027-01-11');
    expect(textOf('start', mail, own)).toBe('Day 1 · Jan 12');
    expect(textOf('end', link, own)).toBe('Day 41 · Feb 21');
    expect(textOf('start', idea, own)).toBe('');
    expect(titleOfDay('start', mail, rolls)).toBe('Day 1: Tue, Jan 12, 2027 for those who start first');
    expect(titleOfDay('name', mail, rolls)).toBeNull();
    expect(titleOfDay('start', mail, campaign)).toBeNull();
  });

  it('is an agenda by weeks of everyone’s own', () => {
    const rows = rowsOf(entries, 'week', null, own).map((row) =>
      isHeading(row) ? `${row.name} ${row.count}` : row.id,
    );
    expect(rows).toEqual(['Days 0 to 6 2', 'link', 'mail', 'Days 14 to 20 1', 'series', 'Without a date 1', 'idea']);
  });
});

describe('rows', () => {
  it('are an agenda by weeks, what has no date last', () => {
    expect(shown('week')).toEqual([
      'Week of Jan 10, 2027 2',
      'link',
      'mail',
      'Week of Jan 24, 2027 1',
      'series',
      'Without a date 1',
      'idea',
    ]);
  });

  it('are an agenda by phases', () => {
    expect(shown('phase').filter((row) => row.includes(' '))).toEqual(['Launch 2', 'Culture 1', 'Without a date 1']);
  });

  it('are flat where a column sorts them; what is not said comes last both ways', () => {
    expect(shown('week', { column: 'owner', descending: false })[0]).toBe('mail');
    expect(shown('week', { column: 'owner', descending: true })[0]).toBe('mail');
    expect(shown('week', { column: 'start', descending: true })).toEqual(['series', 'mail', 'link', 'idea']);
    expect(shown('week', { column: 'findings', descending: false })[0]).toBe('mail');
    expect(shown('week', { column: 'name', descending: false })).toEqual(['idea', 'link', 'mail', 'series']);
  });

  it('can be sorted by every column', () => {
    for (const column of COLUMNS) {
      for (const { item } of entries) expect(sortKey(column, item, around)).not.toBeNaN();
      expect(shown('week', { column, descending: false })).toHaveLength(entries.length);
    }
  });

  it('go from upwards to downwards to the agenda', () => {
    const up = sortingAfter(null, 'name');
    const down = sortingAfter(up, 'name');
    expect([up, down, sortingAfter(down, 'name'), sortingAfter(down, 'start')]).toEqual([
      { column: 'name', descending: false },
      { column: 'name', descending: true },
      null,
      { column: 'start', descending: false },
    ]);
  });

  it('are drawn around what is in view', () => {
    expect(rowsInView(0, 640)).toEqual({ first: 0, until: 28 });
    const { first, until } = rowsInView(100 * ROW_HEIGHT, 640);
    expect(first).toBeLessThanOrEqual(100);
    expect(until).toBeGreaterThanOrEqual(120);
    expect(until - first).toBeLessThan(45);
  });
});

describe('moving by keys', () => {
  const rows: Row[] = rowsOf(entries, 'week', null, around);
  const key = (name: string, from: Cell, ctrlKey = false) =>
    cellAfter({ key: name, ctrlKey, metaKey: false, altKey: false }, from, rows, 2);

  it('passes over headings, and stays within the table', () => {
    expect(key('ArrowDown', { row: 'mail', column: 'name' })).toEqual({ row: 'series', column: 'name' });
    expect(key('ArrowUp', { row: 'link', column: 'name' })).toEqual({ row: HEAD, column: 'name' });
    expect(key('ArrowUp', { row: HEAD, column: 'name' })).toEqual({ row: HEAD, column: 'name' });
    expect(key('ArrowLeft', { row: 'link', column: 'name' })).toEqual({ row: 'link', column: 'select' });
    expect(key('End', { row: 'link', column: 'name' }, true)).toEqual({ row: 'idea', column: 'findings' });
    expect(key('PageDown', { row: 'link', column: 'name' })).toEqual({ row: 'series', column: 'name' });
    expect(key('a', { row: 'link', column: 'name' })).toBeUndefined();
  });

  it('goes on with Tab, from row to row', () => {
    expect(cellBeside({ row: 'link', column: 'findings' }, rows, 1)).toEqual({ row: 'mail', column: 'name' });
    expect(cellBeside({ row: 'mail', column: 'name' }, rows, -1)).toEqual({ row: 'link', column: 'findings' });
    expect(cellBeside({ row: 'link', column: 'name' }, rows, -1)).toEqual({ row: 'link', column: 'name' });
  });

  it('selects all between two rows', () => {
    expect(between(rows, 'series', 'link')).toEqual(['link', 'mail', 'series']);
    expect(between(rows, 'gone', 'mail')).toEqual(['mail']);
  });

  it('goes on beside rows that are taken away', () => {
    expect(rowBeside(rows, ['mail'])?.id).toBe('series');
    expect(rowBeside(rows, ['link', 'mail'])?.id).toBe('series');
    expect(rowBeside(rows, ['idea', 'series'])?.id).toBe('mail');
    expect(rowBeside(rows, ['idea', 'series', 'mail', 'link'])).toBeNull();
  });
});
