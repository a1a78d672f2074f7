import { useId, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from '../text/text.ts';
import './splitter.css';

/** A line between two parts that is pulled to resize one of them: by pointer, by arrow keys, or by its two buttons without any drag. */

const STEP = 24;

interface SplitterProps {
  /** What is resized. */
  label: string;
  /** On which side of the line that part lies, where the window runs from left to right. */
  side: 'left' | 'right' | 'below';
  value: number;
  least: number;
  most: number;
  /** `done` is false while the pointer still pulls; null is the usual size. */
  onResize: (size: number | null, done: boolean) => void;
}

export function Splitter({ label, side, value, least, most, onResize }: SplitterProps) {
  const pulled = useRef<{ pointerId: number; from: number; value: number } | null>(null);
  const steps = useId();
  const isAcross = side !== 'below';
  /** Which way along the axis makes the part larger; sides change where the window runs from right to left. */
  const signAt = (line: Element) => ((side === 'left') === !(isAcross && line.matches(':dir(rtl)')) ? 1 : -1);
  const at = (event: PointerEvent) => (isAcross ? event.clientX : event.clientY);
  const step = (by: number) => onResize(Math.max(least, Math.min(most, value + by)), true);

  const onKeyDown = (event: KeyboardEvent<Element>) => {
    const far = (event.shiftKey ? 4 : 1) * signAt(event.currentTarget);
    const along = {
      [isAcross ? 'ArrowRight' : 'ArrowDown']: STEP * far,
      [isAcross ? 'ArrowLeft' : 'ArrowUp']: -STEP * far,
    }[event.key];
    if (along !== undefined) step(along);
    else if (event.key === 'Home') onResize(least, true);
    else if (event.key === 'End') onResize(most, true);
    else if (event.key === 'Enter') onResize(null, true);
    else return;
    event.preventDefault();
  };
  const pull = (event: PointerEvent<Element>, done: boolean) => {
    const { current } = pulled;
    if (current?.pointerId !== event.pointerId) return;
    const by = (at(event) - current.from) * signAt(event.currentTarget);
    if (done) pulled.current = null;
    // A press that went nowhere gives no size of its own.
    if (by !== 0) onResize(Math.max(least, Math.min(most, current.value + by)), done);
  };
  return (
    <div className="splitter" data-side={side}>
      <div
        className="splitter-line"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={isAcross ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(value)}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuetext={t('splitter.value', { pixels: Math.round(value) })}
        aria-describedby={steps}
        title={t('splitter.howTo')}
        onKeyDown={onKeyDown}
        onDoubleClick={() => onResize(null, true)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          pulled.current = { pointerId: event.pointerId, from: at(event), value };
        }}
        onPointerMove={(event) => pull(event, false)}
        onPointerUp={(event) => pull(event, true)}
        onPointerCancel={(event) => pull(event, true)}
      />
      <span className="visually-hidden" id={steps}>
        {t('splitter.howTo')}
      </span>
      <span className="splitter-steps">
        {([1, -1] as const).map((way) => (
          <button
            key={way}
            type="button"
            tabIndex={-1}
            aria-label={t(way > 0 ? 'splitter.larger' : 'splitter.smaller', { part: label })}
            title={t(way > 0 ? 'splitter.larger' : 'splitter.smaller', { part: label })}
            disabled={way > 0 ? value >= most : value <= least}
            onClick={() => step(STEP * way)}
          >
            {way > 0 ? '+' : '−'}
          </button>
        ))}
      </span>
    </div>
  );
}
