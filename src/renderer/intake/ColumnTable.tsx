import { useState } from 'react';
import { SelectField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { facts, t } from '../text/text.ts';
import { columnLetters } from '#campaign/sheet.ts';
import { FIRST_FIELDS } from './corrections.ts';
import { fieldName } from './RowEditor.tsx';

/** The guess which column means what, to be corrected. */

interface ColumnTableProps {
  columns: Record<string, number | null>;
  headers: string[];
  samples: Record<string, string[]>;
  headerRow: number | null;
  onChange: (changes: { columns?: Record<string, number | null>; headerRow?: number | null }) => void;
}

const NONE = 'none';

export function ColumnTable({ columns, headers, samples, headerRow, onChange }: ColumnTableProps) {
  // A field whose column was taken away stays where it was, so that it can be given another one.
  const [shown, setShown] = useState(() => FIRST_FIELDS.filter((field) => field in columns));
  const found = Object.keys(columns).filter((field) => columns[field] !== null);
  if (found.some((field) => !shown.includes(field))) setShown([...new Set([...shown, ...found])]);
  const used = Object.values(columns).filter((column) => column !== null);
  const count = Math.max(headers.length, ...used.map((column) => column + 1), 1);
  const options = [
    { id: NONE, label: t('intake.noColumn') },
    ...Array.from({ length: count }, (_, index) => ({
      id: String(index),
      label: headers[index]?.trim()
        ? `${columnLetters(index)}: ${headers[index]!.trim().slice(0, 60)}`
        : t('intake.column', { name: columnLetters(index) }),
    })),
  ];
  const choice = (field: string) => {
    const column = columns[field] ?? null;
    return (
      <div key={field} className="column-choice" data-found={column !== null || undefined}>
        <SelectField
          label={fieldName(field)}
          value={column === null ? NONE : String(column)}
          options={options}
          onCommit={(id) => onChange({ columns: { [field]: id === NONE ? null : Number(id) } })}
        />
        <p className="faint" dir="auto">
          {facts(...(samples[field] ?? []).slice(0, 2)) || '\u00a0'}
        </p>
      </div>
    );
  };
  const others = Object.keys(columns).filter((field) => !shown.includes(field));
  return (
    <section className="intake-columns">
      <h3>{t('intake.columns')}</h3>
      <div className="column-grid">
        <NumberField
          label={t('intake.headerRow')}
          value={headerRow ?? 0}
          min={0}
          max={1000}
          hint={t('intake.headerRowHint')}
          onCommit={(row) => onChange({ headerRow: row === 0 ? null : row })}
        />
        {shown.map(choice)}
      </div>
      {others.length > 0 ? (
        <details>
          <summary>{t('intake.otherFields', { count: others.length })}</summary>
          <div className="column-grid">{others.map(choice)}</div>
        </details>
      ) : null}
    </section>
  );
}
