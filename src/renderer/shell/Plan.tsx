import { ContactLoad } from '../contactLoad/ContactLoad.tsx';
import { ForecastPanel } from '../forecast/ForecastPanel.tsx';
import { History } from '../history/History.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Segmented } from '../kit/controls.tsx';
import { Splitter } from '../kit/Splitter.tsx';
import { t } from '../text/text.ts';
import { TimelineTools } from './TimelineTools.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import {
  resizePane,
  showDetails,
  showPane,
  useIsHistory,
  useLayout,
  usePanesInView,
  useSizes,
  type Pane,
} from '../navigation/panes.ts';
import { useAddress } from '../navigation/useAddress.ts';
import { SIZES, type Sized } from '../navigation/sizes.ts';
import { useDeferredValue, type CSSProperties } from 'react';
import { DAY_PART, TABLE_PART } from './screens.tsx';
import { Tray } from './Tray.tsx';

const PANES: Pane[] = ['timeline', 'forecast', 'tactics', 'details'];

/** The plan: tactics, the timeline above the forecast, and the details, as many at once as the window has room for. */
export function Plan() {
  // At the first look the timeline is drawn first, and what stands beside it follows.
  const isNext = useDeferredValue(true, false);
  const layout = useLayout();
  const inView = usePanesInView();
  const sizes = useSizes();
  const isHistory = useIsHistory();
  const isSmall = layout === 'small';
  const date = useAddress(({ day }) => day);
  const isTable = useAddress(({ view }) => view === 'table');
  const splitter = (part: Sized, side: 'left' | 'right' | 'below') =>
    isSmall ? null : (
      <Splitter
        label={t(`shell.size.${part}`)}
        side={side}
        value={sizes[part]}
        least={SIZES[part].least}
        most={SIZES[part].most}
        onResize={(size, done) => resizePane(part, size, done)}
      />
    );
  return (
    <main
      className="plan"
      data-layout={layout}
      style={{ '--tactics-width': `${sizes.tactics}px`, '--details-width': `${sizes.details}px` } as CSSProperties}
    >
      {isSmall ? (
        <div className="plan-panes">
          <Segmented
            label={t('shell.panes')}
            value={PANES.find((pane) => inView[pane])!}
            options={PANES.map((id) => ({ id, label: t(`shell.pane.${id}`) }))}
            onChange={(pane) => (pane === 'details' ? showDetails() : showPane(pane))}
          />
        </div>
      ) : null}
      {inView.tactics ? isNext ? <Tray /> : <aside className="tactics" /> : null}
      {inView.tactics ? splitter('tactics', 'left') : null}
      <div className="plan-middle">
        {/* It keeps its place and its scroll position behind what lies in front. */}
        <div className="plan-timeline" data-behind={!inView.timeline || undefined}>
          {isTable ? <TABLE_PART.view /> : <Timeline tools={TimelineTools} />}
        </div>
        {inView.timeline && !isTable ? <ContactLoad /> : null}
        {inView.forecast ? splitter('chart', 'below') : null}
        {inView.forecast ? <ForecastPanel /> : null}
      </div>
      {inView.details ? splitter('details', 'right') : null}
      {inView.details ? isNext ? <Details isHistory={isHistory} date={date} /> : <aside className="inspector" /> : null}
    </main>
  );
}

/** What lies right of the plan: its history, a day, or what is selected. */
function Details({ isHistory, date }: { isHistory: boolean; date: string | null }) {
  if (isHistory) return <History />;
  return date === null ? <Inspector /> : <DAY_PART.view date={date} />;
}
