import type { PlanChoices, PlanTrial } from '#contract/intake.ts';
import { DateField } from '../kit/DateFields.tsx';
import { ChoiceField, ManyField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { t } from '../text/text.ts';
import { ALL_SHEETS, sheetsChosen } from './corrections.ts';
import { EncodingField, isInDoubt } from './EncodingField.tsx';

/** What holds for a whole plan: each choice is offered where it matters, with what was guessed. */

interface PlanOptionsProps {
  trial: PlanTrial;
  choices: PlanChoices;
  onCorrect: (changes: PlanChoices) => void;
  /** Other sheets have other columns. */
  onSheets: (sheets: PlanChoices['sheets']) => void;
}

export function PlanOptions({ trial, choices, onCorrect, onSheets }: PlanOptionsProps) {
  return (
    <>
      {trial.sheets.length > 1 ? (
        <ManyField
          label={t('intake.sheets')}
          value={choices.sheets === 'all' ? [ALL_SHEETS] : (choices.sheets ?? trial.sheetsRead)}
          options={[
            { id: ALL_SHEETS, label: t('intake.allSheets') },
            ...trial.sheets.map((sheet) => ({ id: sheet, label: sheet })),
          ]}
          emptyMeans={t('intake.likelySheets')}
          onCommit={(ticked) => onSheets(sheetsChosen(choices.sheets, ticked))}
        />
      ) : null}
      {isInDoubt(trial.encoding, choices.encoding) ? (
        <EncodingField
          read={trial.encoding}
          chosen={choices.encoding}
          onChoose={(encoding) => onCorrect({ encoding })}
        />
      ) : null}
      {trial.launchMissing || choices.launch !== undefined ? (
        <DateField
          label={t('intake.launch')}
          value={choices.launch ?? ''}
          hint={t('intake.launchHint')}
          onCommit={(launch) => onCorrect({ launch })}
        />
      ) : null}
      {trial.year !== null || choices.year !== undefined ? (
        <NumberField
          label={t('intake.year')}
          value={choices.year ?? trial.year!}
          min={1970}
          max={2199}
          format={{ useGrouping: false }}
          onCommit={(year) => onCorrect({ year })}
        />
      ) : null}
      {trial.dateOrderMatters ? (
        <ChoiceField
          label={t('intake.dateOrder')}
          value={trial.dateOrder}
          options={{ 'day-first': t('intake.dayFirst'), 'month-first': t('intake.monthFirst') }}
          onChange={(dateOrder) => onCorrect({ dateOrder })}
        />
      ) : null}
      {trial.hasBlankDates || trial.undated > 0 ? (
        <ChoiceField
          label={t('intake.blankDates')}
          value={choices.undated === 'keep' && trial.blankDates === 'reject' ? 'shelf' : trial.blankDates}
          options={{
            ...(trial.hasBlankDates ? { above: t('intake.dateAbove') } : {}),
            reject: t('intake.dateNone'),
            ...(trial.undated > 0 ? { shelf: t('intake.toShelf', { count: trial.undated }) } : {}),
          }}
          onChange={(chosen) =>
            onCorrect(
              chosen === 'shelf'
                ? { blankDates: 'reject', undated: 'keep' }
                : { blankDates: chosen as PlanTrial['blankDates'], undated: 'leave-out' },
            )
          }
        />
      ) : null}
      {trial.hidden > 0 ? (
        <ChoiceField
          label={t('intake.hidden', { count: trial.hidden })}
          value={choices.hiddenRows ?? 'leave-out'}
          options={{ 'leave-out': t('intake.leaveOut'), keep: t('intake.takeIn') }}
          onChange={(hiddenRows) => onCorrect({ hiddenRows })}
        />
      ) : null}
      {trial.struck > 0 ? (
        <ChoiceField
          label={t('intake.struck', { count: trial.struck })}
          value={choices.struckRows ?? 'leave-out'}
          options={{ 'leave-out': t('intake.leaveOut'), keep: t('intake.takeIn') }}
          onChange={(struckRows) => onCorrect({ struckRows })}
        />
      ) : null}
      {trial.cancelled > 0 || choices.cancelled !== undefined ? (
        <ChoiceField
          label={t('intake.cancelled')}
          value={choices.cancelled ?? 'keep'}
          options={{ keep: t('intake.takeInCancelled'), 'leave-out': t('intake.leaveOut') }}
          onChange={(cancelled) => onCorrect({ cancelled })}
        />
      ) : null}
      {(trial.columns['workstream'] ?? null) !== null ? (
        <ChoiceField
          label={t('intake.lanes')}
          value={trial.lanes}
          options={{ workstream: t('intake.field.workstream'), channel: t('intake.field.channel') }}
          onChange={(lanes) => onCorrect({ lanes })}
        />
      ) : null}
    </>
  );
}
