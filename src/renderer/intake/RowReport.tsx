import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { ROW_FILTERS, type RowFilter, type TrialRow } from '#contract/intake.ts';
import { defused } from '#campaign/sheet.ts';
import { explain } from '../bridge/studio.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { facts, t } from '../text/text.ts';
import { saveBlob } from '../kit/saveFile.ts';
import { dayWords } from './dayWords.ts';
import { RowEditor, type RowEditing } from './RowEditor.tsx';
import { allRows, PAGE, useRows } from './useRows.ts';

/** A word on every row: what became of it, and where the list may be set right, a place to do so. */

interface Trial {
  rows: number;
  imported: number;
  shown: Record<RowFilter, number>;
  remarks: string[];
}

interface RowReportProps {
  fileName: string;
  source: string;
  trial: Trial;
  /** How rows are set right; absent where rows are not shown. */
  editing?: RowEditing;
}

/** What is worth a look first. */
const firstFilter = ({ shown }: Trial): RowFilter =>
  shown.rejected > 0 ? 'rejected' : shown.remark > 0 ? 'remark' : 'all';

export function RowReport({ fileName, source, trial, editing }: RowReportProps) {
  const [filter, setFilter] = useState(() => firstFilter(trial));
  const [from, setFrom] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  // A row that was looked at stays in its place, also once it no longer is what the filter asks for.
  const [also, setAlso] = useState<string>();
  const page = useRows(trial, { source, filter, from, also });
  const { rows, imported, shown, remarks } = trial;
  const filters = editing ? ROW_FILTERS : ROW_FILTERS.filter((name) => name !== 'all');

  function show(next: RowFilter, place: number) {
    setFilter(next);
    setFrom(place);
    setOpen(null);
    setAlso(undefined);
  }
  return (
    <section className="row-report">
      <header>
        <h3 aria-live="polite">{t('intake.understood', { imported, rows })}</h3>
        {shown.remark > 0 ? (
          <Button
            look="quiet"
            onPress={() =>
              void save(fileName, source).catch((error: unknown) => notify({ tone: 'problem', text: explain(error) }))
            }
          >
            {t('intake.saveRows')}
          </Button>
        ) : null}
      </header>
      {remarks.length > 0 ? (
        <ul className="remarks">
          {remarks.map((remark) => (
            <li key={remark} dir="auto">
              {remark}
            </li>
          ))}
        </ul>
      ) : null}
      {shown.all > 0 ? (
        <>
          <Segmented
            label={t('intake.rowReport')}
            value={filter}
            options={filters.map((name) => ({ id: name, label: t(`intake.filter.${name}`, { number: shown[name] }) }))}
            onChange={(next) => show(next, 0)}
          />
          <ul className="row-list" aria-label={t('intake.rowReport')}>
            {(page?.rows ?? []).map((row, index) => (
              <Line
                key={`${row.key} ${index}`}
                row={row}
                editing={editing}
                isOpen={open === row.key}
                onToggle={() => {
                  setOpen(open === row.key ? null : row.key);
                  setAlso(row.key);
                }}
              />
            ))}
            {page?.total === 0 ? <li className="soft">{t('intake.noRows')}</li> : null}
          </ul>
          {page && page.total > PAGE ? (
            <nav className="row-pages" aria-label={t('intake.rowReport')}>
              <Button isDisabled={from === 0} onPress={() => show(filter, Math.max(0, from - PAGE))}>
                {t('intake.pageBefore')}
              </Button>
              <span className="faint figure" role="status">
                {t('intake.pageOf', {
                  from: from + 1,
                  to: Math.min(from + PAGE, page.total),
                  total: page.total,
                })}
              </span>
              <Button isDisabled={from + PAGE >= page.total} onPress={() => show(filter, from + PAGE)}>
                {t('intake.pageAfter')}
              </Button>
            </nav>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

interface LineProps {
  row: TrialRow;
  editing: RowEditing | undefined;
  isOpen: boolean;
  onToggle: () => void;
}

function Line({ row, editing, isOpen, onToggle }: LineProps) {
  const { state, remarks, touchpoint, corrected } = row;
  const texts = remarks.length > 0 ? remarks : touchpoint ? [facts(dayWords(touchpoint), touchpoint.name)] : [];
  const written = facts(...row.cells.map(({ text }) => text));
  const head = (
    <>
      <span className="faint figure row-place" dir="auto">
        {placeOf(row)}
      </span>
      <span className="row-state" data-state={state}>
        {corrected && state !== 'skipped'
          ? facts(t(`intake.state.${state}`), t('intake.corrected'))
          : t(`intake.state.${state}`)}
      </span>
      <span className="row-words" dir="auto">
        {(texts.join('; ') || written).slice(0, 300)}
      </span>
    </>
  );
  if (!editing) return <li className="row-head">{head}</li>;
  return (
    <li className="row-line" data-open={isOpen || undefined}>
      <button type="button" className="row-head" aria-expanded={isOpen} onClick={onToggle}>
        {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden className="row-closed" />}
        {head}
      </button>
      {isOpen ? <RowEditor row={row} {...editing} /> : null}
    </li>
  );
}

const placeOf = ({ row, sheet }: Pick<TrialRow, 'row' | 'sheet'>) =>
  sheet === undefined ? t('intake.rowNumber', { row: String(row) }) : t('intake.sheetRow', { row: String(row), sheet });

/** Saves the rows that are worth a word as a list of their own. */
async function save(fileName: string, source: string) {
  const cell = (text: string) => `"${defused(text).replaceAll('"', '""')}"`;
  const lines = await allRows(source, 'remark');
  const text = [
    [t('intake.row'), '', t('intake.reason')].map(cell).join(','),
    ...lines.map((line) =>
      [placeOf(line), t(`intake.state.${line.state}`), line.remarks.join('; ')].map(cell).join(','),
    ),
  ].join('\r\n');
  saveBlob(`${fileName.replace(/\.\w+$/, '')} rows.csv`, new Blob(['\uFEFF', text, '\r\n'], { type: 'text/csv' }));
}
