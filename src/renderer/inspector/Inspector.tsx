import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { memo, useMemo, type ReactNode } from 'react';
import type { Campaign, Lane } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { DecisionFields } from '../items/DecisionFields.tsx';
import { EventFields } from '../items/EventFields.tsx';
import { GoalFields } from '../items/GoalFields.tsx';
import { removeLane } from '../items/removing.ts';
import { useAtRest } from '../kit/atRest.ts';
import { ShownDocument } from '../kit/typing.ts';
import { Button } from '../kit/controls.tsx';
import { TextField } from '../kit/fields.tsx';
import { SeveralFields } from '../arranging/BulkFields.tsx';
import { execute, type Selection } from '../session/session.ts';
import { itemById, useCampaign, useSelection } from '../session/shown.ts';
import { PhaseFields } from '../items/PhaseFields.tsx';
import { goToTimeline } from '../navigation/panes.ts';
import { t } from '../text/text.ts';
import { CampaignSummary } from './CampaignSummary.tsx';
import { FormHead } from './FormHead.tsx';
import { DecisionValue } from '../forecast/DecisionValue.tsx';
import { GoalStrip } from '../forecast/GoalStrip.tsx';
import { TouchpointForm } from './TouchpointForm.tsx';
import './inspector.css';

/** What is selected, to be read and changed; with nothing selected, how the campaign stands. */
export function Inspector() {
  // The details follow when the timeline has been drawn and the hand has let go: many fields must not hold up a drag.
  const campaign = useCampaign();
  const selection = useSelection();
  const now = useMemo(() => ({ campaign, selection }), [campaign, selection]);
  const shown = useAtRest(now);
  return (
    <aside
      className="inspector"
      // What is typed is never for what was selected before.
      inert={!isSame(selection, shown.selection)}
      aria-label={t('inspector.label')}
      data-inspector
      onKeyDown={(event) => {
        // A menu or a dialog that is open over it keeps its own Esc.
        if (event.key === 'Escape' && event.currentTarget.contains(event.target as Element)) goToTimeline();
      }}
    >
      <ShownDocument value={shown.campaign}>
        <Shown {...shown} />
      </ShownDocument>
    </aside>
  );
}

const isSame = (one: Selection | null, other: Selection | null): boolean =>
  one === other ||
  (one?.kind === other?.kind &&
    one?.ids.length === other?.ids.length &&
    one!.ids.every((id, place) => id === other!.ids[place]));

/** Not rendered meanwhile, with what it shows already. */
const Shown = memo(function Shown({ campaign, selection }: { campaign: Campaign; selection: Selection | null }) {
  if (!selection) return <CampaignSummary campaign={campaign} />;
  return (
    <>
      <Selected campaign={campaign} kind={selection.kind} ids={selection.ids} />
      {selection.kind === 'goal' ? null : (
        <GoalStrip key={`${selection.kind} ${selection.ids[0]} ${selection.ids.length}`} campaign={campaign} />
      )}
    </>
  );
});

function Selected({ campaign, kind, ids }: { campaign: Campaign; kind: string; ids: string[] }) {
  if ((kind === 'touchpoint' || kind === 'idea') && ids.length > 1)
    return <Several campaign={campaign} kind={kind} ids={ids} />;
  const id = ids[0] ?? '';
  if (kind === 'touchpoint' || kind === 'idea') {
    // Undo takes one to the shelf and from it under the eyes of whoever looks at it.
    const touchpoint = itemById(campaign, 'touchpoint', id) ?? itemById(campaign, 'idea', id);
    return touchpoint ? (
      <TouchpointForm key={id} campaign={campaign} touchpoint={touchpoint} />
    ) : (
      <CampaignSummary campaign={campaign} />
    );
  }
  if (kind === 'phase') {
    const phase = itemById(campaign, 'phase', id);
    return phase ? (
      <ItemForm kind="phase" id={id} title={t('inspector.phase')}>
        <PhaseFields key={id} campaign={campaign} phase={phase} />
      </ItemForm>
    ) : (
      <CampaignSummary campaign={campaign} />
    );
  }
  if (kind === 'goal') {
    const goal = itemById(campaign, 'goal', id);
    return goal ? (
      <ItemForm kind="goal" id={id} title={t('inspector.goal')}>
        <GoalFields key={id} campaign={campaign} goal={goal} />
      </ItemForm>
    ) : (
      <CampaignSummary campaign={campaign} />
    );
  }
  if (kind === 'event') {
    const event = itemById(campaign, 'event', id);
    return event ? (
      <ItemForm kind="event" id={id} title={t('inspector.event')}>
        <EventFields key={id} campaign={campaign} event={event} />
      </ItemForm>
    ) : (
      <CampaignSummary campaign={campaign} />
    );
  }
  if (kind === 'decision') {
    const decision = itemById(campaign, 'decision', id);
    return decision ? (
      <ItemForm kind="decision" id={id} title={t('decisions.title')}>
        <DecisionFields key={id} campaign={campaign} decision={decision} />
        <DecisionValue decision={decision} />
      </ItemForm>
    ) : (
      <CampaignSummary campaign={campaign} />
    );
  }
  const lane = itemById(campaign, 'lane', id);
  return lane ? <LaneForm key={id} campaign={campaign} lane={lane} /> : <CampaignSummary campaign={campaign} />;
}

function ItemForm({ kind, id, title, children }: { kind: string; id: string; title: string; children: ReactNode }) {
  return (
    <>
      <FormHead kind={kind} ids={[id]} title={title} />
      <div className="inspector-form">{children}</div>
    </>
  );
}

function Several({ campaign, kind, ids }: { campaign: Campaign; kind: 'touchpoint' | 'idea'; ids: string[] }) {
  return (
    <>
      <FormHead kind={kind} ids={ids} title={t('timeline.several', { count: ids.length })} />
      <div className="inspector-form">
        {kind === 'touchpoint' ? <p className="field-hint">{t('inspector.several')}</p> : null}
        <SeveralFields key={ids.join(' ')} campaign={campaign} ids={ids} />
      </div>
    </>
  );
}

function LaneForm({ campaign, lane }: { campaign: Campaign; lane: Lane }) {
  const index = campaign.lanes.findIndex((candidate) => candidate.id === lane.id);
  const count = [...campaign.touchpoints, ...campaign.ideas].filter(({ laneId }) => laneId === lane.id).length;
  return (
    <>
      <FormHead kind="lane" ids={[lane.id]} title={t('inspector.lane')} />
      <div className="inspector-form">
        <TextField
          label={t('inspector.name')}
          value={lane.name}
          required
          maxLength={LONGEST_NAME}
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
          onPress={() => void removeLane(lane.id)}
        >
          {count > 0 ? t('inspector.removeLaneWith', { count }) : t('inspector.removeLane')}
        </Button>
      </div>
    </>
  );
}
