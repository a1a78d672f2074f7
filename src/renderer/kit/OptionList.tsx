import { useId, useState, type RefObject } from 'react';
import { ListBox, Popover } from 'react-aria-components';
import { OptionItem, type Option } from './fields.tsx';

/** A list of options that opens at once beside something, such as a cell of a table that is edited. */

interface OptionListProps {
  label: string;
  /** What it stands beside. */
  anchor: RefObject<HTMLElement | null>;
  options: Option[];
  chosen: string[];
  /** Where several can be chosen: what none of them means, “Everyone”. */
  emptyMeans?: string;
  /** What there is to know before one is chosen. */
  note?: string | undefined;
  /** What was chosen, or null where nothing was, and whether Tab said so. */
  onDone: (chosen: string[] | null, tab?: 'next' | 'previous') => void;
}

/** It was asked for, so that it has the focus. */
const OPENED = { autoFocus: true } as const;

/** Stands for none of the others. No id can be this one: it holds a space. */
const NONE = ' none';

export function OptionList({ label, anchor, options, chosen, emptyMeans, note, onDone }: OptionListProps) {
  const several = emptyMeans !== undefined;
  const noteId = useId();
  const [ticked, setTicked] = useState(several && chosen.length === 0 ? [NONE] : chosen);
  const keysOf = (keys: readonly string[]) => options.map(({ id }) => id).filter((id) => keys.includes(id));
  return (
    <Popover
      className="popover list-popover"
      triggerRef={anchor}
      isOpen
      placement="bottom start"
      offset={2}
      onOpenChange={() => onDone(several ? keysOf(ticked) : null)}
    >
      <div
        role="presentation"
        onKeyDownCapture={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            onDone(null);
          }
          if (event.key !== 'Tab') return;
          event.preventDefault();
          event.stopPropagation();
          const focused = (event.target as Element).closest('[data-key]')?.getAttribute('data-key');
          onDone(several ? keysOf(ticked) : focused ? [focused] : null, event.shiftKey ? 'previous' : 'next');
        }}
      >
        {note === undefined ? null : (
          <p id={noteId} className="option-note">
            {note}
          </p>
        )}
        <ListBox
          aria-label={label}
          aria-describedby={note === undefined ? undefined : noteId}
          {...OPENED}
          // Let go of: pressed down, the list would be gone before the press that closes it ends.
          shouldSelectOnPressUp
          items={several ? [{ id: NONE, label: emptyMeans }, ...options] : options}
          selectionMode={several ? 'multiple' : 'single'}
          disallowEmptySelection={!several}
          selectedKeys={ticked}
          onSelectionChange={(keys) => {
            if (keys === 'all') return;
            const next = [...keys].map(String);
            if (!several) return onDone(next);
            const isNone = next.length === 0 || (next.includes(NONE) && !ticked.includes(NONE));
            setTicked(isNone ? [NONE] : next.filter((key) => key !== NONE));
          }}
          // What is chosen already is chosen again.
          {...(several ? {} : { onAction: (key) => onDone([String(key)]) })}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </div>
    </Popover>
  );
}
