import { RotateCcw } from 'lucide-react';
import type { Assumption, Campaign } from '#campaign/document.ts';
import { MOST } from '#campaign/limits.ts';
import type { Parameter } from '#campaign/parameters.ts';
import { Button } from '../kit/controls.tsx';
import { SelectField, SwitchField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { execute } from '../session/session.ts';
import { t } from '../text/text.ts';
import { formatParameter, impliedInterval, isSampled, stepFor } from './parameters.ts';
import { executeWithOffer } from '../session/offers.ts';

/** As exact as a bound of what is likely can be meant. */
const rounded = (value: number) => Number(value.toPrecision(2));

const EVERYONE = 'everyone ';

interface AssumptionFieldsProps {
  campaign: Campaign;
  parameter: Parameter;
  assumption: Assumption;
  /** Segments, and undefined for everyone, that have an assumption about this parameter. */
  taken: readonly (string | undefined)[];
}

/** One value of the campaign's own: for whom it holds, how large it is, how sure and why. */
export function AssumptionFields({ campaign, parameter, assumption, taken }: AssumptionFieldsProps) {
  const { id, value, low, high, segmentId, reason } = assumption;
  const edit = (changes: Extract<Parameters<typeof execute>[0], { type: 'editAssumption' }>['changes']) =>
    execute({ type: 'editAssumption', id, changes });
  const [least, most] = parameter.range;
  const step = stepFor(parameter.value);
  const format = { maximumSignificantDigits: 6 };
  const implied = impliedInterval(parameter, value);
  const hasInterval = low !== undefined || high !== undefined;
  const options = [
    { id: EVERYONE, label: t('settings.everyone') },
    ...campaign.segments.map((segment) => ({ id: segment.id, label: segment.name })),
  ].filter(({ id: option }) => {
    const meant = option === EVERYONE ? undefined : option;
    return meant === segmentId || !taken.includes(meant);
  });
  return (
    <div className="assumption">
      <div className="screen-fields">
        <SelectField
          label={t('settings.holdsFor')}
          value={segmentId ?? EVERYONE}
          options={options}
          onCommit={(option) => edit({ segmentId: option === EVERYONE ? null : option })}
        />
        <NumberField
          label={t('settings.value')}
          value={value}
          min={least}
          max={most}
          step={step}
          format={format}
          hint={t('settings.range', { low: formatParameter(least), high: formatParameter(most), unit: parameter.unit })}
          onCommit={(next) => edit({ value: next })}
        />
        {hasInterval ? (
          <>
            <NumberField
              label={t('settings.low')}
              value={low ?? implied[0]}
              min={least}
              max={value}
              step={step}
              format={format}
              onCommit={(next) => edit({ low: next })}
            />
            <NumberField
              label={t('settings.high')}
              value={high ?? implied[1]}
              min={value}
              max={most}
              step={step}
              format={format}
              onCommit={(next) => edit({ high: next })}
            />
          </>
        ) : null}
        <div className="screen-field-wide">
          <TextField
            label={t('settings.reason')}
            value={reason ?? ''}
            maxLength={MOST.sentences}
            placeholder={t('settings.reasonPlaceholder')}
            onCommit={(next) => edit({ reason: next || null })}
          />
        </div>
      </div>
      <div className="assumption-foot">
        {isSampled(parameter) || hasInterval ? (
          <div>
            <SwitchField
              label={t('settings.ownInterval')}
              value={hasInterval}
              onCommit={(wanted) =>
                edit(wanted ? { low: rounded(implied[0]), high: rounded(implied[1]) } : { low: null, high: null })
              }
            />
            {hasInterval ? null : (
              <p className="field-hint">
                {t('settings.interval', { low: formatParameter(implied[0]), high: formatParameter(implied[1]) })}
              </p>
            )}
          </div>
        ) : null}
        <Button
          look="quiet"
          icon={<RotateCcw aria-hidden />}
          onPress={() =>
            executeWithOffer({ type: 'removeAssumption', id }, t('settings.resetDone', { name: parameter.name }))
          }
        >
          {t('settings.reset')}
        </Button>
      </div>
    </div>
  );
}
