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
  I18nProvider,
  Input,
  Label,
  ListBox,
  ListBoxItem,
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
import { closed, isolated } from '#campaign/bidi.ts';
import { LAST_DATE, parseDay } from '#campaign/calendar.ts';
import { direction, locale } from '../locale.ts';
import { t } from '../text/text.ts';
import { onTypingKey, useTyping, type Typing } from './typing.ts';
import './fields.css';

/**
 * Fields of the design system. A field holds what is being typed and tells of it once, when the person leaves it or presses Enter:
 * one edit, one step to undo. How that is told, taken back and never lost stands in typing.ts.
 */

const FIRST_DATE = '1970-01-01';

export interface FieldProps<T> {
  label: string;
  value: T;
  /** Answers false where the value is not taken; the field then shows the old one. */
  onCommit: (value: T) => unknown;
  hint?: ReactNode;
  hideLabel?: boolean;
  isDisabled?: boolean;
}

export const labelClass = (hide: boolean | undefined) => (hide ? 'visually-hidden' : 'field-label');

/** The line under a field; a remark on what was typed takes its place and is read out. */
export function Hint({ remark = '', children }: { remark?: string; children: ReactNode }) {
  return remark || children ? (
    <Text slot="description" className="field-hint" role={remark ? 'status' : undefined}>
      {remark || children}
    </Text>
  ) : null;
}

