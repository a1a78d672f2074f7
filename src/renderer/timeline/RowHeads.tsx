import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useState, type KeyboardEvent } from 'react';
import { select, type Selection } from '../session/session.ts';
import { t } from '../text/text.ts';
import type { HeatWeek } from './heat.ts';
import type { RowBox } from './layout.ts';
import { partsOfRow } from '../rows/grouping.ts';
import { fold } from '../rows/parting.ts';
import { useViewport } from '../viewport/viewport.ts';

interface RowHeadsProps {
  boxes: readonly RowBox[];
  heat: ReadonlyMap<string, readonly HeatWeek[]>;
  width: number;
  selection: Selection | null;
  /** Where the lanes begin, below the upper edge of the world. */
  above: number;
  /** Brings a row into view and gives its head the focus. */
  onGoTo: (id: string) => void;
  /** Whether a filter hides part of what the rows hold. */
  isFiltered: boolean;
}

/** Rows of this height have room for a name on two lines, which goes along with the scrolling: a layer of its own for each, so only in view. */
const TALL = 52;
/** More rows than this are drawn only where they are in view. */
const MOST_ROWS = 100;

/**
 * The names of the rows, each with how much it holds and how busy its busiest week is. Together they are one stop of the Tab key: up and
 * down go from row to row, left folds one and right opens it; with Shift, all of them.
 */
export const RowHeads = memo(function RowHeads({
  boxes,
  heat,
  width,
  selection,
  above,
  onGoTo,
  isFiltered,
}: RowHeadsProps) {
  const [current, setCurrent] = useState<string | null>(null);
  const tabStop = boxes.find(({ row }) => row.id === current)?.row.id ?? boxes[0]?.row.id;
  const from = useViewport(({ seen }) => seen.top) - above;
  const until = from + useViewport(({ seen }) => seen.height);
  const isInView = ({ top, height }: RowBox) => top < until && top + height > from;
  const drawn = boxes.filter((box) => boxes.length <= MOST_ROWS || box.row.id === tabStop || isInView(box));
  const grounds = drawn.map(({ row: { id }, top, height, isFolded }) => (
    <div key={id} className="lane" style={{ top, height, width }} data-folded={isFolded || undefined} />
  ));
  const heads = drawn.map((box) => {
    const {
      row: { id, name, touchpoints },
      top,
      height,
      isFolded,
    } = box;
    const isLane = partsOfRow(id).grouping === 'lane';
    const isSelected = isLane && selection?.kind === 'lane' && selection.ids.includes(id);
    const load = Math.max(0, ...heat.get(id)!.map(({ count }) => count));
    const facts = `${t('timeline.row.count', { count: touchpoints.length })}, ${t('timeline.row.load', { count: load })}`;
    const Chevron = isFolded ? ChevronRight : ChevronDown;
    return (
      <div
        key={id}
        className="lane-head"
        style={{ top, height }}
        data-selected={isSelected || undefined}
        data-tall={(height > TALL && isInView(box)) || undefined}
      >
        <button
          type="button"
          className="lane-fold"
          tabIndex={-1}
          aria-expanded={!isFolded}
          aria-label={t(isFolded ? 'timeline.row.open' : 'timeline.row.fold', { name })}
          title={t(isFolded ? 'timeline.row.open' : 'timeline.row.fold', { name })}
          onClick={() => fold([id], !isFolded)}
        >
          <Chevron aria-hidden />
        </button>
        <button
          type="button"
          className="lane-label"
          data-row-head={id}
          tabIndex={id === tabStop ? 0 : -1}
          {...(isLane ? { 'aria-pressed': isSelected } : { 'aria-expanded': !isFolded })}
          title={[facts, ...(isLane ? [t('timeline.laneHead')] : [])].join('\n')}
          onFocus={() => setCurrent(id)}
          onKeyDown={(event) => onHeadKey(event, boxes, id, onGoTo)}
          onClick={({ detail }) => {
            // A lane pressed by the pointer is selected by what could have dragged it.
            if (!isLane) fold([id], !isFolded);
            else if (detail === 0) select({ kind: 'lane', ids: [id] });
          }}
        >
          <span className="lane-words">
            <span className="lane-name" dir="auto">
              {name}
            </span>
            <span className="lane-facts figure">
              {touchpoints.length === 0 ? (
                t(isFiltered ? 'timeline.row.noneShown' : 'timeline.row.none')
              ) : (
                <>
                  <span>{t('timeline.row.count', { count: touchpoints.length })}</span>{' '}
                  <span>{t('timeline.row.most', { load })}</span>
                </>
              )}
            </span>
          </span>
        </button>
      </div>
    );
  });
  return (
    <>
      {grounds}
      <div className="lane-heads">{heads}</div>
    </>
  );
});

function onHeadKey(event: KeyboardEvent, boxes: readonly RowBox[], id: string, onGoTo: (id: string) => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const at = boxes.findIndex(({ row }) => row.id === id);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
  const folds = { ArrowLeft: true, ArrowRight: false }[event.key];
  if (next !== undefined) onGoTo(boxes[Math.max(0, Math.min(next, boxes.length - 1))]!.row.id);
  else if (folds !== undefined) fold(event.shiftKey ? boxes.map(({ row }) => row.id) : [id], folds);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
