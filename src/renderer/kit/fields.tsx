import { parseDate, parseTime } from '@internationalized/date';
import { CalendarDays, Check, ChevronDown, ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  NumberField as AriaNumberField,
  Popover,
  SearchField as AriaSearchField,
  Select as AriaSelect,
  SelectValue,
  Switch as AriaSwitch,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  TimeField as AriaTimeField,
} from 'react-aria-components';
import { parseDay } from '#campaign/calendar.ts';
import './fields.css';

/**
 * Fields of the design system. A field holds what is being typed and tells of it once, when the person leaves it or presses Enter:
 * one edit, one step to undo. Esc gives the old value back.
 */

interface FieldProps<T> {
  label: string;
  value: T;
  onCommit: (value: T) => void;
  hint?: ReactNode;
  hideLabel?: boolean;
  isDisabled?: boolean;
}

const labelClass = (hide: boolean | undefined) => (hide ? 'visually-hidden' : 'field-label');

/** What is being typed; follows the value when that changes from outside. */
function useTyped<T>(value: T): [T, (value: T) => void] {
  const [typing, setTyping] = useState({ value, typed: value });
  // Half-typed words stay when the value changes in another window; the person decides.
  const isHalfTyped = typing.typed !== typing.value;
  const current = typing.value === value ? typing : { value, typed: isHalfTyped ? typing.typed : value };
  if (current !== typing) setTyping(current);
  return [current.typed, (typed) => setTyping({ value, typed })];
}

interface TextFieldProps extends FieldProps<string> {
  lines?: number;
  placeholder?: string;
  maxLength?: number;
  /** An empty text is not told of; the old one comes back. */
  required?: boolean;
  autoFocus?: boolean;
  counter?: boolean;
}

export function TextField({
  label,
  value,
  onCommit,
  hint,
  hideLabel,
  lines,
  placeholder,
  maxLength,
  required,
  counter,
  ...rest
}: TextFieldProps) {
  const [typed, setTyped] = useTyped(value);
  const commit = () => {
    const next = lines ? typed : typed.trim();
    if (required && next.trim() === '') setTyped(value);
    else if (next !== value) onCommit(next);
  };
  return (
    <AriaTextField
      {...rest}
      className="field"
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      maxLength={maxLength}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) commit();
        else if (event.key === 'Escape' && typed !== value) setTyped(value);
        else event.continuePropagation();
      }}
    >
      <span className={labelClass(hideLabel)}>
        <Label>{label}</Label>
        {counter ? <span className="faint figure">{typed.length}</span> : null}
      </span>
      {lines ? (
        <AriaTextArea className="input" rows={lines} placeholder={placeholder} dir="auto" />
      ) : (
        <Input className="input" placeholder={placeholder} dir="auto" />
      )}
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
    </AriaTextField>
  );
}

interface NumberFieldProps extends FieldProps<number> {
  /** Told when the person empties the field. Where it is given, NaN stands for an empty one. */
  onEmpty?: () => void;
  placeholder?: string;
  min?: number;
  max?: number;
  step?: number;
  format?: Intl.NumberFormatOptions;
}

export function NumberField({
  label,
  value,
  onCommit,
  hint,
  hideLabel,
  min,
  max,
  step,
  format,
  onEmpty,
  placeholder,
  ...rest
}: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      className="field"
      value={value}
      onChange={(next) => {
        if (Number.isNaN(next)) onEmpty?.();
        else if (next !== value) onCommit(next);
      }}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      {...(format ? { formatOptions: format } : {})}
    >
      <Label className={labelClass(hideLabel)}>{label}</Label>
      <Group className="input number-input">
        <Input className="figure" placeholder={placeholder} />
        <AriaButton slot="decrement">−</AriaButton>
        <AriaButton slot="increment">+</AriaButton>
      </Group>
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
    </AriaNumberField>
  );
}

export interface Option<T extends string = string> {
  id: T;
  label: string;
  description?: string;
}

interface SelectFieldProps<T extends string> extends FieldProps<T> {
  options: Option<T>[];
}

export function SelectField<T extends string>({
  label,
  value,
  onCommit,
  hint,
  hideLabel,
  options,
  ...rest
}: SelectFieldProps<T>) {
  return (
    <AriaSelect
      {...rest}
      className="field"
      value={value}
      onChange={(key) => {
        if (key !== null && key !== value) onCommit(key as T);
      }}
    >
      <Label className={labelClass(hideLabel)}>{label}</Label>
      <AriaButton className="input select-button">
        <SelectValue>
          {({ selectedText }) => selectedText || (options.find((option) => option.id === value)?.label ?? value)}
        </SelectValue>
        <ChevronDown aria-hidden />
      </AriaButton>
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
      <Popover className="popover list-popover">
        <ListBox items={options}>{(option) => <OptionItem option={option} />}</ListBox>
      </Popover>
    </AriaSelect>
  );
}

function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className="option">
      {({ isSelected }) => (
        <>
          <Check aria-hidden className="option-check" data-shown={isSelected || undefined} />
          <span>
            <Text slot="label">{option.label}</Text>
            {option.description ? (
              <Text slot="description" className="faint">
                {option.description}
              </Text>
            ) : null}
          </span>
        </>
      )}
    </ListBoxItem>
  );
}

