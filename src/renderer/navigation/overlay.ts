import { create } from 'zustand';

/** What lies over the window, if anything: one at a time, whoever asks for it. */
export type OverlayId = 'help' | 'export' | 'importPlan' | 'importAudience' | 'finder' | 'nameVersion';

export const useOverlay = create<{ overlay: OverlayId | null }>(() => ({ overlay: null }));

export const openOverlay = (overlay: OverlayId): void => useOverlay.setState({ overlay });
export const closeOverlay = (): void => useOverlay.setState({ overlay: null });
