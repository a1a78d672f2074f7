import { EVENT_KINDS, type Campaign, type ContextEvent } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { ManyField, SelectField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { execute } from '../session/session.ts';
import { SpanFields } from '../kit/SpanFields.tsx';
import { Hanging } from './Hanging.tsx';
import { t } from '../text/text.ts';

interface EventFieldsProps {
  campaign: Campaign;
  event: ContextEvent;
}

/** Every field of a context event; each change is one step. */
export function EventFields({ campaign, event }: EventFieldsProps) {
  const edit = (changes: Partial<Omit<ContextEvent, 'id'>>) => execute({ type: 'editEvent', id: event.id, changes });
  const factor = (label: string, value: number, onCommit: (value: number) => void) => (
    <NumberField
      label={label}
      value={value}
      min={0}
      max={5}
      step={0.05}
      format={{ style: 'percent' }}
      hint={t('goals.factorHint')}
      onCommit={onCommit}
    />
  );
  return (
    <>
      <div className="screen-field-wide">
        <TextField
          label={t('goals.name')}
          value={event.name}
          required
          maxLength={LONGEST_NAME}
          onCommit={(name) => edit({ name })}
        />
      </div>
      <SpanFields span={event} firstLabel={t('goals.firstDay')} lastLabel={t('goals.lastDay')} onChange={edit} />
      <Hanging kind="event" id={event.id} />
      {factor(t('goals.push'), event.pushFactor, (pushFactor) => edit({ pushFactor }))}
      {factor(t('goals.pull'), event.pullFactor, (pullFactor) => edit({ pullFactor }))}
      <SelectField
        label={t('goals.kind')}
        value={event.kind}
        options={EVENT_KINDS.map((id) => ({ id, label: t(`eventKind.${id}`) }))}
        onCommit={(kind) => edit({ kind })}
      />
      <ManyField
        label={t('goals.eventSegments')}
        value={event.segments}
        options={campaign.segments.map(({ id, name }) => ({ id, label: name }))}
        emptyMeans={t('goals.everyoneOption')}
        onCommit={(segments) => edit({ segments })}
      />
    </>
  );
}