interface TextFieldProps extends FieldProps<string> {
  lines?: number;
  placeholder?: string;
  maxLength?: number;
  /** An empty text is not told of; the old one comes back. */
  required?: boolean;
  autoFocus?: boolean;
  counter?: boolean;
  /** The language that is written in, where it is not the window's. */
  lang?: string | undefined;
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
  lang,
  ...rest
}: TextFieldProps) {
  const typing = useTyping(value, (text) => {
    // Marks of direction that were pasted along and never closed would turn whatever stands beside the text.
    const next = closed(lines ? text : text.trim());
    const isMeant = next !== value && !(required && next.trim() === '');
    return isMeant && onCommit(next) !== false && { typed: next };
  });
  const { typed } = typing;
  return (
    <AriaTextField
      {...rest}
      className="field"
      value={typed}
      onChange={typing.type}
      onBlur={typing.commit}
      maxLength={maxLength}
      onKeyDown={(event) => {
        if (!onTypingKey(event, typing, { hasLines: lines !== undefined })) event.continuePropagation();
      }}
    >
      <span className={labelClass(hideLabel)}>
        <Label>{label}</Label>
        {counter ? <span className="faint figure">{typed.length}</span> : null}
      </span>
      {lines ? (
        <AriaTextArea className="input" rows={lines} placeholder={placeholder} dir="auto" lang={lang} />
      ) : (
        <Input className="input" placeholder={placeholder} dir="auto" lang={lang} />
      )}
      <Hint>{hint}</Hint>
    </AriaTextField>
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
        <SelectValue dir="auto">
          {({ selectedText }) => selectedText || (options.find((option) => option.id === value)?.label ?? value)}
        </SelectValue>
        <ChevronDown aria-hidden />
      </AriaButton>
      <Hint>{hint}</Hint>
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
            <Text slot="label" dir="auto">
              {option.label}
            </Text>
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

/** The entry that stands for an empty choice. No id can be this one: it holds a space. */
const ALL = ' all';

/** Several of a list, as a select that stays open. Its first entry is what an empty choice means, ticked where nothing else is. */
export function ManyField({ label, value, onCommit, hint, hideLabel, options, emptyMeans, ...rest }: ManyFieldProps) {
  const named = options.filter((option) => value.includes(option.id)).map((option) => option.label);
  return (
    <AriaSelect
      {...rest}
      className="field"
      selectionMode="multiple"
      value={value.length === 0 ? [ALL] : value}
      onChange={(keys) => {
        const chosen = keys as string[];
        const isAllTicked = chosen.includes(ALL) && value.length > 0;
        const next = isAllTicked ? [] : inOrder(options, chosen);
        // Taking the tick from what an empty choice means changes nothing.
        if (next.length > 0 || value.length > 0) onCommit(next);
      }}
    >
      <Label className={labelClass(hideLabel)}>{label}</Label>
      <AriaButton className="input select-button">
        <SelectValue>{() => (named.length ? named.map(isolated).join(', ') : emptyMeans)}</SelectValue>
        <ChevronDown aria-hidden />
      </AriaButton>
      <Hint>{hint}</Hint>
      <Popover className="popover list-popover">
        <ListBox items={[{ id: ALL, label: emptyMeans }, ...options]}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

const inOrder = (options: Option[], ids: string[]) =>
  options.filter((option) => ids.includes(option.id)).map((option) => option.id);

/** Fields of several parts: in the person's way of writing dates, and with the keys that their parts do not tell of. */
function PersonalParts({ typing, children }: { typing: Typing<string | null>; children: ReactNode }) {
  return (
    <I18nProvider locale={locale}>
      <div
        role="presentation"
        className="typing-keys"
        onKeyDownCapture={(event) => {
          if ((event.target as Element).getAttribute('role') !== 'spinbutton') return;
          if (onTypingKey(event, typing) && event.key !== 'Enter') event.stopPropagation();
        }}
      >
        {children}
      </div>
    </I18nProvider>
  );
}

/** Of two digits, the year of this century is meant. */
const FIRST_CENTURY = 2000;

/** A calendar date, `YYYY-MM-DD` outside, typed or picked in the person's own format. */
export function DateField({ label, value, onCommit, hint, hideLabel, ...rest }: FieldProps<string>) {
  const [isOpen, setOpen] = useState(false);
  const [remark, setRemark] = useState('');
  const typing = useTyping<string | null>(value, (text) => {
    if (text === null) return false;
    const [year = '', ...monthAndDay] = text.split('-');
    const next = [String(Number(year) < 100 ? Number(year) + FIRST_CENTURY : year), ...monthAndDay].join('-');
    if (parseDay(next) === undefined || next < FIRST_DATE || next > LAST_DATE) {
      setRemark(t('field.dateLimits'));
      return false;
    }
    return next !== value && onCommit(next) !== false && { typed: next };
  });
  const { typed } = typing;
  return (
    <PersonalParts typing={typing}>
      <DatePicker
        {...rest}
        className="field"
        value={typed === null || typed === '' ? null : parseDate(typed)}
        onOpenChange={setOpen}
        onChange={(date) => {
          setRemark('');
          typing.type(date?.toString() ?? null);
          // A day picked in the calendar is meant at once; typed digits only when the person is done.
          if (isOpen) typing.commit();
        }}
        onBlur={typing.commit}
      >
        <Label className={labelClass(hideLabel)}>{label}</Label>
        <Group className="input date-input">
          <DateInput lang={locale} dir={direction}>
            {(segment) => <DateSegment segment={segment} className="date-segment figure" />}
          </DateInput>
          <AriaButton>
            <CalendarDays aria-hidden />
          </AriaButton>
        </Group>
        <Hint remark={remark}>{hint}</Hint>
        <Popover className="popover">
          <Dialog className="calendar-dialog">
            <Calendar minValue={parseDate(FIRST_DATE)} maxValue={parseDate(LAST_DATE)}>
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
    </PersonalParts>
  );
}

/** A wall time, `HH:MM` outside. */
export function TimeField({ label, value, onCommit, hint, hideLabel, ...rest }: FieldProps<string>) {
  const typing = useTyping<string | null>(
    value,
    (text) => text !== null && text !== value && onCommit(text) !== false && { typed: text },
  );
  const { typed } = typing;
  return (
    <PersonalParts typing={typing}>
      <AriaTimeField
        {...rest}
        className="field"
        value={typed === null ? null : parseTime(typed)}
        onChange={(time) => typing.type(time?.toString().slice(0, 5) ?? null)}
        onBlur={typing.commit}
      >
        <Label className={labelClass(hideLabel)}>{label}</Label>
        <DateInput className="input date-input" lang={locale} dir={direction}>
          {(segment) => <DateSegment segment={segment} className="date-segment figure" />}
        </DateInput>
        <Hint>{hint}</Hint>
      </AriaTimeField>
    </PersonalParts>
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
