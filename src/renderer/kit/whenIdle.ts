const SOON_MILLISECONDS = 200;

/** Does something while nobody waits, or soon where the browser (Safari) cannot say when that is. Returns how to call it off. */
export function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(work);
    return () => window.cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, SOON_MILLISECONDS);
  return () => clearTimeout(timer);
}
