import { X } from 'lucide-react';
import { METRICS, type Campaign, type Decision } from '#campaign/document.ts';
import { LONGEST_NAME, MOST } from '#campaign/limits.ts';
import { BRANCHES, branchesOf, fieldOf, waits } from '#campaign/decisions.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { conditionInWords } from '#language/decisionPoints.ts';
import { IconButton, Segmented } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { ManyField, SelectField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { formatDate, formats } from '../locale.ts';
import { execute, select } from '../session/session.ts';
import { t } from '../text/text.ts';
import { reveal } from './reveal.ts';
import { learnersMeant } from './words.ts';

interface DecisionFieldsProps {
  campaign: Campaign;
  decision: Decision;
}

/** Every field of a decision point, and under which condition what waits for either branch is sent. Each change is one step. */
export function DecisionFields({ campaign, decision }: DecisionFieldsProps) {
  const edit = (changes: Partial<Omit<Decision, 'id'>>) => execute({ type: 'editDecision', id: decision.id, changes });
  const learners = learnersMeant(campaign, decision.segments);
  const countAs = (unit: Decision['unit']) => {
    if (unit === decision.unit) return;
    // The same threshold in the other measure.
    const share = learners > 0 ? Math.min(1, decision.below / learners) : 0;
    edit({ unit, below: unit === 'share' ? Math.round(share * 1000) / 1000 : Math.round(decision.below * learners) });
  };
  return (
    <>
      <TextField
        label={t('goals.name')}
        value={decision.name}
        required
        maxLength={LONGEST_NAME}
        onCommit={(name) => edit({ name })}
      />
      {BRANCHES.map((branch) => (
        <BranchList key={branch} campaign={campaign} decision={decision} branch={branch} />
      ))}
      <DateField
        label={t('decisions.date')}
        value={decision.date}
        {...(hasOwnDays(campaign) && { hint: t('decisions.rolling') })}
        onCommit={(date) => edit({ date })}
      />
      <SelectField
        label={t('goals.metric')}
        value={decision.metric}
        options={METRICS.map((id) => ({ id, label: t(`metric.${id}`) }))}
        onCommit={(metric) => edit({ metric })}
      />
      <NumberField
        label={t('decisions.below')}
        value={decision.below}
        min={0}
        {...(decision.unit === 'share'
          ? { max: 1, step: 0.01, format: { style: 'percent' as const, maximumFractionDigits: 1 } }
          : { max: MOST.learners, step: 1 })}
        onCommit={(below) => edit({ below })}
      />
      <Segmented
        label={t('goals.unit')}
        value={decision.unit}
        options={(['share', 'learners'] as const).map((id) => ({ id, label: t(`goals.unit.${id}`) }))}
        onChange={countAs}
      />
      <ManyField
        label={t('goals.segments')}
        value={decision.segments}
        options={campaign.segments.map(({ id, name }) => ({ id, label: name }))}
        emptyMeans={t('goals.everyoneOption')}
        onCommit={(segments) => edit({ segments })}
      />
    </>
  );
}

/** No id is this one: they hold no space. */
const NOTHING = ' ';

/** The touchpoints of a branch, each the way to itself, and those that may be added: what comes after the date and waits for nothing yet. */
function BranchList({ campaign, decision, branch }: DecisionFieldsProps & { branch: (typeof BRANCHES)[number] }) {
  const waiting = campaign.touchpoints.filter((touchpoint) => branchesOf(touchpoint, decision).includes(branch));
  const free = campaign.touchpoints.filter((touchpoint) => !waits(touchpoint) && touchpoint.start > decision.date);
  return (
    <section aria-label={t(`decisions.branch.${branch}`)}>
      <h3>{t(`decisions.branch.${branch}`)}</h3>
      <p className="decision-lead">
        {t(`decisions.lead.${branch}`, { condition: conditionInWords(campaign, decision, formats) })}
      </p>
      {waiting.length === 0 ? <p className="soft">{t('decisions.nothing')}</p> : null}
      <ul className="decision-branch">
        {waiting.map(({ id, name, start }) => (
          <li key={id}>
            <button
              type="button"
              className="text-button"
              onClick={() => {
                select({ kind: 'touchpoint', ids: [id] });
                reveal({ kind: 'touchpoint', id });
              }}
            >
              <span dir="auto">{name}</span>
            </button>{' '}
            <span className="faint">{formatDate(start)}</span>
            <IconButton
              label={t('decisions.takeOut', { name })}
              onPress={() => execute({ type: 'editTouchpoint', id, changes: { [fieldOf(branch)]: null } })}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {free.length > 0 ? (
        <SelectField
          label={t(`decisions.add.${branch}`)}
          value={NOTHING}
          options={[
            { id: NOTHING, label: t('decisions.choose') },
            ...free.map(({ id, name, start }) => ({ id, label: name, description: formatDate(start) })),
          ]}
          onCommit={(id) => execute({ type: 'editTouchpoint', id, changes: { [fieldOf(branch)]: decision.id } })}
        />
      ) : null}
    </section>
  );
}
