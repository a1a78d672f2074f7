import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { addDays, lastDateOf, dayOf } from '#campaign/calendar.ts';
import {
  EVENT_KINDS,
  METRICS,
  PHASE_KINDS,
  type Campaign,
  type ContextEvent,
  type Goal,
  type Lane,
  type Phase,
} from '#campaign/document.ts';
import { Button, IconButton, Segmented } from '../kit/controls.tsx';
import { DateField, ManyField, NumberField, SelectField, TextField } from '../kit/fields.tsx';
import { execute } from '../session/session.ts';
import { itemById, useCampaign, useSelection } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { isPlaced } from '../timeline/items.ts';
import { duplicateItems, removeItems } from '../timeline/keys.ts';
import { CampaignSummary } from './CampaignSummary.tsx';
import { TouchpointForm } from './TouchpointForm.tsx';
import './inspector.css';

/** What is selected, to be read and changed; with nothing selected, how the campaign stands. */
export function Inspector() {
  const campaign = useCampaign();
  const selection = useSelection();
  return (
    <aside className="inspector" aria-label={t('inspector.label')} data-inspector>
      {selection ? (
        <Selected campaign={campaign} kind={selection.kind} ids={selection.ids} />
      ) : (
        <CampaignSummary campaign={campaign} />
      )}
    </aside>
  );
}

function Selected({ campaign, kind, ids }: { campaign: Campaign; kind: string; ids: string[] }) {
  if (kind === 'touchpoint' && ids.length > 1) return <Several ids={ids} />;
  const id = ids[0] ?? '';
  if (kind === 'touchpoint') {
    const touchpoint = itemById(campaign, 'touchpoint', id);
    return touchpoint ? (
      <TouchpointForm key={id} campaign={campaign} touchpoint={touchpoint} />
    ) : (
      <CampaignSummary campaign={campaign} />
    );
  }
  if (kind === 'phase') {
    const phase = itemById(campaign, 'phase', id);
    return phase ? <PhaseForm key={id} phase={phase} /> : <CampaignSummary campaign={campaign} />;
  }
  if (kind === 'goal') {
    const goal = itemById(campaign, 'goal', id);
    return goal ? <GoalForm key={id} campaign={campaign} goal={goal} /> : <CampaignSummary campaign={campaign} />;
  }
  if (kind === 'event') {
    const event = itemById(campaign, 'event', id);
    return event ? <EventForm key={id} campaign={campaign} event={event} /> : <CampaignSummary campaign={campaign} />;
  }
  const lane = itemById(campaign, 'lane', id);
  return lane ? <LaneForm key={id} campaign={campaign} lane={lane} /> : <CampaignSummary campaign={campaign} />;
}

/** Head of a form: what it is, and what can be done to it as a whole. */
export function FormHead({
  kind,
  ids,
  title,
  children,
}: {
  kind: string;
  ids: string[];
  title: string;
  children?: ReactNode;
}) {
  return (
    <header className="inspector-head">
      <h2>{title}</h2>
      {children}
      {kind === 'touchpoint' ? (
        <IconButton label={t('inspector.duplicate')} keys="Ctrl+D" onPress={() => duplicateItems(ids)}>
          <Copy aria-hidden />
        </IconButton>
      ) : null}
      {isPlaced(kind) ? (
        <IconButton label={t('inspector.delete')} keys="Del" onPress={() => removeItems(kind, ids)}>
          <Trash2 aria-hidden />
        </IconButton>
      ) : null}
    </header>
  );
}

function Several({ ids }: { ids: string[] }) {
  return (
    <>
      <FormHead kind="touchpoint" ids={ids} title={t('timeline.several', { count: ids.length })} />
      <p className="inspector-text">{t('inspector.several')}</p>
    </>
  );
}

interface SpanFieldsProps {
  start: string;
  days: number;
  onChange: (span: { start?: string; days?: number }) => void;
}

/** First day and last day; the first one moves the whole span. */
export function SpanFields({ start, days, onChange }: SpanFieldsProps) {
  return (
    <div className="field-pair">
      <DateField label={t('inspector.firstDay')} value={start} onCommit={(next) => onChange({ start: next })} />
      <DateField
        label={t('inspector.lastDay')}
        value={lastDateOf({ start, days })}
        onCommit={(last) => {
          const length = dayOf(last) - dayOf(start) + 1;
          // A last day before the first one takes the first day along.
          if (length >= 1) onChange({ days: length });
          else onChange({ start: addDays(last, 1 - days) });
        }}
      />
    </div>
  );
}

function PhaseForm({ phase }: { phase: Phase }) {
  const edit = (changes: Partial<Omit<Phase, 'id'>>) => execute({ type: 'editPhase', id: phase.id, changes });
  return (
    <>
      <FormHead kind="phase" ids={[phase.id]} title={t('inspector.phase')} />
      <div className="inspector-form">
        <TextField
          label={t('inspector.name')}
          value={phase.name}
          required
          maxLength={200}
          onCommit={(name) => edit({ name })}
        />
        <SelectField
          label={t('inspector.phaseKind')}
          value={phase.kind}
          options={PHASE_KINDS.map((kind) => ({ id: kind, label: t(`phaseKind.${kind}`) }))}
          onCommit={(kind) => edit({ kind })}
        />
        <SpanFields start={phase.start} days={phase.days} onChange={edit} />
        <NumberField
          label={t('inspector.pushAim')}
          hint={t('inspector.pushAimHint')}
          value={phase.pushAim}
          min={0}
          max={1}
          step={0.05}
          format={{ style: 'percent' }}
          onCommit={(pushAim) => edit({ pushAim })}
        />
      </div>
    </>
  );
}

