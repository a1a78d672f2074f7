import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { formatDay } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { announce } from '../kit/notices.ts';
import { shortcutOf } from '../kit/shortcuts.ts';
import { commitTyping } from '../kit/typing.ts';
import { goToDetails } from '../navigation/panes.ts';
import { askWhichSends } from '../series/edits.ts';
import { execute, select, useSession } from '../session/session.ts';
import { itemById } from '../session/shown.ts';
import { formatDate } from '../locale.ts';
import { t } from '../text/text.ts';
import { dayToAddOn } from '../arranging/add.ts';
import { tellLocked } from '../items/locked.ts';
import type { Leaving } from './CellEditor.tsx';
import { COLUMNS, isDerived, WIDTHS, type Column, type Surroundings } from './columns.ts';
import { editCommand, isOptional, isPlanned, isShelved, meantFor, type Values } from '../items/values.ts';
import { between, cellAfter, cellBeside, HEAD, SELECT, GRID_COLUMNS, type Cell, type GridColumn } from './moves.ts';
import { isHeading, sortingAfter, type Row, type Sorting } from './rows.ts';
import { TableRow } from './TableRow.tsx';
import { ROW_HEIGHT, useRowWindow } from './useRowWindow.ts';

/** The grid of the table, as the ARIA pattern has it: one tab stop, arrow keys between cells, Enter or F2 into one of them. */

const COLUMN_TEMPLATE = `32px ${COLUMNS.map((column) => (column === 'name' ? `minmax(${WIDTHS.name}px, 1fr)` : `${WIDTHS[column]}px`)).join(' ')}`;
const LEAST_WIDTH = 32 + COLUMNS.reduce((sum, column) => sum + WIDTHS[column], 0);

interface GridProps {
  campaign: Campaign;
  rows: readonly Row[];
  around: Surroundings;
  sorting: Sorting | null;
  onSort: (sorting: Sorting | null) => void;
  active: Cell;
  onActive: (cell: Cell) => void;
  /** A row whose name is to be edited, since it was only just added. */
  added: string | null;
}

