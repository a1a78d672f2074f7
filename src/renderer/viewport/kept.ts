/** What a tab remembers of each campaign while it lives: over another screen, the library and a reload. */

/** Campaigns remembered in one tab; the one seen longest ago is forgotten first. */
const MOST_KEPT = 50;

export interface Keeper<T> {
  kept: (campaign: string) => T | undefined;
  keep: (campaign: string, value: T) => void;
}

/** What a tab has stored, as far as it can be used. */
export function readKept<T>(text: string | null, isSound: (value: T) => boolean): Map<string, T> {
  try {
    const stored = JSON.parse(text ?? '[]') as [string, T][];
    return new Map(stored.filter(([, value]) => isSound(value)));
  } catch {
    return new Map();
  }
}

/** Keeps one thing for each campaign, under a name of its own. Where storage is blocked a reload begins anew. */
export function keeperOf<T>(key: string, isSound: (value: T) => boolean): Keeper<T> {
  let values: Map<string, T> | undefined;

  function all(): Map<string, T> {
    if (values) return values;
    try {
      values = readKept(window.sessionStorage.getItem(key), isSound);
      window.addEventListener('pagehide', () => {
        window.sessionStorage.setItem(key, JSON.stringify([...all()]));
      });
    } catch {
      values = new Map();
    }
    return values;
  }

  return {
    kept: (campaign) => all().get(campaign),
    keep(campaign, value) {
      const kept = all();
      kept.delete(campaign);
      kept.set(campaign, value);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    },
  };
}
