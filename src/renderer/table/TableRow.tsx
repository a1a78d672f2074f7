import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { memo, useRef } from 'react';
import type { Severity } from '#campaign/checks/check.ts';
import { SEVERITIES } from '#campaign/checks/finding.ts';
import type { Campaign } from '#campaign/document.ts';
import { shownStatus } from '../filter/filter.ts';
import { CHANNEL_ICONS } from '../kit/channelIcons.ts';
import { t } from '../text/text.ts';
import { CellEditor, type Leaving } from './CellEditor.tsx';
import { COLUMNS, isListed, textOf, titleOfDay, type Column, type Surroundings } from './columns.ts';
import type { ValueColumn, Values } from '../items/values.ts';
import { SELECT, type GridColumn } from './moves.ts';
import type { TouchpointRow } from './rows.ts';
import { ROW_HEIGHT } from './useRowWindow.ts';

interface TableRowProps {
  campaign: Campaign;
  row: TouchpointRow;
  /** Its place among all rows, from 0. */
  place: number;
  around: Surroundings;
  isSelected: boolean;
  /** The column of the cell that Tab reaches, where it is in this row. */
  active: GridColumn | null;
  isEditing: boolean;
  onValue: (id: string, values: Partial<Values>) => boolean;
  onLeave: (leaving: Leaving) => void;
}

/** One touchpoint in the table. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, place, around, isSelected, active } = props;
  const { item } = row;
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      className="table-row"
      data-row={row.id}
      style={{ top: place * ROW_HEIGHT }}
    >
      <div role="gridcell" aria-colindex={1} className="table-cell table-cell-select" data-column={SELECT}>
        <input
          type="checkbox"
          checked={isSelected}
          readOnly
          tabIndex={active === SELECT ? 0 : -1}
          aria-label={t('table.selectRow', { name: item.name })}
        />
      </div>
      {COLUMNS.map((column, index) =>
        active === column && props.isEditing ? (
          <EditedCell key={column} {...props} column={column} index={index} />
        ) : (
          <div
            key={column}
            role={column === 'name' ? 'rowheader' : 'gridcell'}
            aria-colindex={index + 2}
            tabIndex={active === column ? 0 : -1}
            className={`table-cell table-cell-${column}`}
            data-column={column}
            {...marksOf(column, row, around)}
          >
            <Content column={column} row={row} around={around} />
          </div>
        ),
      )}
    </div>
  );
});

function EditedCell({
  campaign,
  around,
  row,
  column,
  index,
  onValue,
  onLeave,
}: TableRowProps & { column: Column; index: number }) {
  const cell = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={cell}
      role={column === 'name' ? 'rowheader' : 'gridcell'}
      aria-colindex={index + 2}
      tabIndex={-1}
      className={`table-cell table-cell-${column} is-edited`}
      data-column={column}
      {...marksOf(column, row, around)}
    >
      {/* A list opens beside what is there; a field takes its place. */}
      {isListed(column) ? <Content column={column} row={row} around={around} /> : null}
      <CellEditor
        campaign={campaign}
        entry={row.item}
        column={column as ValueColumn}
        cell={cell}
        onValue={(values) => onValue(row.id, values)}
        onLeave={onLeave}
      />
    </div>
  );
}

/** What styles and screen readers need to know of a cell besides its text. */
function marksOf(column: Column, { item }: TouchpointRow, around: Surroundings) {
  if (column === 'status') return { 'data-status': shownStatus(item, around.statusDay, around.campaign) };
  if (column === 'direction') return { 'data-direction': item.direction };
  const title = titleOfDay(column, item, around.campaign);
  if (title !== null) return { title };
  if (column !== 'findings') return {};
  const found = around.findings.get(item.id) ?? [];
  return found.length === 0 ? {} : { title: found.map(({ message }) => message).join('\n') };
}

const SEVERITY_ICONS = { error: CircleAlert, warning: TriangleAlert, advice: Info } as const satisfies Record<
  Severity,
  unknown
>;

function Content({ column, row: { item }, around }: { column: Column; row: TouchpointRow; around: Surroundings }) {
  const text = textOf(column, item, around);
  if (column === 'channel') {
    const Icon = CHANNEL_ICONS[item.channel];
    return (
      <>
        <Icon aria-hidden className="table-icon" />
        <span>{text}</span>
      </>
    );
  }
  if (column === 'direction')
    return (
      <>
        <i className={`swatch swatch-${item.direction}`} />
        {text}
      </>
    );
  if (column === 'findings') {
    const found = around.findings.get(item.id) ?? [];
    const gravest = SEVERITIES.find((severity) => found.some((finding) => finding.severity === severity));
    if (!gravest) return null;
    const Icon = SEVERITY_ICONS[gravest];
    return (
      <>
        <Icon aria-hidden className={`table-icon severity-${gravest}`} />
        <span>{text}</span>
      </>
    );
  }
  if (column === 'name' || column === 'lane' || column === 'owner') return <bdi>{text}</bdi>;
  return text;
}
