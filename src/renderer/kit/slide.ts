/** How far anything slides each way: browsers place nothing beyond some 33 million pixels. */
const FARTHEST = 16_000_000;

export interface Slide {
  /** Shows the element so far from its place. */
  to: (x: number, y?: number) => void;
  /** Lets it go back there. */
  end: () => void;
}

/**
 * Moves an element by animations that stand still (Web Animations), of which only the time is set. A transform that is written to its style
 * makes the browser arrange all its layers anew, some 2 ms a frame; this does not.
 */
export function slide(element: Element, unit: 'px' | 'cqw' = 'px'): Slide {
  const along = (axis: 'X' | 'Y') => {
    const ends = [-FARTHEST, FARTHEST].map((far) => `translate${axis}(${far}${unit})`);
    const animation = element.animate({ transform: ends }, { duration: 2 * FARTHEST, fill: 'both', composite: 'add' });
    animation.pause();
    return animation;
  };
  const across = along('X');
  let down: Animation | null = null;
  return {
    to(x, y = 0) {
      across.currentTime = FARTHEST + x;
      if (y !== 0) down ??= along('Y');
      if (down) down.currentTime = FARTHEST + y;
    },
    end() {
      across.cancel();
      down?.cancel();
    },
  };
}
