import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { CellField } from '#contract/intake.ts';
import { CELL_FIELDS } from '#contract/intake.ts';
import { call, explain } from '../bridge/studio.ts';
import { announce, notify } from '../kit/notices.ts';
import { takesTyping } from '../kit/typing.ts';
import { formatNumber, isMonthFirst, today } from '../locale.ts';
import { execute, select, useSession } from '../session/session.ts';
import { itemById, newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { CLIP_TYPE, clipOf, pasteCommand, readClip, rowsOfClip, type Clip } from '../timeline/clip.ts';
import { COLUMNS } from './columns.ts';
import type { Entry } from './edits.ts';
import { HEAD, SELECT, type Cell } from './moves.ts';
import { pasteCells } from './paste.ts';
import { isHeading, type Row } from './rows.ts';

/** Copy and paste in the table: rows as touchpoints and as cells for a sheet, cells of a sheet into cells. */

interface Where {
  rows: readonly Row[];
  active: Cell;
  onActive: (cell: Cell) => void;
}

const isTheirs = (event: ClipboardEvent): boolean =>
  event.defaultPrevented ||
  (event.target instanceof Element && takesTyping(event.target) && !event.target.matches('[type="checkbox"]')) ||
  document.querySelector('[role="dialog"], .popover') !== null ||
  (event.type !== 'paste' && document.getSelection()?.isCollapsed === false);

function copy(event: ClipboardEvent): void {
  const { id, campaign, selection } = useSession.getState().open!;
  if (selection?.kind !== 'touchpoint' || isTheirs(event)) return;
  const clip = clipOf(id, campaign, selection.ids);
  if (clip.touchpoints.length === 0) return;
  event.preventDefault();
  event.clipboardData!.setData(CLIP_TYPE, JSON.stringify(clip));
  event.clipboardData!.setData('text/plain', rowsOfClip(clip, t('inspector.everyone')));
  announce(t('timeline.copied', { count: clip.touchpoints.length }));
}

function paste(event: ClipboardEvent, where: Where): void {
  if (isTheirs(event)) return;
  event.preventDefault();
  const data = event.clipboardData!;
  const clip = readClip(data.getData(CLIP_TYPE));
  if (clip) return pasteTouchpoints(clip, where);
  const text = data.getData('text/plain') || cellsOfPage(data.getData('text/html'));
  if (text.trim() === '') notify({ tone: 'done', text: t('timeline.nothingToPaste') });
  else void pasteText(text, where);
}

/** Touchpoints of the studio come in as such, from the day of the row on. */
function pasteTouchpoints(clip: Clip, { active }: Where): void {
  const { id, campaign } = useSession.getState().open!;
  const start = itemById(campaign, 'touchpoint', active.row)?.start ?? campaign.start;
  // Copies of a row would lie on it.
  const day = dayOf(start) + (clip.touchpoints.some((copied) => copied.id === active.row) ? 7 : 0);
  const { command, ids } = pasteCommand(id, campaign, clip, day);
  if (!execute(command)) return;
  select({ kind: 'touchpoint', ids });
  announce(t('table.paste.done', { changed: formatNumber(0), added: formatNumber(ids.length) }));
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
  const entryOf = (row: string | undefined): Entry | undefined => {
    const now = useSession.getState().open!.campaign;
    return row === undefined ? undefined : (itemById(now, 'touchpoint', row) ?? itemById(now, 'idea', row));
  };
  const beside = entryOf(active.row);
  const near = beside && 'start' in beside ? beside.start : campaign.start;
  try {
    const cells = await call('intake.readCells', {
      text,
      fields,
      today: formatDay(today()),
      near,
      dateOrder: isMonthFirst ? 'month-first' : 'day-first',
    });
    const open = useSession.getState().open;
    if (open?.id !== id) return;
    const pasted = pasteCells(cells, {
      campaign: open.campaign,
      over: ids.slice(from).flatMap((row) => entryOf(row) ?? []),
      laneId: itemById(open.campaign, 'lane', beside?.laneId ?? '')?.id ?? open.campaign.lanes[0]!.id,
      near,
      newId: () => newId('touchpoint'),
    });
    if ('problems' in pasted) return tellProblems(pasted.problems);
    if (pasted.command && !execute(pasted.command)) return;
    const { changed, added } = pasted;
    const planned = [...changed, ...added].filter((one) =>
      itemById(useSession.getState().open!.campaign, 'touchpoint', one),
    );
    select(planned.length > 0 ? { kind: 'touchpoint', ids: planned } : null);
    const [shown] = planned;
    if (shown !== undefined) onActive({ row: shown, column: active.column });
    const done = { changed: formatNumber(changed.length), added: formatNumber(added.length) };
    notify({ tone: 'done', text: t('table.paste.done', done) });
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
export function bindTableClipboard(where: () => Where): () => void {
  const onPaste = (event: ClipboardEvent) => paste(event, where());
  document.addEventListener('copy', copy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', copy);
    document.removeEventListener('paste', onPaste);
  };
}
