import type { RechartsTheme } from 'recharts';

/** How recharts draws: by the palette's custom properties, so that dark is the same names with other values. */
export const theme: RechartsTheme = {
  graphicalItems: [{ fill: 'var(--median)', stroke: 'var(--median)' }],
  typography: { fill: 'var(--ink-faint)', fontFamily: 'var(--font)', fontSize: 11 },
  // Its words are written in it.
  axis: { stroke: 'var(--ink-faint)' },
  grid: { stroke: 'var(--line)', fill: 'none' },
  reference: { stroke: 'var(--ink-soft)', strokeWidth: 1 },
};
