import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { TextField } from '../kit/fields.tsx';
import { DragHandle, MoveButtons, Reorder, ReorderRow } from '../kit/drag/Reorder.tsx';
import { execute } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { focusFirstField } from '../kit/focus.ts';
import { removeLane } from '../items/removing.ts';
import { Section } from '../kit/Screen.tsx';

/** The rows of the timeline, in order. */
export function Lanes({ campaign }: { campaign: Campaign }) {
  const { lanes, touchpoints, ideas } = campaign;
  const [fresh, setFresh] = useState<string | null>(null);
  const counts = useMemo(() => {
    const map = new Map<string, number>();
    for (const { laneId } of [...touchpoints, ...ideas]) map.set(laneId, (map.get(laneId) ?? 0) + 1);
    return map;
  }, [touchpoints, ideas]);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (fresh) focusFirstField(list.current?.querySelector(`[data-lane="${fresh}"]`) ?? null);
  }, [fresh]);
  const add = () => {
    const lane = { id: newId('lane'), name: t('settings.newLane') };
    if (execute({ type: 'addLane', item: lane })) setFresh(lane.id);
  };
  return (
    <Section
      title={t('settings.lanes')}
      hint={lanes.length > 1 ? t('settings.lanesHint') : t('settings.laneLast')}
      actions={
        <Button icon={<Plus aria-hidden />} onPress={add}>
          {t('settings.addLane')}
        </Button>
      }
    >
      <Reorder
        ids={lanes.map(({ id }) => id)}
        nameOf={(id) => lanes.find((lane) => lane.id === id)?.name ?? ''}
        onMove={(id, at) => execute({ type: 'reorderLane', id, at })}
      >
        <ol className="lane-rows" ref={list}>
          {lanes.map((lane, index) => (
            <ReorderRow key={lane.id} id={lane.id} data-lane={lane.id}>
              <DragHandle id={lane.id} />
              <span className="faint figure" aria-hidden>
                {index + 1}
              </span>
              <TextField
                label={t('settings.laneName', { number: index + 1 })}
                hideLabel
                value={lane.name}
                required
                maxLength={LONGEST_NAME}
                onCommit={(name) => execute({ type: 'editLane', id: lane.id, changes: { name } })}
              />
              <span className="lane-touchpoints soft figure">
                {t('settings.laneCount', { count: counts.get(lane.id) ?? 0 })}
              </span>
              <MoveButtons id={lane.id} />
              <IconButton
                label={t('settings.laneRemove', { name: lane.name })}
                isDisabled={lanes.length === 1}
                onPress={() => void removeLane(lane.id)}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </ReorderRow>
          ))}
        </ol>
      </Reorder>
    </Section>
  );
}
