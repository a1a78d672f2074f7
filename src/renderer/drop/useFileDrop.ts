import { useEffect, useRef, useState } from 'react';

/**
 * Takes files that are dropped anywhere on the window, so that the browser never opens one in the studio's place. Where something on the
 * page has taken a file already, it is left to that. Says whether files are held above the window.
 */
export function useFileDrop(onDrop: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    // Every element that the pointer crosses sends its own enter and leave.
    let depth = 0;
    const settle = (next: number) => {
      depth = Math.max(0, next);
      setOver(depth > 0);
    };
    const carries = (event: DragEvent, type: string) => event.dataTransfer?.types.includes(type) ?? false;
    const listeners: Record<string, (event: DragEvent) => void> = {
      dragenter: (event) => (carries(event, 'Files') ? settle(depth + 1) : undefined),
      dragleave: (event) => (carries(event, 'Files') ? settle(depth - 1) : undefined),
      dragover(event) {
        if (carries(event, 'Files')) {
          event.preventDefault();
          event.dataTransfer!.dropEffect = 'copy';
        } else if (carries(event, 'text/uri-list') && !isText(event.target)) {
          // A link would lead the window away.
          event.preventDefault();
          event.dataTransfer!.dropEffect = 'none';
        }
      },
      drop(event) {
        const isTaken = event.defaultPrevented;
        if (carries(event, 'Files')) event.preventDefault();
        else if (carries(event, 'text/uri-list') && !isText(event.target)) event.preventDefault();
        settle(0);
        if (!isTaken && carries(event, 'Files')) latest.current([...event.dataTransfer!.files]);
      },
    };
    for (const [type, listener] of Object.entries(listeners)) window.addEventListener(type, listener as EventListener);
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        window.removeEventListener(type, listener as EventListener);
    };
  }, []);
  return isOver;
}

const isText = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