interface ManyFieldProps extends FieldProps<string[]> {
  options: Option[];
  /** What an empty choice means: “Everyone”. */
  emptyMeans: string;
}

/** Several of a list, as a select that stays open. */
export function ManyField({ label, value, onCommit, hint, hideLabel, options, emptyMeans, ...rest }: ManyFieldProps) {
  const named = options.filter((option) => value.includes(option.id)).map((option) => option.label);
  return (
    <AriaSelect
      {...rest}
      className="field"
      selectionMode="multiple"
      value={value}
      onChange={(keys) => onCommit(inOrder(options, keys as string[]))}
    >
      <Label className={labelClass(hideLabel)}>{label}</Label>
      <AriaButton className="input select-button">
        <SelectValue>{() => (named.length ? named.join(', ') : emptyMeans)}</SelectValue>
        <ChevronDown aria-hidden />
      </AriaButton>
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
      <Popover className="popover list-popover">
        <ListBox items={options}>{(option) => <OptionItem option={option} />}</ListBox>
      </Popover>
    </AriaSelect>
  );
}

const inOrder = (options: Option[], ids: string[]) =>
  options.filter((option) => ids.includes(option.id)).map((option) => option.id);

/** Enter means “done” in fields of several parts, which tell of no such key themselves. */
function OnEnter({ act, children }: { act: () => void; children: ReactNode }) {
  return (
    <div
      role="presentation"
      className="on-enter"
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' && (event.target as Element).getAttribute('role') === 'spinbutton') act();
      }}
    >
      {children}
    </div>
  );
}

/** A calendar date, `YYYY-MM-DD` outside, typed or picked in the person's own format. */
export function DateField({ label, value, onCommit, hint, hideLabel, ...rest }: FieldProps<string>) {
  const [typed, setTyped] = useTyped<string | null>(value);
  const [isOpen, setOpen] = useState(false);
  const commit = (next: string | null) => {
    if (next === null || parseDay(next) === undefined) setTyped(value);
    else if (next !== value) onCommit(next);
  };
  return (
    <OnEnter act={() => commit(typed)}>
      <DatePicker
        {...rest}
        className="field"
        value={typed === null ? null : parseDate(typed)}
        minValue={parseDate('1970-01-01')}
        maxValue={parseDate('2199-12-31')}
        onOpenChange={setOpen}
        onChange={(date) => {
          const next = date?.toString() ?? null;
          setTyped(next);
          // A day picked in the calendar is meant at once; typed digits only when the person is done.
          if (isOpen) commit(next);
        }}
        onBlur={() => commit(typed)}
      >
        <Label className={labelClass(hideLabel)}>{label}</Label>
        <Group className="input date-input">
          <DateInput>{(segment) => <DateSegment segment={segment} className="date-segment figure" />}</DateInput>
          <AriaButton>
            <CalendarDays aria-hidden />
          </AriaButton>
        </Group>
        {hint ? (
          <Text slot="description" className="field-hint">
            {hint}
          </Text>
        ) : null}
        <Popover className="popover">
          <Dialog className="calendar-dialog">
            <Calendar>
              <header>
                <AriaButton slot="previous">
                  <ChevronLeft aria-hidden />
                </AriaButton>
                <Heading />
                <AriaButton slot="next">
                  <ChevronRight aria-hidden />
                </AriaButton>
              </header>
              <CalendarGrid>{(date) => <CalendarCell date={date} className="calendar-cell figure" />}</CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </OnEnter>
  );
}

/** A wall time, `HH:MM` outside. */
export function TimeField({ label, value, onCommit, hint, hideLabel, ...rest }: FieldProps<string>) {
  const [typed, setTyped] = useTyped<string | null>(value);
  const commit = () => {
    if (typed === null) setTyped(value);
    else if (typed !== value) onCommit(typed);
  };
  return (
    <OnEnter act={() => commit()}>
      <AriaTimeField
        {...rest}
        className="field"
        value={typed === null ? null : parseTime(typed)}
        onChange={(time) => setTyped(time?.toString().slice(0, 5) ?? null)}
        onBlur={commit}
      >
        <Label className={labelClass(hideLabel)}>{label}</Label>
        <DateInput className="input date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment figure" />}
        </DateInput>
        {hint ? (
          <Text slot="description" className="field-hint">
            {hint}
          </Text>
        ) : null}
      </AriaTimeField>
    </OnEnter>
  );
}

export function SwitchField({ label, value, onCommit, ...rest }: FieldProps<boolean>) {
  return (
    <AriaSwitch {...rest} isSelected={value} onChange={onCommit} className="switch">
      <span className="switch-track" aria-hidden />
      {label}
    </AriaSwitch>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} className="field search">
      <Input className="input" placeholder={label} />
      {value ? (
        <AriaButton className="search-clear">
          <X aria-hidden />
        </AriaButton>
      ) : null}
    </AriaSearchField>
  );
}
