import { randomId } from '#campaign/identity.ts';

const KEY = 'studio-window';

/** Which actor this window is: an id that it keeps for its session, a reload included. Another window is another actor, also of the same person. */
export const windowId = keptOrNew();

function keptOrNew(): string {
  const made = randomId();
  try {
    const kept = window.sessionStorage.getItem(KEY);
    if (kept === null) window.sessionStorage.setItem(KEY, made);
    return kept ?? made;
  } catch {
    // Storage is blocked: then the id lasts until the window is loaded anew.
    return made;
  }
}
