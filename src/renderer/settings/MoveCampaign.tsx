import { useState } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import { moveCampaign, movesAlong } from '#campaign/moveCampaign.ts';
import { hangingFrom } from '#campaign/ties.ts';
import { Button } from '../kit/controls.tsx';
import { SwitchField } from '../kit/fields.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { formatSpan } from '../locale.ts';
import { execute } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { facts, t } from '../text/text.ts';
import '../arranging/moveDialog.css';

/** Moving the whole campaign: what is free moves, and of what happens whatever is planned somebody says whether it does. */
export function MoveCampaign({ start, onClose }: { start: string; onClose: () => void }) {
  const campaign = useCampaign();
  const [events, setEvents] = useState<readonly string[]>([]);
  const move = () => {
    onClose();
    execute(moveCampaign(campaign, start, { events }));
  };
  const days = t('moveCampaign.days', { count: dayOf(start) - dayOf(campaign.start) });
  return (
    <Dialog
      title={t('moveCampaign.title')}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" onPress={move}>
            {t('moveCampaign.move')}
          </Button>
        </>
      }
    >
      <div className="move-dialog">
        <p>{t('moveCampaign.lead', { days })}</p>
        {campaign.events
          .filter((event) => !movesAlong(event))
          .map((event) => {
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
