/** Measuring on a machine that others use as well: medians of several turns, and the load beside them. */

/** The median time of `times` turns in milliseconds, after some that warm the compiler up. */
export function median(times: number, work: () => void): number {
  for (let turn = 0; turn < Math.ceil(times / 3); turn++) work();
  return middle(Array.from({ length: times }, () => timed(work)));
}

/** Medians of two works that take turns, so that both see the same machine. */
export function medians(times: number, first: () => void, second: () => void): [number, number] {
  first();
  second();
  const taken = Array.from({ length: times }, () => [timed(first), timed(second)] as const);
  return [middle(taken.map(([time]) => time)), middle(taken.map(([, time]) => time))];
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** A Markdown table. */
export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Milliseconds as people read them. */
export function time(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  return `${milliseconds.toPrecision(milliseconds < 100 ? 2 : 3)} ms`;
}

export const times = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)}×`;
