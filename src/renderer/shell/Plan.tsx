import { ContactLoad } from '../contactLoad/ContactLoad.tsx';
import { ForecastPanel } from '../forecast/ForecastPanel.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Segmented } from '../kit/controls.tsx';
import { Tactics } from '../tactics/Tactics.tsx';
import { t } from '../text/text.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { showPane, useLayout, usePanesInView, type Pane } from '../navigation/panes.ts';

const PANES: Pane[] = ['timeline', 'forecast', 'tactics', 'details'];

/** The plan: tactics, the timeline above the forecast, and the details, as many at once as the window has room for. */
export function Plan() {
  const layout = useLayout();
  const inView = usePanesInView();
  const isSmall = layout === 'small';
  return (
    <main className="plan" data-layout={layout}>
      {isSmall ? (
        <div className="plan-panes">
          <Segmented
            label={t('shell.panes')}
            value={PANES.find((pane) => inView[pane])!}
            options={PANES.map((id) => ({ id, label: t(`shell.pane.${id}`) }))}
            onChange={showPane}
          />
        </div>
      ) : null}
      {inView.tactics ? <Tactics /> : null}
      <div className="plan-middle">
        {/* It keeps its place and its scroll position behind what lies in front. */}
        <div className="plan-timeline" data-behind={!inView.timeline || undefined}>
          <Timeline />
        </div>
        {inView.timeline ? <ContactLoad /> : null}
        {inView.forecast ? <ForecastPanel /> : null}
      </div>
      {inView.details ? <Inspector /> : null}
    </main>
  );
}
