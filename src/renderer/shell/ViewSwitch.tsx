import { CalendarRange, Table2 } from 'lucide-react';
import { Segmented } from '../kit/controls.tsx';
import { VIEWS } from '../navigation/address.ts';
import { go, usePlace } from '../navigation/place.ts';
import { t } from '../text/text.ts';

const ICONS = { timeline: <CalendarRange aria-hidden />, table: <Table2 aria-hidden /> } as const;

/** The same plan along time or as a table. */
export function ViewSwitch() {
  const view = usePlace((place) => place.view);
  return (
    <div className="plan-views">
      <Segmented
        label={t('table.view')}
        value={view}
        options={VIEWS.map((id) => ({ id, label: t(`table.view.${id}`), icon: ICONS[id] }))}
        onChange={(next) => go({ view: next })}
      />
    </div>
  );
}
