import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { CADENCES, CHANNELS, directionSchema, type Campaign } from '#campaign/document.ts';
import { LONGEST_NAME, MOST_DAYS } from '#campaign/limits.ts';
import { DateField, TimeField } from '../kit/DateFields.tsx';
import { TextField, type Option } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { OptionList } from '../kit/OptionList.tsx';
import { againstLast } from '../kit/SpanFields.tsx';
import { commitTyping, isComposing } from '../kit/typing.ts';
import { t } from '../text/text.ts';
import { lastDayOf, sendsOf } from './columns.ts';
import { isPlanned, type Entry, type ValueColumn, type Values } from '../items/values.ts';
import { ownDays } from '../items/words.ts';
import { chosenStatus, statusFrom, statusOptions, type ChosenStatus } from '../items/statuses.ts';

/** Where to go when a cell is left: below, to the next or previous cell, or nowhere. */
export type Leaving = 'below' | 'next' | 'previous' | 'stay';

interface CellEditorProps {
  campaign: Campaign;
  entry: Entry;
  column: ValueColumn;
  cell: RefObject<HTMLElement | null>;
  /** Answers false where the value is not taken. */
  onValue: (values: Partial<Values>) => boolean;
  onLeave: (leaving: Leaving) => void;
}

/** A cell that is being edited: a field in its place, or a list beside it. */
export function CellEditor({ campaign, entry, column, cell, onValue, onLeave }: CellEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const isCancelled = useRef(false);
  const put = (values: Partial<Values>) => !isCancelled.current && onValue(values);

  useLayoutEffect(() => {
    const input = place.current?.querySelector<HTMLElement>('input, [role="spinbutton"]');
    input?.focus();
    if (input instanceof HTMLInputElement) input.select();
  }, []);

  function onKeyDownCapture(event: KeyboardEvent) {
    if (isComposing(event)) return;
    const leaving = leavingBy(event);
    if (leaving === undefined || (event.target as Element).closest('.popover, button')) return;
    event.preventDefault();
    event.stopPropagation();
    isCancelled.current = leaving === 'cancel';
    if (leaving === 'cancel') return onLeave('stay');
    commitTyping();
    onLeave(leaving);
  }

  const label = t(`table.column.${column}`);
  const note = noteOn(campaign, entry, column) ?? ownDayNote(campaign, entry, column);
  const list = listFor(column, campaign, entry);
  if (list)
    return (
      <OptionList
        label={label}
        anchor={cell}
        options={list.options}
        chosen={list.chosen}
        note={note}
        {...(column === 'audience' ? { emptyMeans: t('inspector.everyone') } : {})}
        onDone={(chosen, tab) => {
          if (chosen) onValue(list.valueOf(chosen));
          onLeave(tab ?? 'stay');
        }}
      />
    );
  return (
    <div className="table-editor" ref={place} role="presentation" onKeyDownCapture={onKeyDownCapture}>
      <Field column={column} entry={entry} label={label} note={note} put={put} />
    </div>
  );
}

/** That a row is the whole of its series: where its single sends are changed, or that it will be asked which are meant. */
function noteOn(campaign: Campaign, entry: Entry, column: ValueColumn): string | undefined {
  const count = isPlanned(entry) ? sendsOf(entry, campaign) : undefined;
  if (count === undefined || count < 2) return undefined;
  return column === 'start' || column === 'time' ? t('table.asksSends', { count }) : t('table.allSends', { count });
}

/** Of a rolling plan: which day of everyone's own a date is. */
function ownDayNote(campaign: Campaign, entry: Entry, column: ValueColumn): string | undefined {
  if (!isPlanned(entry) || (column !== 'start' && column !== 'end')) return undefined;
  const days = ownDays(campaign, { start: column === 'start' ? entry.start : lastDayOf(entry), days: 1 });
  return days === null ? undefined : t('inspector.ownDays', { days });
}

function leavingBy({ key, shiftKey }: KeyboardEvent): Leaving | 'cancel' | undefined {
  if (key === 'Enter') return 'below';
  if (key === 'Tab') return shiftKey ? 'previous' : 'next';
  return key === 'Escape' ? 'cancel' : undefined;
}

interface List {
  options: Option[];
  chosen: string[];
  valueOf: (chosen: string[]) => Partial<Values>;
}

/** The list of a column whose values are a few that are known. */
function listFor(column: ValueColumn, { lanes, segments }: Campaign, entry: Entry): List | undefined {
  const one = <I extends string>(
    ids: readonly I[],
    chosen: I,
    label: (id: I) => string,
    valueOf: (id: I) => Partial<Values>,
  ): List => ({
    options: ids.map((id) => ({ id, label: label(id) })),
    chosen: [chosen],
    valueOf: ([id]) => valueOf(id as I),
  });
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ id, label: name }));
  switch (column) {
    case 'status':
      return {
        options: statusOptions({ isIdea: !isPlanned(entry) }),
        chosen: [chosenStatus(entry)],
        valueOf: ([id]) => ({ status: statusFrom(id as ChosenStatus) }),
      };
    case 'direction':
      return one(
        directionSchema.options,
        entry.direction,
        (id) => t(`direction.${id}`),
        (direction) => ({ direction }),
      );
    case 'channel':
      return one(
        CHANNELS,
        entry.channel,
        (id) => t(`channel.${id}`),
        (channel) => ({ channel }),
      );
    case 'repeats':
      return one(
        CADENCES,
        entry.cadence,
        (id) => t(`cadence.${id}`),
        (cadence) => ({ repeats: { cadence } }),
      );
    case 'lane':
      return { options: named(lanes), chosen: [entry.laneId], valueOf: ([lane]) => ({ lane: lane! }) };
    case 'audience':
      return { options: named(segments), chosen: entry.segments, valueOf: (audience) => ({ audience }) };
    default:
      return undefined;
  }
}

interface CellFieldProps {
  column: ValueColumn;
  entry: Entry;
  label: string;
  note: string | undefined;
  put: (values: Partial<Values>) => boolean;
}

function Field({ column, entry, label, note: hint, put }: CellFieldProps) {
  switch (column) {
    case 'start':
      return (
        <DateField
          label={label}
          hideLabel
          hint={hint}
          value={isPlanned(entry) ? entry.start : ''}
          onCommit={(start) => put({ start })}
        />
      );
    case 'end':
      return (
        <DateField
          label={label}
          hideLabel
          hint={hint}
          value={isPlanned(entry) ? lastDayOf(entry) : ''}
          objectTo={(last) => (isPlanned(entry) ? againstLast(entry.start, last) : undefined)}
          onCommit={(end) => put({ end })}
        />
      );
    case 'days':
      return (
        <NumberField
          label={label}
          hideLabel
          hint={hint}
          value={entry.days}
          min={1}
          max={MOST_DAYS}
          onCommit={(days) => put({ days })}
        />
      );
    case 'time':
      return (
        <TimeField label={label} hideLabel hint={hint} value={entry.time.at ?? ''} onCommit={(time) => put({ time })} />
      );
    case 'owner':
      return (
        <TextField
          label={label}
          hideLabel
          hint={hint}
          value={entry.owner ?? ''}
          maxLength={LONGEST_NAME}
          onCommit={(owner) => put({ owner })}
        />
      );
    default:
      return (
        <TextField
          label={label}
          hideLabel
          hint={hint}
          required
          value={entry.name}
          maxLength={LONGEST_NAME}
          onCommit={(name) => put({ name })}
        />
      );
  }
}
