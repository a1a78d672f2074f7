import { startTransition, useEffect, useState } from 'react';

/** What many fields show waits until the hand has let go: neither the start of a drag nor its drop is held up by them. */

let isPressed = false;
const told = new Set<() => void>();

window.addEventListener('pointerdown', () => (isPressed = true), true);
window.addEventListener('pointerup', letGo, true);
window.addEventListener('pointercancel', letGo, true);
// The window's own: a hand that lets go elsewhere is not heard of.
window.addEventListener('blur', letGo);

function letGo(): void {
  isPressed = false;
  for (const tell of told) tell();
}

/** Calls as soon as no button of a pointer is held, after the frame that shows what letting go did. Returns how to call it off. */
function whenReleased(work: () => void): () => void {
  if (!isPressed) {
    work();
    return () => undefined;
  }
  let frame = 0;
  const release = () => {
    frame = requestAnimationFrame(() => (frame = requestAnimationFrame(work)));
  };
  told.add(release);
  return () => {
    told.delete(release);
    cancelAnimationFrame(frame);
  };
}

/** A value as it was when the hand last had let go, and then in a render that gives way to others. */
export function useAtRest<T>(value: T): T {
  const [shown, setShown] = useState(() => ({ value }));
  const isShown = Object.is(shown.value, value);
  useEffect(() => {
    if (!isShown) return whenReleased(() => startTransition(() => setShown({ value })));
  }, [isShown, value]);
  return shown.value;
}
