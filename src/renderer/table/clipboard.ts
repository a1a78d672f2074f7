import { dayOf, formatDay } from '#campaign/calendar.ts';
import { launchOf } from '#campaign/moveCampaign.ts';
import type { CellField } from '#contract/intake.ts';
import { CELL_FIELDS } from '#contract/intake.ts';
import { call, explain } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { formatNumber, isMonthFirst, today } from '../locale.ts';
import { execute, select, useSession } from '../session/session.ts';
import { itemById, newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { bindClipboard } from '../clipboard/clipboard.ts';
import { remove, type Removal } from '../arranging/removal.ts';
import { COLUMNS } from './columns.ts';
import { isPlanned, type Entry } from '../items/values.ts';
import { HEAD, rowBeside, SELECT, type Cell } from './moves.ts';
import { pasteCells } from './paste.ts';
import { isHeading, type Row } from './rows.ts';

/** Copy and paste in the table: rows as touchpoints and as cells for a sheet, cells of a sheet into cells. */

interface Where {
  rows: readonly Row[];
  active: Cell;
  onActive: (cell: Cell) => void;
}

/** Text and cells of other programs. */
function pasteOther(data: DataTransfer, where: Where): void {
  const text = data.getData('text/plain') || cellsOfPage(data.getData('text/html'));
  if (text.trim() === '') notify({ tone: 'done', text: t('timeline.nothingToPaste') });
  else void pasteText(text, where);
}

/** Reads cells by what their columns mean, and lays them over the rows from the active cell on. */
async function pasteText(text: string, { rows, active, onActive }: Where): Promise<void> {
  const { id, campaign } = useSession.getState().open!;
  const ids = rows.filter((row) => !isHeading(row)).map((row) => row.id);
  const from = active.row === HEAD ? ids.length : Math.max(0, ids.indexOf(active.row));
  const first = active.column === SELECT ? 0 : COLUMNS.indexOf(active.column);
  const fields = COLUMNS.slice(first).map((column): CellField | null =>
    (CELL_FIELDS as readonly string[]).includes(column) ? (column as CellField) : null,
  );
  const beside: Entry | undefined =
    itemById(campaign, 'touchpoint', active.row) ?? itemById(campaign, 'idea', active.row);
  const near = beside && isPlanned(beside) ? beside.start : campaign.start;
  try {
    const launch = launchOf(campaign)?.start;
    const cells = await call('intake.readCells', {
      text,
      fields,
      today: formatDay(today()),
      near,
      dateOrder: isMonthFirst ? 'month-first' : 'day-first',
      ...(launch !== undefined && { launch }),
    });
    const open = useSession.getState().open;
    if (open?.id !== id) return;
    const { touchpoints, ideas } = open.campaign;
    const entries = new Map([...touchpoints, ...ideas].map((entry): [string, Entry] => [entry.id, entry]));
    const pasted = pasteCells(cells, {
      campaign: open.campaign,
      over: ids.slice(from).map((row) => entries.get(row) ?? null),
      laneId: itemById(open.campaign, 'lane', beside?.laneId ?? '')?.id ?? open.campaign.lanes[0]!.id,
      near,
      newId: () => newId('touchpoint'),
    });
    if ('problems' in pasted) return tellProblems(pasted.problems);
    if (pasted.command && !execute(pasted.command)) return;
    const { changed, added, later } = pasted;
    const planned = [...changed, ...added].filter((one) =>
      itemById(useSession.getState().open!.campaign, 'touchpoint', one),
    );
    select(planned.length > 0 ? { kind: 'touchpoint', ids: planned } : null);
    const [shown] = planned;
    if (shown !== undefined) onActive({ row: shown, column: active.column });
    const done = { changed: formatNumber(changed.length), added: formatNumber(added.length) };
    const told = t('table.paste.done', done);
    notify({ tone: 'done', text: later > 0 ? `${told}. ${t('table.paste.later', { count: later })}` : told });
  } catch (error) {
    notify({ tone: 'problem', text: explain(error) });
  }
}

const MOST_TOLD = 3;

function tellProblems(problems: readonly string[]): void {
  const told = problems.slice(0, MOST_TOLD).join(' ');
  const more = problems.length - MOST_TOLD;
  const text = t('table.paste.nothing', { problems: told });
  notify({ tone: 'problem', text: more > 0 ? `${text} ${t('table.paste.more', { count: more })}` : text });
}

/** A table of a web page as cells apart by tabs, where nothing else is on the clipboard. */
function cellsOfPage(html: string): string {
  const lines = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')];
  const textOf = (cell: Element) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim().replaceAll('"', '""');
  return lines
    .map((line) => [...line.querySelectorAll('td, th')].map((cell) => `"${textOf(cell)}"`).join('\t'))
    .join('\n');
}

/** Takes the clipboard's events while the table is open. `where` says where things stand. */
export const bindTableClipboard = (where: () => Where): (() => void) =>
  bindClipboard({
    dayFor(freeDay) {
      const { campaign } = useSession.getState().open!;
      const { row } = where().active;
      return freeDay(row, dayOf(itemById(campaign, 'touchpoint', row)?.start ?? campaign.start));
    },
    reveal: (row) => where().onActive({ row, column: where().active.column }),
    cut: (ids) => removeRows('touchpoint', ids, where(), 'cut'),
    pasteOther: (data) => pasteOther(data, where()),
  });

/** Removes rows, and goes to the one beside them. */
export function removeRows(
  kind: 'touchpoint' | 'idea',
  ids: readonly string[],
  { rows, active, onActive }: Where,
  how?: Removal,
): void {
  const beside = rowBeside(rows, ids);
  if (!remove(kind, ids, how)) return;
  onActive({ row: beside?.id ?? HEAD, column: active.column });
  select(beside && { kind: beside.kind, ids: [beside.id] });
}
