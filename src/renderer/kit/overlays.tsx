import { Check, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import {
  Button as AriaButton,
  Dialog as AriaDialog,
  Heading,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
  Separator,
} from 'react-aria-components';
import { t } from '../text/text.ts';
import './overlays.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  size?: 'small' | 'medium' | 'large';
  /** What stands at the foot, the main action last. */
  actions?: ReactNode;
  /** A dialog that holds work under way is not closed by a click beside it. */
  keepOnOutsideClick?: boolean;
  children: ReactNode;
}

export function Dialog({ title, onClose, size = 'medium', actions, keepOnOutsideClick, children }: DialogProps) {
  // What had the focus may have left the dialog while it worked; Esc closes it all the same.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.activeElement === document.body) onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable={!keepOnOutsideClick}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal className={`modal modal-${size}`}>
        <AriaDialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title" dir="auto">
              {title}
            </Heading>
            {/* No tooltip here: Esc would close that first. */}
            <AriaButton aria-label={t('shell.close')} className="icon-button" onPress={onClose}>
              <X aria-hidden />
            </AriaButton>
          </header>
          <div className="dialog-body">{children}</div>
          {actions ? <footer className="dialog-foot">{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  isDisabled?: boolean;
  /** A line above it. */
  separated?: boolean;
  onAction: () => void;
}

interface MenuProps {
  label: string;
  entries: MenuEntry[];
  /** The id of the entry that is in force, where the menu is a choice. */
  chosen?: string;
  children: ReactNode;
}

/** A menu on its trigger (a pressable child). */
export function Menu({ children, ...list }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover">
        <MenuList {...list} />
      </Popover>
    </MenuTrigger>
  );
}

interface MenuListProps extends Omit<MenuProps, 'children'> {
  /** Where no trigger stands for it, it takes the focus and says when it is done with. */
  onClose?: () => void;
}

/** The entries of a menu. */
export function MenuList({ label, entries, chosen, onClose }: MenuListProps) {
  const choice = chosen === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [chosen] };
  // oxlint-disable-next-line jsx-a11y/no-autofocus
  const alone = onClose ? { autoFocus: 'first' as const, onClose } : {};
  return (
    <AriaMenu {...choice} {...alone} aria-label={label} className="menu">
      {entries.map((entry) => [
        entry.separated ? <Separator key={`${entry.id}-line`} className="menu-line" /> : null,
        <MenuItem
          key={entry.id}
          id={entry.id}
          textValue={entry.label}
          isDisabled={entry.isDisabled ?? false}
          className={entry.danger ? 'menu-item menu-danger' : 'menu-item'}
          onAction={entry.onAction}
        >
          {entry.id === chosen ? <Check aria-hidden /> : entry.icon}
          <span>{entry.label}</span>
          {entry.keys ? <kbd>{entry.keys}</kbd> : null}
        </MenuItem>,
      ])}
    </AriaMenu>
  );
}
