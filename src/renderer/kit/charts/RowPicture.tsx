import {
  Bar,
  BarChart,
  CartesianGrid,
  RechartsThemeProvider,
  ReferenceLine,
  useXAxisScale,
  XAxis,
  YAxis,
  type BarShapeProps,
} from 'recharts';
import type { ChartRow, Marks, RowChartProps } from './marks.ts';
import { theme } from './theme.ts';

interface RowPictureProps extends Pick<RowChartProps, 'rows' | 'range' | 'formatTick' | 'against'> {
  ticks: readonly number[];
  isMirrored: boolean;
}

/** Room for the words of the axis, as charts.css has it. */
const AXIS = 26;
const BAR = 12;
const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };
/** So far from the ends that their words are whole. */
const PADDING = { left: 18, right: 18 };

/** The marks of every row on one axis; rows are as high as those of the table that it lies on. */
export function RowPicture({ rows, range, ticks, formatTick, against, isMirrored }: RowPictureProps) {
  return (
    <RechartsThemeProvider value={theme}>
      <BarChart
        responsive
        className="row-picture"
        layout="vertical"
        data={[...rows]}
        margin={NO_MARGIN}
        barCategoryGap={0}
        // The table says it all; there is nothing to step through a second time.
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} />
        <XAxis
          type="number"
          domain={[...range]}
          ticks={[...ticks]}
          tickFormatter={(value: number) => formatTick(value)}
          height={AXIS}
          padding={PADDING}
          reversed={isMirrored}
          tickLine={false}
          axisLine={false}
          interval="preserveStartEnd"
        />
        <YAxis type="category" dataKey="id" hide />
        {against === undefined ? null : <ReferenceLine x={against} className="row-against" />}
        <Bar dataKey={extentOf} isAnimationActive={false} shape={RowMarks} />
      </BarChart>
    </RechartsThemeProvider>
  );
}

/** All that is drawn of a row lies between these; a row of nothing still has its place. */
const extentOf = ({ marks }: ChartRow): [number, number] => {
  const { bars = [], band = [], dot, aim } = marks;
  const values = [
    ...bars.flatMap(({ from, to }) => [from, to]),
    ...band,
    ...[dot?.at, aim].filter((at) => at !== undefined),
  ];
  return [Math.min(...values), Math.max(...values)];
};

/** A line with an end at either side. */
const bandMark = (low: number, high: number, middle: number) =>
  `M${low} ${middle}H${high}` + [low, high].map((end) => `M${end} ${middle - 4}v8`).join('');

function RowMarks({ y, height, payload }: BarShapeProps) {
  const scale = useXAxisScale();
  const { marks } = payload as { marks: Marks };
  if (!scale) return null;
  const at = (value: number) => scale(value)!;
  const middle = Number(y) + Number(height) / 2;
  const bar = (from: number, to: number) => ({
    x: Math.min(at(from), at(to)),
    width: Math.max(1.5, Math.abs(at(to) - at(from))),
  });
  return (
    <g>
      {marks.bars?.map(({ from, to, tone }) => (
        <rect
          key={tone}
          {...bar(from, to)}
          y={middle - BAR / 2}
          height={BAR}
          rx={2}
          className={`tone-${tone}`}
          data-tone={tone}
        />
      ))}
      {marks.band ? <path className="row-band" d={bandMark(at(marks.band[0]), at(marks.band[1]), middle)} /> : null}
      {marks.dot ? (
        <circle cx={at(marks.dot.at)} cy={middle} r={5} className={`row-dot tone-${marks.dot.tone}`} />
      ) : null}
      {marks.aim === undefined ? null : <path className="row-aim" d={`M${at(marks.aim)} ${middle - 10}v20`} />}
    </g>
  );
}
