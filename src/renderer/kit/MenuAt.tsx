import { useRef, type RefObject } from 'react';
import { Popover } from 'react-aria-components';
import { MenuList, type MenuEntry } from './overlays.tsx';

interface MenuAtProps {
  x: number;
  y: number;
  label: string;
  entries: MenuEntry[];
  onClose: () => void;
  /** What gets the focus back. */
  returnTo: RefObject<HTMLElement | null>;
}

/** A menu at a point of the window, open as long as it is there. */
export function MenuAt({ x, y, label, entries, onClose, returnTo }: MenuAtProps) {
  const point = useRef<HTMLSpanElement>(null);
  const close = () => {
    onClose();
    // What was done may have put it elsewhere by then.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) returnTo.current?.focus();
    });
  };
  return (
    <>
      <span ref={point} className="menu-point" style={{ left: x, top: y }} aria-hidden />
      <Popover
        className="popover"
        isOpen
        triggerRef={point}
        placement="bottom start"
        offset={0}
        onOpenChange={(isOpen) => (isOpen ? undefined : close())}
      >
        <MenuList label={label} entries={entries} onClose={close} />
      </Popover>
    </>
  );
}