export function audienceOptions(campaign: Campaign) {
  return campaign.segments.map((segment) => ({ id: segment.id, label: segment.name }));
}

function GoalForm({ campaign, goal }: { campaign: Campaign; goal: Goal }) {
  const edit = (changes: Partial<Omit<Goal, 'id'>>) => execute({ type: 'editGoal', id: goal.id, changes });
  const learners = campaign.segments
    .filter((segment) => goal.segments.length === 0 || goal.segments.includes(segment.id))
    .reduce((sum, segment) => sum + segment.size, 0);
  return (
    <>
      <FormHead kind="goal" ids={[goal.id]} title={t('inspector.goal')} />
      <div className="inspector-form">
        <TextField
          label={t('inspector.name')}
          value={goal.name}
          required
          maxLength={200}
          onCommit={(name) => edit({ name })}
        />
        <SelectField
          label={t('inspector.metric')}
          value={goal.metric}
          options={METRICS.map((metric) => ({ id: metric, label: t(`metric.${metric}`) }))}
          onCommit={(metric) => edit({ metric })}
        />
        <Segmented
          label={t('inspector.unit')}
          value={goal.unit}
          options={[
            { id: 'share', label: t('inspector.unit.share') },
            { id: 'learners', label: t('inspector.unit.learners') },
          ]}
          onChange={(unit) =>
            edit(
              unit === 'share'
                ? { unit, target: learners > 0 ? Math.min(1, goal.target / learners) : 0 }
                : { unit, target: Math.round(goal.target * learners) },
            )
          }
        />
        <NumberField
          label={t('inspector.target')}
          value={goal.target}
          min={0}
          {...(goal.unit === 'share'
            ? { max: 1, step: 0.01, format: { style: 'percent' as const, maximumFractionDigits: 1 } }
            : { step: 1 })}
          onCommit={(target) => edit({ target })}
        />
        <DateField label={t('inspector.dueDate')} value={goal.date} onCommit={(date) => edit({ date })} />
        <ManyField
          label={t('inspector.audience')}
          value={goal.segments}
          options={audienceOptions(campaign)}
          emptyMeans={t('inspector.everyone')}
          onCommit={(segments) => edit({ segments })}
        />
      </div>
    </>
  );
}

function EventForm({ campaign, event }: { campaign: Campaign; event: ContextEvent }) {
  const edit = (changes: Partial<Omit<ContextEvent, 'id'>>) => execute({ type: 'editEvent', id: event.id, changes });
  return (
    <>
      <FormHead kind="event" ids={[event.id]} title={t('inspector.event')} />
      <div className="inspector-form">
        <TextField
          label={t('inspector.name')}
          value={event.name}
          required
          maxLength={200}
          onCommit={(name) => edit({ name })}
        />
        <SelectField
          label={t('inspector.eventKind')}
          value={event.kind}
          options={EVENT_KINDS.map((kind) => ({ id: kind, label: t(`eventKind.${kind}`) }))}
          onCommit={(kind) => edit({ kind })}
        />
        <SpanFields start={event.start} days={event.days} onChange={edit} />
        <div className="field-pair">
          <NumberField
            label={t('inspector.pushFactor')}
            value={event.pushFactor}
            min={0}
            max={5}
            step={0.05}
            format={{ style: 'percent' }}
            onCommit={(pushFactor) => edit({ pushFactor })}
          />
          <NumberField
            label={t('inspector.pullFactor')}
            value={event.pullFactor}
            min={0}
            max={5}
            step={0.05}
            format={{ style: 'percent' }}
            onCommit={(pullFactor) => edit({ pullFactor })}
          />
        </div>
        <p className="field-hint">{t('inspector.factorHint')}</p>
        <ManyField
          label={t('inspector.audience')}
          value={event.segments}
          options={audienceOptions(campaign)}
          emptyMeans={t('inspector.everyone')}
          onCommit={(segments) => edit({ segments })}
        />
      </div>
    </>
  );
}

function LaneForm({ campaign, lane }: { campaign: Campaign; lane: Lane }) {
  const index = campaign.lanes.findIndex((candidate) => candidate.id === lane.id);
  const count = campaign.touchpoints.filter((touchpoint) => touchpoint.laneId === lane.id).length;
  return (
    <>
      <FormHead kind="lane" ids={[lane.id]} title={t('inspector.lane')} />
      <div className="inspector-form">
        <TextField
          label={t('inspector.name')}
          value={lane.name}
          required
          maxLength={200}
          onCommit={(name) => execute({ type: 'editLane', id: lane.id, changes: { name } })}
        />
        <p className="field-hint">{t('timeline.laneCount', { count })}</p>
        <div className="button-row">
          <Button
            icon={<ArrowUp aria-hidden />}
            isDisabled={index === 0}
            onPress={() => execute({ type: 'reorderLane', id: lane.id, at: index - 1 })}
          >
            {t('inspector.laneUp')}
          </Button>
          <Button
            icon={<ArrowDown aria-hidden />}
            isDisabled={index === campaign.lanes.length - 1}
            onPress={() => execute({ type: 'reorderLane', id: lane.id, at: index + 1 })}
          >
            {t('inspector.laneDown')}
          </Button>
        </div>
        <Button
          look="danger"
          icon={<Trash2 aria-hidden />}
          isDisabled={campaign.lanes.length === 1}
          onPress={() => execute({ type: 'removeLane', id: lane.id })}
        >
          {count > 0 ? t('inspector.removeLaneWith', { count }) : t('inspector.removeLane')}
        </Button>
      </div>
    </>
  );
}
