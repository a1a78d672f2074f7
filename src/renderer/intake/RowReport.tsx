import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import { saveBlob } from './files.ts';

/** A word on every row that is no plain success. */

interface RowReportProps {
  fileName: string;
  rows: number;
  imported: number;
  rejected: { row: number; reason: string }[];
  notes: { row: number; note: string }[];
  remarks: string[];
}

const MOST_SHOWN = 200;

export function RowReport({ fileName, rows, imported, rejected, notes, remarks }: RowReportProps) {
  const save = () => {
    const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
    const lines = [
      ...rejected.map(({ row, reason }) => [row, t('intake.rejected'), reason] as const),
      ...notes.map(({ row, note }) => [row, t('intake.note'), note] as const),
    ];
    const text = [
      [t('intake.row'), '', t('intake.reason')].map(cell).join(','),
      ...lines.map(([row, kind, why]) => [String(row), cell(kind), cell(why)].join(',')),
    ].join('\r\n');
    saveBlob(`${fileName.replace(/\.\w+$/, '')} rows.csv`, new Blob(['\uFEFF', text, '\r\n'], { type: 'text/csv' }));
  };
  return (
    <section className="row-report">
      <header>
        <h3>{t('intake.understood', { imported, rows })}</h3>
        {rejected.length + notes.length > 0 ? (
          <Button look="quiet" onPress={save}>
            {t('intake.saveRows')}
          </Button>
        ) : null}
      </header>
      {remarks.length > 0 ? (
        <ul className="remarks">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      ) : null}
      {rejected.length > 0 ? (
        <details open>
          <summary>{t('intake.rejectedCount', { count: rejected.length })}</summary>
          <RowList lines={rejected.map(({ row, reason }) => ({ row, text: reason }))} />
        </details>
      ) : null}
      {notes.length > 0 ? (
        <details>
          <summary>{t('intake.notesCount', { count: notes.length })}</summary>
          <RowList lines={notes.map(({ row, note }) => ({ row, text: note }))} />
        </details>
      ) : null}
    </section>
  );
}

function RowList({ lines }: { lines: { row: number; text: string }[] }) {
  return (
    <ul className="row-list">
      {lines.slice(0, MOST_SHOWN).map(({ row, text }, index) => (
        <li key={`${row}-${index}`}>
          <span className="faint figure">{t('intake.rowNumber', { row: String(row) })}</span>
          <span dir="auto">{text}</span>
        </li>
      ))}
      {lines.length > MOST_SHOWN ? (
        <li className="soft">{t('intake.moreRows', { count: lines.length - MOST_SHOWN })}</li>
      ) : null}
    </ul>
  );
}
