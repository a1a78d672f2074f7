import type { Page } from './page.ts';

/**
 * The token of this run of the studio, as this tab knows it. It comes in the address's fragment and leaves it at once, so that it cannot be
 * copied, bookmarked or read over a shoulder. A reload finds it in the tab's session storage, or in the history's entry where storage is blocked.
 */

const KEY = 'studio-token';

const fragment = ({ location }: Page) => new URLSearchParams(location.hash.slice(1));

export const isInAddress = (page: Page) => fragment(page).has('token');

/** Takes the token out of the address, or finds the one that was kept; empty where there is none. `rest` is the fragment to go on with. */
export function takeToken(page: Page, rest?: string): string {
  const parameters = fragment(page);
  const given = parameters.get('token');
  if (given === null) return keptToken(page);
  parameters.delete('token');
  const own = parameters.size > 0 ? `#${parameters}` : '';
  keepToken(page, given, page.location.pathname + page.location.search + (own || (rest ?? '')));
  return given;
}

/** Keeps a token for the next reload of this tab. */
export function keepToken(page: Page, token: string, address?: string): void {
  const state: unknown = page.history.state;
  try {
    page.sessionStorage.setItem(KEY, token);
    if (address !== undefined) page.history.replaceState(state, '', address);
  } catch {
    page.history.replaceState({ ...(state as object | null), [KEY]: token }, '', address);
  }
}

function keptToken(page: Page): string {
  try {
    const kept = page.sessionStorage.getItem(KEY);
    if (kept !== null) return kept;
  } catch {
    // Storage is blocked: then it is in the history's entry.
  }
  const state = page.history.state as Record<string, unknown> | null;
  return typeof state?.[KEY] === 'string' ? state[KEY] : '';
}
