import { CADENCES, type Touchpoint } from '#campaign/document.ts';
import { isSeries, ruleDays } from '#campaign/occurrences.ts';
import { daysForSends } from '#campaign/series.ts';
import { SelectField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { execute } from '../session/session.ts';
import { t } from '../text/text.ts';
import { SendList } from './SendList.tsx';
import { ruleInWords } from './words.ts';
import './series.css';

/** As many sends as a field takes. */
const MOST_SENDS = 1000;

/** How often a touchpoint is sent and how many times, in fields and in words, and each of its sends. */
export function SeriesFields({ touchpoint }: { touchpoint: Touchpoint }) {
  const { id, start, cadence } = touchpoint;
  const select = (
    <SelectField
      label={t('inspector.cadence')}
      value={cadence}
      options={CADENCES.map((each) => ({ id: each, label: t(`cadence.${each}`) }))}
      onCommit={(next) => execute({ type: 'editTouchpoint', id, changes: { cadence: next } })}
    />
  );
  if (!isSeries(touchpoint)) return select;
  return (
    <>
      <div className="field-pair series-fields">
        {select}
        <NumberField
          label={t('series.times')}
          value={ruleDays(touchpoint).length}
          min={1}
          max={MOST_SENDS}
          onCommit={(count) => execute({ type: 'resizeTouchpoint', id, start, days: daysForSends(touchpoint, count) })}
        />
      </div>
      <fieldset className="inspector-group">
        <legend>{t('series.title')}</legend>
        <p className="series-rule">{ruleInWords(touchpoint)}</p>
        <SendList touchpoint={touchpoint} />
      </fieldset>
    </>
  );
}
