import { useState } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import { moveCampaign, movesAlong } from '#campaign/moveCampaign.ts';
import { hangingFrom, staysOnDate } from '#campaign/ties.ts';
import { Button } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { SwitchField } from '../kit/fields.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { formatSpan } from '../locale.ts';
import type { Overlays } from '../navigation/overlay.ts';
import { execute } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { facts, t } from '../text/text.ts';
import '../arranging/moveDialog.css';

/** Moving the whole campaign: what is free moves, and of what happens whatever is planned somebody says whether it does. */
export function MoveCampaign({ start: given, onClose }: Overlays['moveCampaign'] & { onClose: () => void }) {
  const campaign = useCampaign();
  const [start, setStart] = useState(given ?? campaign.start);
  const [events, setEvents] = useState<readonly string[]>([]);
  const move = () => {
    onClose();
    execute(moveCampaign(campaign, start, { events }));
  };
  const days = dayOf(start) - dayOf(campaign.start);
  const asked = campaign.events.filter((event) => !movesAlong(event));
  const stayed = campaign.touchpoints.filter(staysOnDate).length;
  return (
    <Dialog
      title={t('moveCampaign.title')}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" isDisabled={days === 0} onPress={move}>
            {t('moveCampaign.move')}
          </Button>
        </>
      }
    >
      <div className="move-dialog">
        <DateField label={t('moveCampaign.start')} value={start} onCommit={setStart} />
        <p role="status">
          {days === 0
            ? t('moveCampaign.choose')
            : t(days < 0 ? 'moveCampaign.earlier' : 'moveCampaign.later', { count: Math.abs(days) })}
        </p>
        {stayed > 0 ? <p>{t('moveCampaign.stayed', { count: stayed })}</p> : null}
        {asked.length > 0 ? <p>{t('moveCampaign.events')}</p> : null}
        {asked.map((event) => {
          const count = hangingFrom(campaign, { kind: 'event', id: event.id }).length;
          return (
            <div key={event.id}>
              <SwitchField
                label={event.name}
                value={events.includes(event.id)}
                onCommit={(moves) =>
                  setEvents(moves ? [...events, event.id] : events.filter((other) => other !== event.id))
                }
              />
              <p className="field-hint">
                {facts(formatSpan(event, 'weekdayDated'), count > 0 && t('moveCampaign.hanging', { count }))}
              </p>
            </div>
          );
        })}
      </div>
    </Dialog>
  );
}
