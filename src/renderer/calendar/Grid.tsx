import { memo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { formatDay } from '#campaign/calendar.ts';
import type { AudienceShown, PlanShown } from '#contract/calendar.ts';
import { dayFormats, formatNumber } from '../locale.ts';
import { facts, t } from '../text/text.ts';
import { inWeek, monthsOf, ownDaysIn, phasesIn, type WeekOfAudience } from './weeks.ts';

/** The weeks of all plans as a grid: one stop of the Tab key, walked by the arrow keys. */

interface GridProps {
  plans: readonly PlanShown[];
  audiences: readonly AudienceShown[];
  mondays: readonly number[];
  today: number;
  onPlan: (plan: PlanShown, monday: number | null) => void;
  onAudience: (audience: AudienceShown, monday: number) => void;
}

const weekName = (monday: number) => dayFormats.dated(monday);
const CELL = '[data-row]';

export const Grid = memo(function Grid({ plans, audiences, mondays, today, onPlan, onAudience }: GridProps) {
  const table = useRef<HTMLTableElement>(null);
  const months = monthsOf(mondays, (day) => dayFormats.month(day));
  const rows = [...audiences, ...plans];

  /** Does what the cell of an event is for; says whether there was one. */
  function act(target: EventTarget): boolean {
    const cell = (target as Element).closest<HTMLElement>(CELL);
    if (!cell) return false;
    const [row, column] = [Number(cell.dataset['row']), Number(cell.dataset['column'])];
    const monday = column === 0 ? null : mondays[column - 1]!;
    const audience = audiences[row];
    if (audience) {
      if (monday !== null) onAudience(audience, monday);
    } else onPlan(plans[row - audiences.length]!, monday);
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const cell = (event.target as Element).closest<HTMLElement>(CELL);
    if (!cell || event.altKey || event.metaKey) return;
    const [row, column] = [Number(cell.dataset['row']), Number(cell.dataset['column'])];
    const last = event.ctrlKey ? rows.length - 1 : row;
    const to: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [last, mondays.length],
    };
    const place = to[event.key];
    if (place) {
      event.preventDefault();
      focusCell(table.current!, ...place);
    } else if ((event.key === 'Enter' || event.key === ' ') && act(cell)) event.preventDefault();
  }

  return (
    <div className="weeks-scroller">
      <table
        ref={table}
        // A table that is walked by keys is a grid, as ARIA has it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={t('calendar.grid')}
        aria-describedby="weeks-keys"
        className="weeks-grid"
        onKeyDown={onKeyDown}
        onClick={(event: MouseEvent) => void act(event.target)}
        onFocus={({ target }) => {
          const cell = (target as Element).closest<HTMLElement>(CELL);
          if (!cell) return;
          for (const other of table.current!.querySelectorAll<HTMLElement>('[data-row][tabindex="0"]'))
            other.tabIndex = -1;
          cell.tabIndex = 0;
        }}
      >
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className="weeks-name">
              {t('calendar.plan')}
            </th>
            {months.map(({ month, weeks }) => (
              <th key={month} scope="colgroup" colSpan={weeks} className="weeks-month">
                <span>{month}</span>
              </th>
            ))}
          </tr>
          <tr>
            {mondays.map((monday) => (
              <th
                key={monday}
                scope="col"
                className="weeks-day figure"
                data-now={(today >= monday && today < monday + 7) || undefined}
                aria-label={t('calendar.weekOf', { week: weekName(monday) })}
              >
                {dayFormats.dayNumber(monday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {audiences.map((audience, row) => (
            <AudienceRow key={audience.id} audience={audience} row={row} mondays={mondays} />
          ))}
          {plans.map((plan, index) => (
            <PlanRow key={plan.id} plan={plan} row={audiences.length + index} mondays={mondays} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

/** Puts the focus on a cell, or on the nearest there is. */
export function focusCell(table: ParentNode, row: number, column: number): void {
  const cell = table.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  cell?.focus();
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

interface RowProps {
  row: number;
  mondays: readonly number[];
}

/** Only the first cell of all is reached by Tab until another one has the focus. */
const tabStop = (row: number, column: number) => (row === 0 && column === 0 ? 0 : -1);

interface WeekCellProps {
  row: number;
  column: number;
  /** All that there is to say of it. */
  about: string;
  /** Whether the pointer is told as well: where there is anything. */
  isTold: boolean;
  isClash?: boolean | undefined;
  isOver?: boolean | undefined;
  children: ReactNode;
}

function WeekCell({ row, column, about, isTold, isClash, isOver, children }: WeekCellProps) {
  return (
    <td
      className="weeks-cell figure"
      data-row={row}
      data-column={column}
      data-clash={isClash || undefined}
      data-over={isOver || undefined}
      tabIndex={-1}
      aria-label={about}
      title={isTold ? about : undefined}
    >
      {children}
    </td>
  );
}

const PlanRow = memo(function PlanRow({ plan, row, mondays }: RowProps & { plan: PlanShown }) {
  return (
    <tr>
      <th
        scope="row"
        className="weeks-name"
        data-row={row}
        data-column={0}
        data-opens={plan.other === null || undefined}
        tabIndex={tabStop(row, 0)}
        title={plan.name}
      >
        <span dir="auto">{plan.name}</span>
        {plan.other ? <span className="faint weeks-kind">{t('calendar.readOnly')}</span> : null}
        {plan.isRolling ? <span className="faint weeks-kind">{t('calendar.rolling')}</span> : null}
        {plan.problem === null ? null : <span className="weeks-broken">{plan.problem}</span>}
      </th>
      {mondays.map((monday, index) => {
        const { contacts, sends } = inWeek(plan, monday);
        const phases = phasesIn(plan, monday);
        const own = ownDaysIn(plan, monday);
        const about = facts(
          t('calendar.weekOf', { week: weekName(monday) }),
          own &&
            t('calendar.ownDays', {
              count: own.to - own.from + 1,
              from: formatNumber(own.from),
              to: formatNumber(own.to),
            }),
          contacts > 0
            ? t('calendar.messages', { count: contacts })
            : sends > 0
              ? t('calendar.sends', { count: sends })
              : t('calendar.nothing'),
          own === null && plan.isRolling && sends > 0 && t('calendar.laterStarters'),
          ...phases.map(({ name }) => name),
        );
        return (
          <WeekCell
            key={monday}
            row={row}
            column={index + 1}
            about={about}
            isTold={phases.length > 0 || sends > 0 || own !== null}
          >
            {phases.map(({ kind, from, length }) => (
              <i
                key={from}
                className={`weeks-stretch phase-${kind}`}
                style={{ insetInlineStart: `${100 * from}%`, width: `${100 * length}%` }}
              />
            ))}
            <span>{contacts > 0 ? formatNumber(contacts) : sends > 0 ? '·' : ''}</span>
          </WeekCell>
        );
      })}
    </tr>
  );
});

const AudienceRow = memo(function AudienceRow({ audience, row, mondays }: RowProps & { audience: AudienceShown }) {
  const weeks = new Map(audience.weeks.map((week) => [week.monday, week]));
  return (
    <tr className="weeks-joint">
      <th scope="row" className="weeks-name" data-row={row} data-column={0} tabIndex={tabStop(row, 0)}>
        <span dir="auto">{audience.name}</span>
      </th>
      {mondays.map((monday, index) => {
        const week = weeks.get(formatDay(monday));
        return (
          <WeekCell
            key={monday}
            row={row}
            column={index + 1}
            about={aboutWeek(week, monday, audience.cap)}
            isTold={week !== undefined}
            isClash={week?.isClash}
            isOver={week?.isOverCap}
          >
            {week === undefined ? '' : week.contacts > 0 ? formatNumber(week.contacts) : '·'}
          </WeekCell>
        );
      })}
    </tr>
  );
});

function aboutWeek(week: WeekOfAudience | undefined, monday: number, cap: number | null): string {
  const when = t('calendar.weekOf', { week: weekName(monday) });
  if (!week) return facts(when, t('calendar.nothing'));
  return facts(
    when,
    t('calendar.messages', { count: week.contacts }),
    week.isClash && t('calendar.clash', { count: week.plans.length }),
    week.isOverCap && cap !== null && t('calendar.overCap', { cap }),
  );
}
