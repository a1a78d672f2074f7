import { useState } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { PHASE_KINDS, type Campaign, type Phase } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { SelectField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { formatShare } from '../locale.ts';
import { execute } from '../session/session.ts';
import { Hanging } from './Hanging.tsx';
import { t } from '../text/text.ts';
import { SpanFields } from '../kit/SpanFields.tsx';
import { OwnDaysHint } from './OwnDaysHint.tsx';
import './phaseFields.css';

/** Every field of a phase; each change is one step. */
export function PhaseFields({ campaign, phase }: { campaign: Campaign; phase: Phase }) {
  const edit = (changes: Partial<Omit<Phase, 'id'>>) => execute({ type: 'editPhase', id: phase.id, changes });
  return (
    <>
      <div className="screen-field-wide">
        <TextField
          label={t('settings.name')}
          value={phase.name}
          required
          maxLength={LONGEST_NAME}
          onCommit={(name) => edit({ name })}
        />
      </div>
      <SelectField
        label={t('settings.phaseKind')}
        value={phase.kind}
        options={PHASE_KINDS.map((id) => ({ id, label: t(`phaseKind.${id}`) }))}
        onCommit={(kind) => edit({ kind })}
      />
      <SpanFields span={phase} firstLabel={t('settings.start')} lastLabel={t('settings.end')} onChange={edit} />
      <OwnDaysHint campaign={campaign} span={phase} />
      <Hanging kind="phase" id={phase.id} />
      <div className="screen-field-wide">
        <AimField value={phase.pushAim} onCommit={(pushAim) => edit({ pushAim })} />
      </div>
    </>
  );
}

/** The share of push that a phase aims for, on a slider from all pull to all push or as a number. */
function AimField({ value, onCommit }: { value: number; onCommit: (value: number) => void }) {
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  const commit = (next: number) => {
    setDragged(null);
    const rounded = Math.round(next * 100) / 100;
    if (rounded !== value) onCommit(rounded);
  };
  return (
    <div className="aim">
      <Slider
        className="aim-slider"
        value={shown}
        minValue={0}
        maxValue={1}
        step={0.01}
        onChange={setDragged}
        onChangeEnd={commit}
        formatOptions={{ style: 'percent' }}
      >
        <Label className="field-label">{t('settings.aim')}</Label>
        <SliderTrack className="aim-track">
          <span className="aim-push" style={{ inlineSize: `${shown * 100}%` }} />
          <SliderThumb className="aim-thumb" />
        </SliderTrack>
        <p className="field-hint">
          {t('settings.aimWords', { push: formatShare(shown), pull: formatShare(1 - shown) })}
        </p>
      </Slider>
      <NumberField
        label={t('settings.aim')}
        hideLabel
        value={value}
        min={0}
        max={1}
        step={0.01}
        format={{ style: 'percent' }}
        onCommit={commit}
      />
    </div>
  );
}
