import { useState } from 'react';
import type { Idea } from '#campaign/document.ts';
import { Button } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { SelectField } from '../kit/fields.tsx';
import { Dialog } from '../kit/overlays.tsx';
import type { Overlays } from '../navigation/overlay.ts';
import { itemById, useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { likelyDay, planIdea } from './shelving.ts';

/** Gives an idea its date and lane, without dragging. */
export function PlanIdea({ id, status, onClose }: Overlays['planIdea'] & { onClose: () => void }) {
  const idea = itemById(useCampaign(), 'idea', id);
  return idea ? <Asking idea={status ? { ...idea, status } : idea} onClose={onClose} /> : null;
}

function Asking({ idea, onClose }: { idea: Idea; onClose: () => void }) {
  const { lanes } = useCampaign();
  const [start, setStart] = useState(likelyDay);
  const [laneId, setLaneId] = useState(idea.laneId);
  return (
    <Dialog
      title={t('shelf.planTitle', { name: idea.name })}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" onPress={() => planIdea(idea, { start, laneId }) && onClose()}>
            {t('shelf.planDo')}
          </Button>
        </>
      }
    >
      <div className="plan-idea">
        <DateField
          label={t('inspector.firstDay')}
          value={start}
          hint={t('shelf.planText', { count: idea.days })}
          onCommit={setStart}
        />
        <SelectField
          label={t('inspector.lane')}
          value={laneId}
          options={lanes.map((lane) => ({ id: lane.id, label: lane.name }))}
          onCommit={setLaneId}
        />
      </div>
    </Dialog>
  );
}
