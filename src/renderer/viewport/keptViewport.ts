/** Which part of a campaign's calendar was in view, kept while the tab lives: over another screen, the library and a reload. */

export interface KeptViewport {
  pixelsPerDay: number;
  /** The day at the left edge of the calendar, in days and parts of days. */
  day: number;
  /** How far down the lanes are scrolled, in pixels. */
  top: number;
}

const KEY = 'studio-viewport';
/** Campaigns remembered in one tab; the one seen longest ago is forgotten first. */
const MOST_KEPT = 50;

let viewports: Map<string, KeptViewport> | undefined;

export function keptViewport(campaign: string): KeptViewport | undefined {
  return all().get(campaign);
}

export function keepViewport(campaign: string, viewport: KeptViewport): void {
  const kept = all();
  kept.delete(campaign);
  kept.set(campaign, viewport);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** What a tab has stored, as far as it can be used. */
export function readViewports(text: string | null): Map<string, KeptViewport> {
  try {
    const stored = JSON.parse(text ?? '[]') as [string, KeptViewport][];
    return new Map(stored.filter(([, { pixelsPerDay, day, top }]) => [pixelsPerDay, day, top].every(Number.isFinite)));
  } catch {
    return new Map();
  }
}

function all(): Map<string, KeptViewport> {
  if (viewports) return viewports;
  try {
    viewports = readViewports(window.sessionStorage.getItem(KEY));
    window.addEventListener('pagehide', () => {
      window.sessionStorage.setItem(KEY, JSON.stringify([...all()]));
    });
  } catch {
    // Where storage is blocked a reload begins anew.
    viewports = new Map();
  }
  return viewports;
}
