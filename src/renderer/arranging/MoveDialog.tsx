import { useState } from 'react';
import { dayOf, lastDateOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Kind } from '#campaign/collections.ts';
import { Button } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { SwitchField } from '../kit/fields.tsx';
import { announce } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { againstLast } from '../kit/SpanFields.tsx';
import { execute, useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { hasLength, isPlaced, shift, spanOf, type Place, type PlacedKind } from '../items/place.ts';
import { spokenPlace } from '../items/spoken.ts';
import { tellLocked } from '../items/locked.ts';
import { firstDateOf, itemsOf, moveToDate } from './moves.ts';
import { tellBesidesPhases } from './phaseWords.ts';
import './moveDialog.css';

/** Moving without a drag: any selection, to a date or by days and weeks. */

interface MoveDialogProps {
  kind: Kind;
  ids: readonly string[];
  onClose: () => void;
}

export function MoveDialog({ kind, ...what }: MoveDialogProps) {
  const campaign = useCampaign();
  const isThere = isPlaced(kind) && itemsOf(campaign, kind, what.ids).length > 0;
  return isThere ? <Asking campaign={campaign} kind={kind} {...what} /> : null;
}

const STEPS = [
  { label: 'move.weekEarlier', days: -7 },
  { label: 'move.dayEarlier', days: -1 },
  { label: 'move.dayLater', days: 1 },
  { label: 'move.weekLater', days: 7 },
] as const;

interface AskingProps extends MoveDialogProps {
  campaign: Campaign;
  kind: PlacedKind;
}

function Asking({ campaign, kind, ids, onClose: close }: AskingProps) {
  const place: Place = { kind, id: ids[0]! };
  const span = spanOf(campaign, place)!;
  const [start, setStart] = useState(() => firstDateOf(campaign, kind, ids)!);
  const [days, setDays] = useState(span.days);
  const [carries, setCarries] = useState(false);
  const isPhase = kind === 'phase';
  // One alone may be stretched as well.
  const hasLast = ids.length === 1 && hasLength(kind);
  const move = () => {
    const wanted = { date: start, ...(hasLast ? { length: days } : {}), carries };
    const command = moveToDate(campaign, kind, ids, wanted);
    close();
    if (command && !execute(command)) return;
    const now = useSession.getState().open!.campaign;
    if (isPhase) tellBesidesPhases(campaign, now, ids);
    if (!tellLocked(campaign, kind, ids))
      announce(ids.length === 1 ? spokenPlace(now, place) : t('move.moved', { count: ids.length }));
  };
  return (
    <Dialog
      title={ids.length === 1 ? t('move.single', { name: span.name }) : t('move.several', { count: ids.length })}
      onClose={close}
      size="small"
      actions={
        <>
          <Button onPress={close}>{t('shell.cancel')}</Button>
          <Button look="main" onPress={move}>
            {t('move.move')}
          </Button>
        </>
      }
    >
      <div className="move-dialog">
        <div className="field-pair">
          <DateField label={t('inspector.firstDay')} value={start} onCommit={setStart} />
          {hasLast ? (
            <DateField
              label={t('inspector.lastDay')}
              value={lastDateOf({ start, days })}
              objectTo={(last) => againstLast(start, last)}
              onCommit={(last) => setDays(dayOf(last) - dayOf(start) + 1)}
            />
          ) : null}
        </div>
        <div className="move-steps" role="group" aria-label={t('move.by')}>
          {STEPS.map((step) => (
            <Button key={step.label} onPress={() => setStart(shift(start, step.days))}>
              {t(step.label)}
            </Button>
          ))}
        </div>
        {isPhase ? <SwitchField label={t('move.carries')} value={carries} onCommit={setCarries} /> : null}
      </div>
    </Dialog>
  );
}
