import { create } from 'zustand';
import type { BandKind } from '#contract/bands.ts';
import { call } from '../bridge/studio.ts';

/** Which bands the person wants to see, in the window and in reports. */
export const useBands = create<{ kind: BandKind }>(() => ({ kind: 'daily' }));

/** Shows bands of a kind and remembers it. */
export function setBands(kind: BandKind): void {
  useBands.setState({ kind });
  // They are drawn already; a choice that could not be kept is asked for again next time.
  call('preferences.set', { changes: { bands: kind } }).catch(() => undefined);
}
