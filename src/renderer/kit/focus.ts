/** Puts the cursor into the first field of what was just added, with its text selected: a name to be typed over. */
export function focusFirstField(within: Element | null): void {
  const field = within?.querySelector('input');
  field?.focus();
  field?.select();
}

const REACHED_BY_TAB = 'button, a[href], input, textarea, select, [tabindex]';

/** An element and its place among its siblings, to find what stands there when it has gone. */
interface Spot {
  element: Element;
  parent: Element;
  at: number;
}

/**
 * The keyboard's focus does not fall back to the top of the window when what holds it goes, whoever removed it: it goes on to what
 * stands in that place now, or beside it. A new screen begins at its own beginning.
 */
export function keepFocusNear(): () => void {
  let spots: Spot[] = [];
  const remember = ({ target }: FocusEvent) => {
    spots = target instanceof Element ? spotsOf(target) : [];
  };
  const goOn = () => {
    const lost = spots.findLast(({ element }) => !element.isConnected);
    if (!lost || document.activeElement !== document.body) return;
    spots = [];
    if (lost.parent.matches('main *')) besideLost(lost)?.focus();
  };
  const observer = new MutationObserver(goOn);
  document.addEventListener('focusin', remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}

function spotsOf(target: Element): Spot[] {
  const spots: Spot[] = [];
  for (let element = target; element.parentElement; element = element.parentElement)
    spots.push({ element, parent: element.parentElement, at: [...element.parentElement.children].indexOf(element) });
  return spots;
}

function besideLost({ parent, at }: Spot): HTMLElement | undefined {
  const { children } = parent;
  for (const candidate of [children[at], children[at - 1], parent]) {
    const found = candidate && firstIn(candidate);
    if (found) return found;
  }
  return undefined;
}

/** A button before a field, so that the next key is no text, and one that does something before a handle. */
function firstIn(within: Element): HTMLElement | undefined {
  const all = [within, ...within.querySelectorAll(REACHED_BY_TAB)].filter(
    (element): element is HTMLElement => element instanceof HTMLElement && isReachedByTab(element),
  );
  return all.find((element) => element.matches('button:not(.drag-handle)')) ?? all[0];
}

const isReachedByTab = (element: HTMLElement) =>
  element.matches(REACHED_BY_TAB) &&
  element.tabIndex >= 0 &&
  !element.matches(':disabled') &&
  element.checkVisibility();

/** Gives something the focus as soon as it is drawn, or does otherwise where it is not for so many frames. */
export function focusWhenDrawn(selector: string, mostFrames: number, otherwise?: () => void): void {
  const look = (left: number) => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element) element.focus();
    else if (left > 0) requestAnimationFrame(() => look(left - 1));
    else otherwise?.();
  };
  // A dialog that is closed by the same press gives the focus back first.
  setTimeout(() => look(mostFrames));
}
