import { useMemo, useSyncExternalStore } from 'react';

/** How wide text is in the window. Asking an element would lay out everything that was just drawn, so a canvas is asked, once for each text. */

/** A canvas sets the weights of a variable font, and its variants of letters, a little narrower than the window does. */
const CANVAS_ERROR = 1.04;
/** More texts than these are not remembered. */
const MOST_TEXTS = 50_000;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;
/** As it was written: the canvas says it in words of its own, and setting it is dear. */
let penFont = '';

/** The width of a text in a font as CSS writes it. */
export function textWidth(text: string, font: string): number {
  const key = `${font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    pen ??= document.createElement('canvas').getContext('2d')!;
    if (penFont !== font) pen.font = penFont = font;
    width = pen.measureText(text).width * CANVAS_ERROR;
    // The window's own font may still be on its way.
    if (areFontsHere()) {
      if (widths.size >= MOST_TEXTS) widths.clear();
      widths.set(key, width);
    }
  }
  return width;
}

const areFontsHere = () => document.fonts.status === 'loaded';

function onFonts(told: () => void): () => void {
  document.fonts.addEventListener('loadingdone', told);
  return () => document.fonts.removeEventListener('loadingdone', told);
}

/** What measures texts of a weight and size in the window's font; another one when that font has come. */
export function useTextWidth(weight: number, size: number): (text: string) => number {
  const areHere = useSyncExternalStore(onFonts, areFontsHere);
  return useMemo(() => {
    const family = getComputedStyle(document.documentElement).getPropertyValue('--font');
    const font = `${weight} ${size}px ${family}`;
    return (text) => textWidth(text, font);
    // Measures anew when the font has come.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [weight, size, areHere]);
}
