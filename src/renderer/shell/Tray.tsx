import { useRef } from 'react';
import { MoreMenu } from '../actions/MoreMenu.tsx';
import { Segmented } from '../kit/controls.tsx';
import { goToTimeline } from '../navigation/panes.ts';
import { TRAYS, turnTo, useTray } from '../navigation/tray.ts';
import { useSession } from '../session/session.ts';
import { Shelf } from '../shelf/Shelf.tsx';
import { useAside } from '../shelf/useAside.ts';
import { Tactics } from '../tactics/Tactics.tsx';
import { t } from '../text/text.ts';

/** What is brought to the plan from the left: tactics of the catalogue, or ideas from the shelf. */
export function Tray() {
  const tray = useTray();
  const element = useRef<HTMLElement>(null);
  useAside(element, tray === 'shelf');
  const count = useSession(({ open }) => open!.campaign.ideas.length);
  const names = {
    tactics: t('tactics.title'),
    shelf: count === 0 ? t('shelf.title') : t('shelf.titleWith', { count }),
  };
  return (
    <aside
      ref={element}
      className="tactics"
      aria-label={tray === 'shelf' ? t('shelf.title') : t('tactics.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') goToTimeline();
      }}
    >
      <div className="tray-tabs">
        <Segmented
          label={t('shelf.tray')}
          value={tray}
          options={TRAYS.map((id) => ({ id, label: names[id] }))}
          onChange={turnTo}
        />
      </div>
      {tray === 'shelf' ? <Shelf more={(name) => <MoreMenu ground="idea" name={name} />} /> : <Tactics />}
    </aside>
  );
}
