import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Area, ComposedChart, Line, RechartsThemeProvider, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Campaign } from '#campaign/document.ts';
import { bandLines } from '#contract/bands.ts';
import type { Forecast } from '../../src/renderer/forecast/change.ts';
import { Chart } from '../../src/renderer/forecast/Chart.tsx';
import { theme } from '../../src/renderer/kit/charts/theme.ts';
import { GUTTER, useDrawnScale, useViewport, worldWidth } from '../../src/renderer/viewport/viewport.ts';
import '../../src/renderer/kit/tokens.css';
import '../../src/renderer/kit/base.css';
import '../../src/renderer/forecast/forecast.css';

/** The chart under the timeline, ours or drawn by recharts, given one forecast after the other as while a card is dragged. */

export type Drawing = 'ours' | 'recharts';
export type View = 'active' | 'stages';

interface Given {
  campaign: Campaign;
  forecasts: Forecast[];
}

interface ShownProps {
  campaign: Campaign;
  forecast: Forecast;
  view: View;
}

function Ours({ campaign, forecast, view }: ShownProps) {
  return (
    <Chart
      campaign={campaign}
      forecast={forecast}
      series={forecast.series}
      bands={bandLines(forecast, 'daily')}
      learners={forecast.learners}
      view={view}
      contacts={forecast.contacts.perLearnerWeek}
      segmentId={null}
    />
  );
}

const STAGES = ['champion', 'habitual', 'using', 'tried', 'aware', 'unaware', 'lapsed', 'optedOut'] as const;
const STILL = { isAnimationActive: false, dot: false, activeDot: false } as const;

/** The same picture as lean as recharts has it: no animation, no tooltip, no dots, no axes, a fixed size. */
function Recharts({ campaign, forecast, view }: ShownProps) {
  const scale = useDrawnScale(campaign);
  const { active } = forecast.series;
  const points = forecast.dates.map((_, day) =>
    view === 'active'
      ? {
          day,
          most: [active.p05[day]!, active.p95[day]!],
          half: [active.p25[day]!, active.p75[day]!],
          middle: active.p50[day]!,
        }
      : { day, ...Object.fromEntries(STAGES.map((stage) => [stage, forecast.series[stage].mean[day]!])) },
  );
  const top =
    view === 'active' ? Math.max(...active.p95, ...forecast.goals.map(({ target }) => target)) : forecast.learners;
  return (
    <div className="chart" style={{ height: 176 }}>
      <div className="chart-clip" style={{ insetInlineStart: GUTTER }}>
        <RechartsThemeProvider value={theme}>
          <ComposedChart width={worldWidth(scale)} height={176} data={points} accessibilityLayer={false}>
            <XAxis type="number" dataKey="day" domain={[0, points.length]} hide />
            <YAxis type="number" domain={[0, top]} hide />
            {view === 'active' ? (
              <>
                <Area {...STILL} dataKey="most" type="linear" stroke="none" fill="var(--band-90)" fillOpacity={1} />
                <Area {...STILL} dataKey="half" type="linear" stroke="none" fill="var(--band-50)" fillOpacity={1} />
                <Line {...STILL} dataKey="middle" type="linear" stroke="var(--median)" className="median" />
                {forecast.goals.map((goal) => (
                  <ReferenceLine key={goal.id} y={goal.target} stroke="var(--goal)" />
                ))}
              </>
            ) : (
              STAGES.map((stage) => (
                <Area
                  {...STILL}
                  key={stage}
                  dataKey={stage}
                  stackId="all"
                  type="linear"
                  stroke="none"
                  className={`stage-${stage}`}
                />
              ))
            )}
          </ComposedChart>
        </RechartsThemeProvider>
      </div>
    </div>
  );
}

const DRAWN = { ours: Ours, recharts: Recharts };

/** Milliseconds of work a frame (scripts, style, layout), and between frames, sorted. */
export interface Measured {
  work: number[];
  between: number[];
}

async function measure(given: Given, drawing: Drawing, view: View, frames: number): Promise<Measured> {
  useViewport.setState({ width: 1160, pixelsPerDay: Math.max(1, 980 / given.campaign.days), scrollLeft: 0 });
  const place = document.createElement('div');
  place.className = 'forecast';
  document.body.append(place);
  const root = createRoot(place);
  const Drawn = DRAWN[drawing];
  const show = (forecast: Forecast) =>
    flushSync(() => root.render(<Drawn campaign={given.campaign} forecast={forecast} view={view} />));
  show(given.forecasts[0]!);
  const frame = () => new Promise<number>(requestAnimationFrame);
  const measured: Measured = { work: [], between: [] };
  let last = await frame();
  for (let turn = 0; turn < frames; turn++) {
    const began = performance.now();
    show(given.forecasts[turn % given.forecasts.length]!);
    place.getBoundingClientRect();
    const took = performance.now() - began;
    const now = await frame();
    // The first ones warm the compiler up.
    if (turn >= frames / 4) {
      measured.work.push(took);
      measured.between.push(now - last);
    }
    last = now;
  }
  root.unmount();
  place.remove();
  measured.work.sort((a, b) => a - b);
  measured.between.sort((a, b) => a - b);
  return measured;
}

Object.assign(window, { measure });
