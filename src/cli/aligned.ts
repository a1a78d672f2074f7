const LONGEST_NAME = 40;

/** Columns side by side: the first to the left, the others to the right. Long names are cut. */
export function aligned(rows: string[][]): string[] {
  const shown = rows.map(([name = '', ...cells]) => [
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
    ...cells,
  ]);
  const widths = shown[0]!.map((_, column) => Math.max(...shown.map((row) => row[column]!.length)));
  return shown.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('   ')
      .trimEnd(),
  );
}
