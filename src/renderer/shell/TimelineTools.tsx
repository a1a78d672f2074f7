import { CalendarDays, ChevronDown, ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import { ActionButtons } from '../actions/ActionButton.tsx';
import { actionOf } from '../actions/actions.ts';
import { entriesFor } from '../actions/entries.tsx';
import { FilterButton } from '../filter/FilterBar.tsx';
import { Button, IconButton } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { ViewSwitch } from '../navigation/ViewSwitch.tsx';
import { t } from '../text/text.ts';
import { ADDED } from '../arranging/add.ts';
import { GROUPINGS } from '../rows/grouping.ts';
import { fold, groupBy, useParting } from '../rows/parting.ts';

/** What can be done to the view and to the timeline as a whole. */

interface TimelineToolsProps {
  /** All rows, to be folded and opened together, and whether they are folded. */
  rowIds: readonly string[];
  areFolded: boolean;
  /** What stands beside the tools on their line. */
  children: ReactNode;
}

/** One stop of the Tab key; arrow keys go from tool to tool. */
export function TimelineTools(props: TimelineToolsProps) {
  const { rowIds, areFolded, children } = props;
  const { grouping } = useParting();
  const showToday = actionOf('showToday');
  return (
    <div className="timeline-bar">
      <div className="timeline-bar-line">
        <ViewSwitch />
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
          <IconButton
            label={t(areFolded ? 'timeline.openAll' : 'timeline.foldAll')}
            onPress={() => fold(rowIds, !areFolded)}
          >
            {areFolded ? <ChevronsUpDown aria-hidden /> : <ChevronsDownUp aria-hidden />}
          </IconButton>
          <FilterButton />
        </Toolbar>
        {children}
      </div>
    </div>
  );
}
