import { CalendarRange, Table2 } from 'lucide-react';
import { Segmented } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import { VIEWS } from './address.ts';
import { go, useAddress } from './useAddress.ts';
import './viewSwitch.css';

const ICONS = { timeline: <CalendarRange aria-hidden />, table: <Table2 aria-hidden /> } as const;

/** The same plan along time or as a table, at the beginning of the tools of both. */
export function ViewSwitch() {
  const view = useAddress((address) => address.view);
  return (
    <div className="view-switch">
      <Segmented
        label={t('table.view')}
        value={view}
        options={VIEWS.map((id) => ({ id, label: t(`table.view.${id}`), icon: ICONS[id] }))}
        onChange={(next) => go({ view: next })}
      />
    </div>
  );
}
