/** Neighbours that are the same, together: half-open. */
export function stretchesOf<T>(values: readonly T[]): { from: number; until: number; what: T }[] {
  const found: { from: number; until: number; what: T }[] = [];
  values.forEach((what, at) => {
    const last = found.at(-1);
    if (last && last.what === what) last.until = at + 1;
    else found.push({ from: at, until: at + 1, what });
  });
  return found;
}
