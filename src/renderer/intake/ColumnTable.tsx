import { SelectField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { knows, t } from '../text/text.ts';

/** The guess which column means what, to be corrected. */

interface ColumnTableProps {
  columns: Record<string, number | null>;
  headers: string[];
  samples: Record<string, string[]>;
  headerRow: number | null;
  onChange: (changes: { columns?: Record<string, number | null>; headerRow?: number | null }) => void;
}

const NONE = 'none';

/** A, B, … Z, AA: a column as spreadsheets name it. */
function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

export function ColumnTable({ columns, headers, samples, headerRow, onChange }: ColumnTableProps) {
  const used = Object.values(columns).filter((column) => column !== null);
  const count = Math.max(headers.length, ...used.map((column) => column + 1), 1);
  const options = [
    { id: NONE, label: t('intake.noColumn') },
    ...Array.from({ length: count }, (_, index) => ({
      id: String(index),
      label: headers[index]?.trim()
        ? `${columnName(index)}: ${headers[index]!.trim().slice(0, 60)}`
        : t('intake.column', { name: columnName(index) }),
    })),
  ];
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
        {Object.entries(columns).map(([field, column]) => {
          const key = `intake.field.${field}`;
          return (
            <div key={field} className="column-choice" data-found={column !== null || undefined}>
              <SelectField
                label={knows(key) ? t(key) : field}
                value={column === null ? NONE : String(column)}
                options={options}
                onCommit={(id) => onChange({ columns: { [field]: id === NONE ? null : Number(id) } })}
              />
              <p className="faint" dir="auto">
                {(samples[field] ?? []).slice(0, 2).join(' · ') || '\u00a0'}
              </p>
            </div>
          );
        })}
      </div>
    </section>
  );
}
