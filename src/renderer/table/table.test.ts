import { describe, expect, it } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import type { Idea } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import { COLUMNS, sortKey, surroundings, textOf, type Column } from './columns.ts';
import { bulkCommand, editCommand, type Values } from './edits.ts';
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

describe('edits', () => {
  const after = (values: Partial<Values>, id = 'mail') => {
    const entry = [...campaign.touchpoints, ...campaign.ideas].find((one) => one.id === id)!;
    const command = editCommand(entry, values);
    const changed = command ? apply(campaign, command).campaign : campaign;
    return {
      touchpoint: changed.touchpoints.find((one) => one.id === id),
      idea: changed.ideas.find((one) => one.id === id),
      command,
    };
  };

  it('do nothing where the value is there', () => {
    expect(
      after({ name: 'Mail', owner: ' Ada ', segments: [], start: '2027-01-12' } as Partial<Values>).command,
    ).toBeNull();
    expect(after({ time: null, audience: [] }).command).toBeNull();
  });

  it('move by the first day, stretch by the last, and take the first along where the last comes before it', () => {
    expect(after({ start: '2027-01-14' }).touchpoint).toMatchObject({ start: '2027-01-14', days: 1 });
    expect(after({ end: '2027-01-14' }).touchpoint).toMatchObject({ start: '2027-01-12', days: 3 });
    expect(after({ end: '2027-01-01' }).touchpoint).toMatchObject({ start: '2027-01-01', days: 1 });
    expect(after({ start: '2027-01-14', end: '2027-01-15' }).touchpoint).toMatchObject({
      start: '2027-01-14',
      days: 2,
    });
  });

  it('empty what need not be there', () => {
    expect(after({ owner: null }).touchpoint).not.toHaveProperty('owner');
    expect(after({ status: null }).touchpoint).not.toHaveProperty('status');
    expect(after({ time: '10:30' }).touchpoint?.time.at).toBe('10:30');
  });

  it('plan an idea by a date, and put on the shelf what loses its own', () => {
    expect(after({ start: '2027-02-01', owner: 'Bo' }, 'idea')).toMatchObject({
      touchpoint: { start: '2027-02-01', owner: 'Bo', name: 'Idea' },
      idea: undefined,
      command: { action: 'planIdea' },
    });
    expect(after({ end: '2027-02-01' }, 'idea').touchpoint).toBeDefined();
    expect(after({ owner: 'Bo', days: 3 }, 'idea').idea).toMatchObject({ owner: 'Bo', days: 3 });
    expect(after({ start: null })).toMatchObject({ touchpoint: undefined, command: { action: 'shelve' } });
    expect(after({ start: null }).idea).toBeDefined();
  });

  it('change several as one step, with their days', () => {
    const command = bulkCommand([mail, series, idea], { status: 'approved', owner: 'Bo' }, 7)!;
    expect(command).toMatchObject({ type: 'batch', action: 'editSeveral' });
    const { campaign: changed, inverse } = apply(campaign, command);
    expect(changed.touchpoints.map(({ id, start, owner }) => [id, start, owner])).toEqual([
      ['series', '2027-02-01', 'Bo'],
      ['mail', '2027-01-19', 'Bo'],
      ['link', '2027-01-11', undefined],
    ]);
    expect(changed.ideas[0]).toMatchObject({ status: 'approved', owner: 'Bo' });
    expect(apply(changed, inverse).campaign).toEqual(campaign);
  });

  it('shift nothing that is locked, but move it where a date is typed', () => {
    const locked = { ...mail, locked: true as const };
    expect(bulkCommand([locked], {}, 7)).toBeNull();
    expect(bulkCommand([locked], { owner: 'Bo' }, 7)).toMatchObject({ type: 'editTouchpoint' });
    expect(editCommand(locked, { start: '2027-01-14' })).toMatchObject({ type: 'moveTouchpoint', start: '2027-01-14' });
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
