import { CalendarDays, ChevronDown } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import { ActionButton, ActionButtons } from '../actions/ActionButton.tsx';
import { actionOf } from '../actions/actions.ts';
import { entriesFor } from '../actions/entries.tsx';
import { FilterButton } from '../filter/FilterBar.tsx';
import { Button } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { ViewSwitch } from '../navigation/ViewSwitch.tsx';
import { t } from '../text/text.ts';
import { ADDED } from '../arranging/add.ts';
import { GROUPINGS } from '../rows/grouping.ts';
import { groupBy, useParting } from '../rows/parting.ts';
import { useViewport } from '../viewport/viewport.ts';

/** What can be done to the view and to the timeline as a whole. */

interface TimelineToolsProps {
  /** Whether all rows are folded, so that they can only be opened. */
  areFolded: boolean;
}

/** The tools, and what stands beside them on their line. */
export function TimelineTools({ children, ...tools }: TimelineToolsProps & { children: ReactNode }) {
  return (
    <div className="timeline-bar">
      <div className="timeline-bar-line">
        <ViewSwitch />
        <Tools {...tools} />
        {children}
      </div>
    </div>
  );
}

/** One stop of the Tab key; arrow keys go from tool to tool. An edit does not render them. */
const Tools = memo(function Tools({ areFolded }: TimelineToolsProps) {
  const { grouping } = useParting();
  // What can be done depends on what is drawn.
  useViewport(({ drawn }) => drawn);
  const showToday = actionOf('showToday');
  return (
    <Toolbar className="timeline-tools" aria-label={t('timeline.toolbar')}>
      <ActionButtons ids={['zoomOut', 'zoomIn', 'showWhole']} />
      <Button
        look="quiet"
        icon={<CalendarDays aria-hidden />}
        aria-label={showToday.words()}
        isDisabled={!showToday.isPossible()}
        onPress={() => showToday.run()}
      >
        <span className="tool-word">{showToday.words()}</span>
      </Button>
      <Menu label={t('timeline.add')} entries={entriesFor(...ADDED.map((kind) => `add-${kind}`))}>
        <Button look="quiet">{t('timeline.add')}</Button>
      </Menu>
      <Menu
        label={t('timeline.rows')}
        chosen={grouping}
        entries={GROUPINGS.map((id) => ({
          id,
          label: t(`timeline.rowsBy.${id}`),
          onAction: () => groupBy(id),
        }))}
      >
        <Button look="quiet" aria-label={t('timeline.rowsNow', { by: t(`timeline.rowsBy.${grouping}`) })}>
          <span className="tool-word">{t(`timeline.rowsBy.${grouping}`)}</span>
          <ChevronDown aria-hidden />
        </Button>
      </Menu>
      <ActionButton id={areFolded ? 'openAll' : 'foldAll'} />
      <FilterButton />
    </Toolbar>
  );
});