export function Grid({ campaign, rows, around, sorting, onSort, active, onActive, added }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows: inView, measure } = useRowWindow(scroller);
  const selection = useSession((state) => state.open!.selection);
  const selected = new Set(isRowKind(selection?.kind) ? selection!.ids : []);
  /** The row whose active cell is edited: where it is gone, no other is. */
  const [edited, setEdited] = useState<string | null>(null);
  const isEditing = edited === active.row;
  /** From where Shift selects. */
  const anchor = useRef(active.row);
  const wantsFocus = useRef(false);

  const reveal = useCallback(
    (row: string) => {
      const area = scroller.current!;
      const place = rows.findIndex(({ id }) => id === row);
      if (place < 0) return;
      // The head covers the first row's height.
      const top = place * ROW_HEIGHT;
      if (top < area.scrollTop) area.scrollTop = Math.max(0, top - ROW_HEIGHT);
      else if (top + 2 * ROW_HEIGHT > area.scrollTop + area.clientHeight)
        area.scrollTop = top + 3 * ROW_HEIGHT - area.clientHeight;
      measure();
    },
    [rows, measure],
  );

  const go = useCallback(
    (cell: Cell) => {
      setEdited(null);
      onActive(cell);
      wantsFocus.current = true;
      reveal(cell.row);
    },
    [onActive, reveal],
  );

  const elementOf = ({ row, column }: Cell) => {
    const line = scroller.current!.querySelector(row === HEAD ? '.table-head' : `[data-row="${CSS.escape(row)}"]`);
    const cell = line?.querySelector<HTMLElement>(`[data-column="${column}"]`);
    return cell?.querySelector<HTMLElement>('input[type="checkbox"]') ?? cell ?? null;
  };
  const before = useRef(active.row);
  useEffect(() => {
    if (before.current === active.row) return;
    before.current = active.row;
    // What had the focus went with its row.
    if (document.activeElement === document.body) wantsFocus.current = true;
    reveal(active.row);
  }, [active.row, reveal]);
  useEffect(() => {
    if (!wantsFocus.current || isEditing) return;
    const element = elementOf(active);
    if (!element) return;
    wantsFocus.current = false;
    focusSoon(element);
    keepAcross(scroller.current!, element);
  });

  // What is selected elsewhere, in the finder or in another view, comes into view here.
  const only = selected.size === 1 ? [...selected][0]! : null;
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (only === shown.current) return;
    shown.current = only;
    if (only === null || only === active.row || !rows.some(({ id }) => id === only)) return;
    onActive({ row: only, column: active.column });
    reveal(only);
  }, [only, active, rows, onActive, reveal]);

  useEffect(() => {
    if (added === null || !rows.some(({ id }) => id === added)) return;
    go({ row: added, column: 'name' });
    setEdited(added);
    // Once for each that is added.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [added]);

  const selectRows = (ids: string[]) => {
    shown.current = ids.length === 1 ? ids[0]! : null;
    const ideas = new Set(rows.filter(({ kind }) => kind === 'idea').map(({ id }) => id));
    const planned = ids.filter((id) => !ideas.has(id));
    // What is selected is of one kind: with planned ones among them, those.
    if (ids.length === 0) select(null);
    else select(planned.length > 0 ? { kind: 'touchpoint', ids: planned } : { kind: 'idea', ids });
  };
  const toggle = (id: string) =>
    selectRows(selected.has(id) ? [...selected].filter((other) => other !== id) : [...selected, id]);

  const onValue = useCallback((id: string, values: Partial<Values>): boolean => {
    const now = useSession.getState().open!.campaign;
    const entry = itemById(now, 'touchpoint', id) ?? itemById(now, 'idea', id);
    if (!entry) return false;
    // Whoever types a date means it; without one it would go to the shelf.
    if (isShelved(values) && tellLocked(now, 'touchpoint', [id])) return false;
    if (isPlanned(entry) && askWhichSends(entry, values)) return true;
    const meant = meantFor(entry, values, formatDay(dayToAddOn(now)));
    const command = editCommand(entry, meant);
    if (!command || !execute(command)) return false;
    keepSelected(id);
    if (meant !== values) announce(t('table.planned', { name: entry.name, day: formatDate(meant.start!, 'full') }));
    return true;
  }, []);

  const leave = useRef((_: Leaving) => undefined as void);
  leave.current = (leaving) => {
    const next =
      leaving === 'stay'
        ? active
        : leaving === 'below'
          ? cellAfter({ key: 'ArrowDown', ...PLAIN }, active, rows, 1)!
          : cellBeside(active, rows, leaving === 'next' ? 1 : -1);
    anchor.current = next.row;
    if (selected.size <= 1 && next.row !== active.row) selectRows([next.row]);
    go(next);
  };
  const onLeave = useCallback((leaving: Leaving) => leave.current(leaving), []);

  /** Begins to edit the active cell, or says why it cannot be. */
  function edit({ row, column }: Cell): void {
    if (row === HEAD) return sortBy(column);
    if (column === SELECT) return toggle(row);
    if (isDerived(column)) {
      if (column === 'findings') return openDetails(row);
      return announce(t('table.derived', { column: t(`table.column.${column}`) }));
    }
    flushSync(() => setEdited(row));
  }

  function openDetails(row: string): void {
    selectRows([row]);
    goToDetails();
  }

  function sortBy(column: GridColumn): void {
    if (column === SELECT) {
      const all = rows.filter((row) => !isHeading(row)).map(({ id }) => id);
      return selectRows(selected.size === all.length ? [] : all);
    }
    onSort(sortingAfter(sorting, column));
  }

  /** Empties a cell whose value need not be there. */
  function empty({ row, column }: Cell): void {
    if (row === HEAD || column === SELECT) return;
    if (isOptional(column)) onValue(row, { [column]: null });
    else announce(t('table.required', { column: t(`table.column.${column}`) }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (isEditing || (event.target as Element).closest('.popover')) return;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const shortcut = shortcutOf(event);
    if (shortcut === 'all') {
      done();
      return selectRows(rows.filter((row) => !isHeading(row)).map(({ id }) => id));
    }
    const page = Math.max(1, Math.floor(scroller.current!.clientHeight / ROW_HEIGHT) - 2);
    const next = cellAfter(event, active, rows, page);
    if (next) {
      done();
      if (event.shiftKey && next.row !== HEAD) selectRows(between(rows, anchor.current || next.row, next.row));
      else {
        anchor.current = next.row;
        if (selected.size <= 1 && next.row !== HEAD && next.row !== active.row) selectRows([next.row]);
      }
      return go(next);
    }
    if (event.key === ' ' && active.row !== HEAD) {
      done();
      anchor.current = active.row;
      return toggle(active.row);
    }
    if (event.key === 'Enter' || event.key === 'F2' || event.key === ' ') {
      done();
      return edit(active);
    }
    if (event.key === 'Escape') {
      done();
      return selectRows([]);
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      done();
      return empty(active);
    }
    // What is typed on a cell of text takes the place of the old one, as in a sheet.
    const isTyped = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isTyped && active.row !== HEAD && active.column !== SELECT && !isDerived(active.column)) {
      event.stopPropagation();
      edit(active);
    }
  }

  function onClick(event: MouseEvent): void {
    const target = event.target as Element;
    if (target.closest('.popover, .is-edited')) return;
    const cell = cellOf(target);
    if (!cell) return;
    if (cell.row === HEAD) {
      onActive(cell);
      return sortBy(cell.column);
    }
    const isAgain = cell.row === active.row && cell.column === active.column && !isEditing && only === cell.row;
    if (event.shiftKey) selectRows(between(rows, anchor.current || cell.row, cell.row));
    else if (event.ctrlKey || event.metaKey || cell.column === SELECT) {
      anchor.current = cell.row;
      toggle(cell.row);
    } else {
      anchor.current = cell.row;
      if (only !== cell.row) selectRows([cell.row]);
      if (isAgain) return edit(cell);
    }
    go(cell);
  }

  return (
    <div
      className="table"
      role="grid"
      tabIndex={-1}
      aria-label={t('table.label')}
      aria-describedby="table-how-to"
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-colcount={GRID_COLUMNS.length}
      ref={scroller}
      data-table-scroller=""
      onScroll={measure}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onBlur={({ relatedTarget }) => {
        const isNear = relatedTarget instanceof Element && relatedTarget.closest('.is-edited, .popover');
        if (isEditing && relatedTarget && !isNear) {
          commitTyping();
          setEdited(null);
        }
      }}
      style={{ '--table-columns': COLUMN_TEMPLATE, '--table-width': `${LEAST_WIDTH}px` } as React.CSSProperties}
    >
      <div role="row" aria-rowindex={1} className="table-head">
        {GRID_COLUMNS.map((column, index) => (
          <HeadCell
            key={column}
            column={column}
            index={index}
            sorting={sorting}
            isActive={active.row === HEAD && active.column === column}
          />
        ))}
      </div>
      <div role="rowgroup" className="table-body" style={{ height: rows.length * ROW_HEIGHT }}>
        {rows.map((row, place) => {
          const isActive = row.id === active.row;
          if (!isActive && (place < inView.first || place >= inView.until)) return null;
          if (isHeading(row))
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={place + 2}
                className="table-row table-heading"
                style={{ top: place * ROW_HEIGHT }}
              >
                <div role="gridcell" aria-colindex={1} aria-colspan={GRID_COLUMNS.length}>
                  <bdi>{row.name}</bdi>
                  <span className="faint figure">{t('table.rows', { count: row.count })}</span>
                </div>
              </div>
            );
          return (
            <TableRow
              key={row.id}
              campaign={campaign}
              row={row}
              place={place}
              around={around}
              isSelected={selected.has(row.id)}
              active={isActive ? active.column : null}
              isEditing={isActive && isEditing}
              onValue={onValue}
              onLeave={onLeave}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What has become an idea, or is none any more, stays selected as what it is now. */
function keepSelected(id: string): void {
  const { campaign, selection } = useSession.getState().open!;
  if (!selection?.ids.includes(id) || itemById(campaign, selection.kind, id)) return;
  select({ kind: itemById(campaign, 'idea', id) ? 'idea' : 'touchpoint', ids: [id] });
}

const isRowKind = (kind: string | undefined) => kind === 'touchpoint' || kind === 'idea';
const PLAIN = { ctrlKey: false, metaKey: false, altKey: false };

const MOST_FRAMES = 10;

/** Focuses at once, or as soon as a list that closes has let go of the rest of the window. */
function focusSoon(element: HTMLElement, frames = MOST_FRAMES): void {
  element.focus({ preventScroll: true });
  if (document.activeElement !== element && frames > 0) requestAnimationFrame(() => focusSoon(element, frames - 1));
}

/** The cell that an element stands in. */
function cellOf(element: Element): Cell | null {
  const cell = element.closest<HTMLElement>('[data-column]');
  if (!cell) return null;
  const row = cell.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? HEAD;
  return { row, column: cell.dataset['column'] as GridColumn };
}

/** Scrolls sideways until a cell stands free of the columns that stay. */
function keepAcross(area: HTMLElement, element: HTMLElement): void {
  const cell = element.closest<HTMLElement>('[data-column]')!;
  if (cell.dataset['column'] === SELECT || cell.dataset['column'] === 'name') return;
  const covered = 32 + WIDTHS.name;
  if (cell.offsetLeft < area.scrollLeft + covered) area.scrollLeft = cell.offsetLeft - covered;
  else if (cell.offsetLeft + cell.offsetWidth > area.scrollLeft + area.clientWidth)
    area.scrollLeft = cell.offsetLeft + cell.offsetWidth - area.clientWidth;
}

interface HeadCellProps {
  column: GridColumn;
  index: number;
  sorting: Sorting | null;
  isActive: boolean;
}

function HeadCell({ column, index, sorting, isActive }: HeadCellProps) {
  const isSorted = sorting?.column === (column as Column);
  const Arrow = sorting?.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={column === SELECT ? undefined : isSorted ? (sorting!.descending ? 'descending' : 'ascending') : 'none'}
      tabIndex={isActive ? 0 : -1}
      className={`table-cell table-cell-${column}`}
      data-column={column}
    >
      {column === SELECT ? (
        <span className="visually-hidden">{t('table.selectAll')}</span>
      ) : (
        t(`table.column.${column}`)
      )}
      {isSorted ? <Arrow aria-hidden className="table-icon" /> : null}
    </div>
  );
}
