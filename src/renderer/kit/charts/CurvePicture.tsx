import { useId, useMemo } from 'react';
import { Area, AreaChart, RechartsThemeProvider, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { CurveProps } from './marks.ts';
import { stretchesOf } from './stretches.ts';
import { theme } from './theme.ts';

const MARGIN = { top: 2, right: 0, bottom: 1, left: 0 };

/** One value a day as steps, each day in the colour of what it is. */
export function CurvePicture({
  values,
  kinds,
  most,
  against,
  marks,
  isMirrored,
}: CurveProps & { isMirrored: boolean }) {
  const paint = useId();
  const points = useMemo(() => [...values, values.at(-1) ?? 0].map((value, day) => ({ day, value })), [values]);
  const share = (day: number) => day / Math.max(1, values.length);
  const [from, to] = isMirrored ? [1, 0] : [0, 1];
  return (
    <RechartsThemeProvider value={theme}>
      <AreaChart responsive className="curve-picture" data={points} margin={MARGIN} accessibilityLayer={false}>
        <defs>
          <linearGradient id={paint} x1={from} x2={to} y1={0} y2={0}>
            {stretchesOf(kinds).flatMap(({ from: first, until, what }) => [
              <stop key={`${first} from`} offset={share(first)} className={`stop-${what}`} />,
              <stop key={`${first} until`} offset={share(until)} className={`stop-${what}`} />,
            ])}
          </linearGradient>
        </defs>
        <XAxis type="number" dataKey="day" domain={[0, Math.max(1, values.length)]} reversed={isMirrored} hide />
        <YAxis type="number" domain={[0, most]} hide />
        {marks.map((day) => (
          <ReferenceLine key={day} x={day} className="curve-mark" />
        ))}
        <Area
          type="stepAfter"
          dataKey="value"
          isAnimationActive={false}
          fill={`url(#${paint})`}
          fillOpacity={1}
          stroke="none"
        />
        <ReferenceLine y={against} className="curve-against" />
      </AreaChart>
    </RechartsThemeProvider>
  );
}
