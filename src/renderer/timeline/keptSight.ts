/** Which part of a campaign's calendar was in sight, kept while the tab lives: over another screen, the library and a reload. */

export interface KeptSight {
  pixelsPerDay: number;
  /** The day at the left edge of the calendar, in days and parts of days. */
  day: number;
  /** How far down the lanes are scrolled, in pixels. */
  top: number;
}

const KEY = 'studio-sight';
/** Campaigns remembered in one tab; the one seen longest ago is forgotten first. */
const MOST_KEPT = 50;

let sights: Map<string, KeptSight> | undefined;

export function keptSight(campaign: string): KeptSight | undefined {
  return all().get(campaign);
}

export function keepSight(campaign: string, sight: KeptSight): void {
  const kept = all();
  kept.delete(campaign);
  kept.set(campaign, sight);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** What a tab has stored, as far as it can be used. */
export function readSights(text: string | null): Map<string, KeptSight> {
  try {
    const stored = JSON.parse(text ?? '[]') as [string, KeptSight][];
    return new Map(stored.filter(([, { pixelsPerDay, day, top }]) => [pixelsPerDay, day, top].every(Number.isFinite)));
  } catch {
    return new Map();
  }
}

function all(): Map<string, KeptSight> {
  if (sights) return sights;
  try {
    sights = readSights(window.sessionStorage.getItem(KEY));
    window.addEventListener('pagehide', () => {
      window.sessionStorage.setItem(KEY, JSON.stringify([...all()]));
    });
  } catch {
    // Where storage is blocked a reload begins anew.
    sights = new Map();
  }
  return sights;
}
