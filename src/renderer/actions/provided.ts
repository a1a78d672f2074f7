/** Actions whose doing belongs to a part that stands above the table: the part says what to do while it is there. */
export type Provided = 'moveTo' | 'lock' | 'shelve';

const known = new Map<Provided, () => void>();

/** Returns how to take it back. */
export function provideAction(id: Provided, run: () => void): () => void {
  known.set(id, run);
  return () => {
    if (known.get(id) === run) known.delete(id);
  };
}

export const isProvided = (id: Provided): boolean => known.has(id);
export const runProvided = (id: Provided): void => known.get(id)?.();
