import { CalendarDays, ChevronDown, ChevronsDownUp, ChevronsUpDown, Maximize2, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import { FilterButton } from '../filter/FilterBar.tsx';
import { Button, IconButton } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { ViewSwitch } from '../navigation/ViewSwitch.tsx';
import { t } from '../text/text.ts';
import { steer } from '../viewport/viewport.ts';
import { ADDED, type Added } from '../arranging/add.ts';
import { GROUPINGS, type Grouping } from '../rows/grouping.ts';
import { fold, groupBy } from '../rows/parting.ts';

/** What can be done to the view and to the timeline as a whole. */

interface TimelineToolsProps {
  canShowToday: boolean;
  onToday: () => void;
  onAdd: (kind: Added) => void;
  grouping: Grouping;
  /** All rows, to be folded and opened together, and whether they are folded. */
  rowIds: readonly string[];
  areFolded: boolean;
  /** What stands beside the tools on their line. */
  children: ReactNode;
}

/** One stop of the Tab key; arrow keys go from tool to tool. */
export function TimelineTools(props: TimelineToolsProps) {
  const { canShowToday, onToday, onAdd, grouping, rowIds, areFolded, children } = props;
  return (
    <div className="timeline-bar">
      <div className="timeline-bar-line">
        <ViewSwitch />
        <Toolbar className="timeline-tools" aria-label={t('timeline.toolbar')}>
          <IconButton label={t('timeline.zoomOut')} keys="−" onPress={() => steer()?.zoom('out')}>
            <Minus aria-hidden />
          </IconButton>
          <IconButton label={t('timeline.zoomIn')} keys="+" onPress={() => steer()?.zoom('in')}>
            <Plus aria-hidden />
          </IconButton>
          <IconButton label={t('timeline.fit')} keys="0" onPress={() => steer()?.zoom('whole')}>
            <Maximize2 aria-hidden />
          </IconButton>
          <Button
            look="quiet"
            icon={<CalendarDays aria-hidden />}
            aria-label={t('timeline.today')}
            isDisabled={!canShowToday}
            onPress={onToday}
          >
            <span className="tool-word">{t('timeline.today')}</span>
          </Button>
          <Menu
            label={t('timeline.add')}
            entries={ADDED.map((kind) => ({ id: kind, label: t(`timeline.add.${kind}`), onAction: () => onAdd(kind) }))}
          >
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
