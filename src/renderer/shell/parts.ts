/** F6 goes from part to part of the window, as in other programs of the desktop, and back to where one was in each. */

/** The parts in the order in which they stand, and where each begins. */
const PARTS = [
  { part: '.top-bar', start: '[role="radio"][tabindex="0"]' },
  { part: '.tactics', start: 'input' },
  { part: '.timeline', start: '[data-kind][tabindex="0"]' },
  { part: '.forecast', start: '.chart' },
  { part: '.inspector', start: '.inspector-form :is(input, textarea, button)' },
  { part: '.page', start: ':is(input, textarea, button)' },
  { part: '.notices', start: 'button' },
];

const left = new WeakMap<Element, HTMLElement>();

/** Goes to the next part in view, or to the one before. */
export function goToPart(back: boolean): void {
  const inView = PARTS.flatMap(({ part, start }) => {
    const element = document.querySelector<HTMLElement>(part);
    return element?.checkVisibility({ visibilityProperty: true }) ? [{ element, start }] : [];
  });
  const { activeElement } = document;
  const at = inView.findIndex(({ element }) => element.contains(activeElement));
  if (at >= 0 && activeElement instanceof HTMLElement) left.set(inView[at]!.element, activeElement);
  const from = at < 0 && back ? 0 : at;
  for (let step = 1; step <= inView.length; step++) {
    const { element, start } = inView.at((from + (back ? -step : step)) % inView.length)!;
    const before = left.get(element);
    const target = before && element.contains(before) ? before : element.querySelector<HTMLElement>(start);
    (target ?? element).focus();
    if (element.contains(document.activeElement)) return;
  }
}
