import { useEffect, type RefObject } from 'react';
import { registerAside } from '../landing/aside.ts';
import { putOnShelf } from './shelving.ts';

/** Lets touchpoints that are carried off the timeline be dropped on the tray that holds the shelf. */
export function useAside(tray: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    return registerAside({
      isAt(clientX, clientY) {
        const { left, right, top, bottom } = tray.current!.getBoundingClientRect();
        return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
      },
      point(isMeant) {
        tray.current?.toggleAttribute('data-meant', isMeant);
      },
      put: putOnShelf,
    });
  }, [tray, isOpen]);
}
