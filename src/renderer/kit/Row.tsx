import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { DragHandle, MoveButtons, ReorderRow } from './drag/Reorder.tsx';
import { focusFirstField } from './focus.ts';

interface RowProps {
  name: string;
  /** What there is to know while the row is closed. */
  about: ReactNode;
  before?: ReactNode;
  after?: ReactNode;
  /** Whether it stands out from its neighbours. */
  isMarked?: boolean;
  isOpen: boolean;
  /** Just added: its name wants to be written. */
  isFresh?: boolean;
  onToggle: () => void;
  /** Which one of a list it is that can be put in order (kit/drag). */
  movable?: string;
  /** The fields, where the row is open. */
  children: ReactNode;
}

/** One thing of a list: a line that reads as a sentence and opens into its fields. */
export function Row({ name, about, before, after, isMarked, isOpen, isFresh, onToggle, movable, children }: RowProps) {
  const editor = useId();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    if (isFresh) focusFirstField(row.current);
  }, [isOpen, isFresh]);
  const item = {
    className: 'screen-row',
    'data-open': isOpen || undefined,
    'data-marked': isMarked || undefined,
    ref: row,
  };
  const content = (
    <>
      <div className="screen-row-head">
        {movable === undefined ? null : <DragHandle id={movable} />}
        <button
          type="button"
          className="screen-row-summary"
          aria-expanded={isOpen}
          aria-controls={isOpen ? editor : undefined}
          onClick={onToggle}
        >
          <ChevronRight aria-hidden className="screen-row-chevron" />
          {before}
          <span className="screen-row-words">
            <span className="screen-row-name" dir="auto">
              {name}
            </span>
            <span className="soft">{about}</span>
          </span>
          {after}
        </button>
        {movable === undefined ? null : <MoveButtons id={movable} />}
      </div>
      {isOpen ? (
        <div className="screen-row-editor" id={editor}>
          {children}
        </div>
      ) : null}
    </>
  );
  return movable === undefined ? (
    <li {...item}>{content}</li>
  ) : (
    <ReorderRow {...item} id={movable}>
      {content}
    </ReorderRow>
  );
}
