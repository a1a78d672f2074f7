/** Reading the chart by keys: pure. */

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -28, PageDown: 28 };

/**
 * The day that is read after a key, counted from the first of the chart; null ends the reading, undefined is no key of the chart.
 * Where nothing is read yet, it begins at the first or the last day in view.
 */
export function readingAfter(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Key,
  read: number | null,
  count: number,
  inView: { first: number; last: number },
): number | null | undefined {
  if (ctrlKey || metaKey || altKey || count === 0) return undefined;
  if (key === 'Escape') return read === null ? undefined : null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const days = Math.abs(step) === 1 && shiftKey ? step * 7 : step;
  const next = read === null ? (step > 0 ? inView.first : inView.last) : read + days;
  return Math.max(0, Math.min(next, count - 1));
}
