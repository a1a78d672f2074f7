import { METRICS, type Campaign, type Goal } from '#campaign/document.ts';
import { LONGEST_NAME, MOST } from '#campaign/limits.ts';
import { Segmented } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { ManyField, SelectField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { execute } from '../session/session.ts';
import { Hanging } from './Hanging.tsx';
import { t } from '../text/text.ts';
import { OwnDaysHint } from './OwnDaysHint.tsx';
import { learnersMeant } from './words.ts';

interface GoalFieldsProps {
  campaign: Campaign;
  goal: Goal;
}

/** Every field of a goal; each change is one step. */
export function GoalFields({ campaign, goal }: GoalFieldsProps) {
  const edit = (changes: Partial<Omit<Goal, 'id'>>) => execute({ type: 'editGoal', id: goal.id, changes });
  const learners = learnersMeant(campaign, goal.segments);
  const countAs = (unit: Goal['unit']) => {
    if (unit === goal.unit) return;
    // The same goal in the other measure.
    const share = learners > 0 ? Math.min(1, goal.target / learners) : 0;
    edit({ unit, target: unit === 'share' ? Math.round(share * 1000) / 1000 : Math.round(goal.target * learners) });
  };
  return (
    <>
      <div className="screen-field-wide">
        <TextField
          label={t('goals.name')}
          value={goal.name}
          required
          maxLength={LONGEST_NAME}
          onCommit={(name) => edit({ name })}
        />
      </div>
      <SelectField
        label={t('goals.metric')}
        value={goal.metric}
        options={METRICS.map((id) => ({ id, label: t(`metric.${id}`) }))}
        onCommit={(metric) => edit({ metric })}
      />
      <DateField label={t('goals.date')} value={goal.date} onCommit={(date) => edit({ date })} />
      <OwnDaysHint campaign={campaign} span={{ start: goal.date, days: 1 }} />
      <Hanging kind="goal" id={goal.id} />
      <NumberField
        label={t('goals.target')}
        value={goal.target}
        min={0}
        {...(goal.unit === 'share'
          ? { max: 1, step: 0.01, format: { style: 'percent' as const, maximumFractionDigits: 1 } }
          : { max: MOST.learners, step: 1 })}
        onCommit={(target) => edit({ target })}
      />
      <div className="field">
        <span className="field-label">{t('goals.unit')}</span>
        <span>
          <Segmented
            label={t('goals.unit')}
            value={goal.unit}
            options={(['share', 'learners'] as const).map((id) => ({ id, label: t(`goals.unit.${id}`) }))}
            onChange={countAs}
          />
        </span>
      </div>
      <div className="screen-field-wide">
        <ManyField
          label={t('goals.segments')}
          value={goal.segments}
          options={campaign.segments.map(({ id, name }) => ({ id, label: name }))}
          emptyMeans={t('goals.everyoneOption')}
          onCommit={(segments) => edit({ segments })}
        />
      </div>
    </>
  );
}
