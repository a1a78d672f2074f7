import { Copy, Trash2 } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { CHANNELS, type Campaign, type Segment } from '#campaign/document.ts';
import { LONGEST_NAME, MOST } from '#campaign/limits.ts';
import { frictionRate, leftAfter } from '#campaign/friction.ts';
import { IconButton } from '../kit/controls.tsx';
import { TimeField } from '../kit/DateFields.tsx';
import { inKeptOrder } from '../kit/drag/order.ts';
import { ManyField, SelectField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { formatShare } from '../locale.ts';
import { execute } from '../session/session.ts';
import { focusFirstField } from '../kit/focus.ts';
import { ZoneField } from '../kit/ZoneField.tsx';
import { t } from '../text/text.ts';
import { ChannelOrder } from './ChannelOrder.tsx';
import { HearingWords } from './Hearing.tsx';
import { languageOptions } from './languages.ts';

/** Stands for no calendar. No id can be this one: it holds a space. */
const USUAL_DAYS = ' usual';

interface SegmentFormProps {
  campaign: Campaign;
  segment: Segment;
  /** Just added: its name wants to be written first. */
  isFresh: boolean;
  onDuplicate: () => void;
  onRemove: () => void;
}

export function SegmentForm({ campaign, segment, isFresh, onDuplicate, onRemove }: SegmentFormProps) {
  const form = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isFresh) focusFirstField(form.current);
  }, [isFresh]);
  const edit = (changes: Partial<{ [K in keyof Segment]: Segment[K] | null }>) =>
    execute({ type: 'editSegment', id: segment.id, changes } as Parameters<typeof execute>[0]);
  const optional = (text: string) => text.trim() || null;
  return (
    <section ref={form} className="segment-form" aria-label={segment.name}>
      <header className="segment-form-head">
        <h2 dir="auto">{segment.name}</h2>
        <IconButton label={t('audience.duplicate')} onPress={onDuplicate}>
          <Copy aria-hidden />
        </IconButton>
        <IconButton label={t('audience.remove')} onPress={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </header>
      <div className="segment-form-fields">
        <div className="segment-pair">
          <TextField
            label={t('audience.name')}
            value={segment.name}
            required
            maxLength={LONGEST_NAME}
            onCommit={(name) => edit({ name })}
          />
          <NumberField
            label={t('audience.size')}
            value={segment.size}
            min={0}
            max={MOST.learners}
            step={1}
            onCommit={(size) => edit({ size })}
          />
        </div>
        {campaign.rolling || segment.inflow ? (
          <NumberField
            label={t('audience.inflow')}
            value={segment.inflow ?? 0}
            min={0}
            max={MOST.inflow}
            step={0.5}
            hint={t(campaign.rolling ? 'audience.inflowHint' : 'audience.inflowUnused')}
            onCommit={(inflow) => edit({ inflow: inflow > 0 ? inflow : null })}
          />
        ) : null}
        <div className="segment-pair">
          <ZoneField label={t('audience.zone')} value={segment.timeZone} onCommit={(timeZone) => edit({ timeZone })} />
          <TimeField
            label={t('audience.time')}
            value={segment.preferredTime}
            hint={t('audience.timeHint')}
            onCommit={(preferredTime) => edit({ preferredTime })}
          />
        </div>
        <div className="segment-pair">
          <SelectField
            label={t('audience.language')}
            value={segment.language}
            options={languageOptions([segment.language])}
            onCommit={(language) => edit({ language })}
          />
          <ManyField
            label={t('audience.channels')}
            value={segment.channels}
            options={CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) }))}
            emptyMeans={t('audience.allChannels')}
            onCommit={(channels) => edit({ channels: inKeptOrder(segment.channels, channels as Segment['channels']) })}
          />
        </div>
        {segment.channels.length > 1 ? (
          <ChannelOrder channels={segment.channels} onCommit={(channels) => edit({ channels })} />
        ) : null}
        {campaign.calendars.length > 0 ? (
          <SelectField
            label={t('audience.calendar')}
            value={segment.calendarId ?? USUAL_DAYS}
            options={[
              { id: USUAL_DAYS, label: t('audience.usualDays') },
              ...campaign.calendars.map(({ id, name }) => ({ id, label: name })),
            ]}
            hint={t('audience.calendarHint')}
            onCommit={(id) => edit({ calendarId: id === USUAL_DAYS ? null : id })}
          />
        ) : null}
        <NumberField
          label={t('audience.team')}
          value={segment.teamSize ?? NaN}
          min={2}
          max={MOST.teamSize}
          step={1}
          placeholder={t('audience.noTeams')}
          hint={t('audience.teamHint')}
          onCommit={(teamSize) => edit({ teamSize })}
          onEmpty={() => edit({ teamSize: null })}
        />
        <Group title={t('audience.hearing')}>
          <HearingWords campaign={campaign} segment={segment} />
        </Group>
        <Group title={t('audience.way')}>
          <div className="segment-way">
            <NumberField
              label={t('audience.friction')}
              value={segment.frictionSteps}
              min={0}
              max={MOST.frictionSteps}
              step={0.5}
              hint={t('audience.frictionHint')}
              onCommit={(frictionSteps) => edit({ frictionSteps })}
            />
            <FrictionCost steps={segment.frictionSteps} rate={frictionRate(campaign, segment.id)} />
          </div>
        </Group>
        <Group title={t('audience.reasons')}>
          <TextField
            label={t('audience.why')}
            value={segment.why ?? ''}
            lines={2}
            maxLength={MOST.sentences}
            placeholder={t('audience.whyPlaceholder')}
            hint={t('audience.whyHint', { token: '{{why}}' })}
            onCommit={(why) => edit({ why: optional(why) })}
          />
          <TextField
            label={t('audience.needs')}
            value={segment.needs ?? ''}
            lines={2}
            maxLength={MOST.sentences}
            placeholder={t('audience.needsPlaceholder')}
            onCommit={(needs) => edit({ needs: optional(needs) })}
          />
          <TextField
            label={t('audience.style')}
            value={segment.learningStyle ?? ''}
            maxLength={LONGEST_NAME}
            placeholder={t('audience.stylePlaceholder')}
            onCommit={(learningStyle) => edit({ learningStyle: optional(learningStyle) })}
          />
        </Group>
      </div>
    </section>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="segment-group">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** So many steps are drawn at most. */
const DRAWN = 12;

/** What the steps cost, in one sentence and as people who are left after each. */
function FrictionCost({ steps, rate }: { steps: number; rate: number }) {
  if (steps === 0) return <p className="friction-words">{t('audience.frictionNone')}</p>;
  const counts = Array.from({ length: Math.min(DRAWN, Math.ceil(steps)) + 1 }, (_, step) => Math.min(step, steps));
  const left = (count: number) => Math.round(leftAfter(count, rate) * 100);
  return (
    <div className="friction-cost">
      <div className="friction-bars" aria-hidden>
        {counts.map((count) => (
          <span key={count} style={{ blockSize: `${leftAfter(count, rate) * 100}%` }} />
        ))}
      </div>
      <p className="friction-words">
        {t('audience.frictionCost', { count: steps, lost: formatShare(1 - leftAfter(1, rate)), left: left(steps) })}
      </p>
    </div>
  );
}
