import { useState } from 'react';
import { MOST } from '#campaign/limits.ts';
import type { TouchpointRead, TrialRow } from '#contract/intake.ts';
import { Button } from '../kit/controls.tsx';
import { SelectField, TextField } from '../kit/fields.tsx';
import { facts, knows, names, t } from '../text/text.ts';
import { columnLetters } from '#campaign/sheet.ts';
import { dayWords } from './dayWords.ts';
import { broughtInAgain, fieldsOf, leftOut, takenBack, textOf, withField, type Corrections } from './corrections.ts';

/** One row of a plan: what stands in it, what was understood, and fields to set it right. */

export interface RowEditing {
  rows: Corrections;
  /** All fields that a row of the list can have. */
  fields: string[];
  onCorrect: (rows: Corrections) => void;
}

/** Fields whose texts take several lines. */
const LONG = new Set(['body', 'notes']);
const NONE = 'none';

export const fieldName = (field: string): string => {
  const key = `intake.field.${field}`;
  return knows(key) ? t(key) : field;
};

export function RowEditor({ row, rows, fields, onCorrect }: RowEditing & { row: TrialRow }) {
  const [added, setAdded] = useState<string[]>([]);
  const correction = rows[row.key];
  const isOut = row.state === 'skipped';
  const offered = [...new Set([...fieldsOf(row, correction), ...added])];
  const others = fields.filter((field) => !offered.includes(field));
  return (
    <div className="row-editor">
      <section>
        <h4>{t('intake.inFile')}</h4>
        <dl className="row-cells" tabIndex={row.cells.length > 6 ? 0 : undefined}>
          {row.cells.map(({ column, heading, text }) => (
            <div key={column}>
              <dt dir="auto">{heading || t('intake.column', { name: columnLetters(column) })}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h4>{t('intake.understoodAs')}</h4>
        <div role="status">
          {row.remarks.map((remark) => (
            <p key={remark} className="row-remark" data-state={row.state} dir="auto">
              {remark}
            </p>
          ))}
          {row.touchpoint ? <Read {...row.touchpoint} /> : <p className="soft">{t('intake.notUnderstood')}</p>}
        </div>
      </section>
      {isOut ? null : (
        <section className="row-fields">
          <h4>{t('intake.setRight')}</h4>
          <p className="faint">{t('intake.setRightHint')}</p>
          <div className="column-grid">
            {offered.map((field) => (
              <TextField
                key={field}
                label={fieldName(field)}
                value={textOf(row, correction, field)}
                maxLength={MOST.text}
                {...(LONG.has(field) ? { lines: 2 } : {})}
                onCommit={(text) => onCorrect(withField(rows, row, field, text))}
              />
            ))}
            {others.length > 0 ? (
              <SelectField
                label={t('intake.anotherField')}
                value={NONE}
                options={[{ id: NONE, label: '…' }, ...others.map((field) => ({ id: field, label: fieldName(field) }))]}
                onCommit={(field) => setAdded([...added, field])}
              />
            ) : null}
          </div>
        </section>
      )}
      <footer>
        {isOut ? (
          <Button onPress={() => onCorrect(broughtInAgain(rows, row.key))}>{t('intake.unskip')}</Button>
        ) : (
          <Button onPress={() => onCorrect(leftOut(rows, row.key))}>{t('intake.skip')}</Button>
        )}
        {correction?.fields ? (
          <Button onPress={() => onCorrect(takenBack(rows, row.key))}>{t('intake.takeBack')}</Button>
        ) : null}
      </footer>
    </div>
  );
}

function Read({ name, subject, channel, direction, audience, sendTime, ...span }: TouchpointRead) {
  return (
    <dl className="row-cells">
      {[
        [t('intake.field.date'), facts(dayWords(span), sendTime)],
        [t('inspector.name'), name],
        [t('inspector.channel'), facts(t(`channel.${channel}`), t(`direction.${direction}`))],
        [t('inspector.audience'), names(audience) || t('inspector.everyone')],
        ...(subject === '' ? [] : [[t('inspector.subject'), subject]]),
      ].map(([what, text]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
