import type { RowBox } from './layout.ts';

/** The rows as they are drawn, for keys and actions; none while the timeline is not there. */

type Rows = () => readonly RowBox[];

let current: Rows | null = null;

export function registerRows(wanted: Rows): () => void {
  current = wanted;
  return () => {
    if (current === wanted) current = null;
  };
}

export const drawnRows = (): readonly RowBox[] | null => current?.() ?? null;
