import type { Segment } from '#campaign/document.ts';

/** What all segments have in common, where they do: a new one most likely has it too. Nothing is taken from one of several. */
export function agreed<K extends 'language' | 'timeZone'>(
  segments: readonly Pick<Segment, K>[],
  key: K,
): Segment[K] | undefined {
  const values = new Set(segments.map((segment) => segment[key]));
  return values.size === 1 ? [...values][0] : undefined;
}
