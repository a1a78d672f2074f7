import { parseDate, parseTime } from '@internationalized/date';
import { CalendarDays, Check, ChevronDown, ChevronLeft, ChevronRight, X } from 'lucide-react';
import {
  useContext,
  useEffect,
  useMemo,
  useState,
  type ClipboardEvent,
  type ComponentProps,
  type ReactNode,
} from 'react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateFieldStateContext,
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
  TimeFieldStateContext,
} from 'react-aria-components';
import { closed, isolated } from '#campaign/bidi.ts';
import { LAST_DATE, parseDay } from '#campaign/calendar.ts';
import { direction, formatNumber, locale } from '../locale.ts';
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

/**
 * The line under a field; a remark on what was typed takes its place and is read out. It is there from the start, since a field is
 * described only by what it is born with.
 */
export function Hint({ remark = '', children }: { remark?: string; children?: ReactNode }) {
  return (
    <Text slot="description" className="field-hint" role={remark ? 'alert' : undefined}>
      {remark || children}
    </Text>
  );
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
  const typing = useTyping(label, value, (text, say) => {
    // Marks of direction that were pasted along and never closed would turn whatever stands beside the text.
    const next = closed(lines ? text : text.trim());
    if (required && next.trim() === '') return say(t('field.required', { label }));
    return next !== value && onCommit(next) !== false && { typed: next };
  });
  const { typed } = typing;
  const onPaste = ({ currentTarget, clipboardData }: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd, value: old } = currentTarget;
    const pasted = clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
    const over = old.length - ((selectionEnd ?? 0) - (selectionStart ?? 0)) + pasted.length - (maxLength ?? Infinity);
    if (over <= 0) return;
    // Once the text is in, which takes the last remark away.
    const words = { label, most: formatNumber(maxLength!), count: over };
    setTimeout(() => typing.say(t('field.cut', words)));
  };
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
        <AriaTextArea {...{ placeholder, lang, onPaste }} className="input" rows={lines} dir="auto" />
      ) : (
        <Input {...{ placeholder, lang, onPaste }} className="input" dir="auto" />
      )}
      <Hint remark={typing.remark}>{hint}</Hint>
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
function PersonalParts({ typing, children }: { typing: Typing<string>; children: ReactNode }) {
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

/**
 * What is typed in parts is a text, empty where every part is, and marked where some are: behind the mark stands what was whole last, which
 * the field goes on to hold.
 */
const HALF = 'half ';
const isHalf = (typed: string) => typed === '' || typed.startsWith(HALF);
const wholeOf = (typed: string) => (typed.startsWith(HALF) ? typed.slice(HALF.length) : typed);

/** The value that a field of parts holds, a new one only where it is to be shown anew: that throws away what is half typed. */
function useWhole<V>({ typed, round }: Typing<string>, parse: (text: string) => V): V | null {
  const whole = wholeOf(typed);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => (whole === '' ? null : parse(whole)), [whole, round, parse]);
}

interface PartProps {
  segment: ComponentProps<typeof DateSegment>['segment'];
  typing: Typing<string>;
}

/** A part, which tells when it is emptied: the field itself tells only of whole dates and times. */
function Part({ segment, typing: { typed, type } }: PartProps) {
  const { isPlaceholder } = segment;
  const date = useContext(DateFieldStateContext);
  const time = useContext(TimeFieldStateContext);
  const lacks = (date ?? time)!.segments.some((part) => part.isPlaceholder);
  useEffect(() => {
    if (isPlaceholder && !isHalf(typed)) type(HALF + typed);
    else if (!lacks && typed.startsWith(HALF)) type(wholeOf(typed));
  }, [isPlaceholder, lacks, typed, type]);
  return <DateSegment segment={segment} className="date-segment figure" />;
}

/** Of two digits, the year of this century is meant. */
const FIRST_CENTURY = 2000;

interface DateFieldProps extends FieldProps<string> {
  /** What speaks against a date that could be written, in a sentence. */
  objectTo?: (date: string) => string | undefined;
}

/** A calendar date, `YYYY-MM-DD` outside, typed or picked in the person's own format. */
export function DateField({ label, value, onCommit, hint, hideLabel, objectTo, ...rest }: DateFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const typing = useTyping(label, value, (text, say) => {
    if (isHalf(text)) return say(t('field.dateHalf', { label }));
    const [year = '', ...monthAndDay] = text.split('-');
    const next = [String(Number(year) < 100 ? Number(year) + FIRST_CENTURY : year), ...monthAndDay].join('-');
    if (parseDay(next) === undefined || next < FIRST_DATE || next > LAST_DATE)
      return say(t('field.dateLimits', { label }));
    const objection = objectTo?.(next);
    if (objection !== undefined) return say(objection);
    return next !== value && onCommit(next) !== false && { typed: next };
  });
  const whole = useWhole(typing, parseDate);
  return (
    <PersonalParts typing={typing}>
      <DatePicker
        {...rest}
        className="field"
        value={whole}
        onOpenChange={setOpen}
        onChange={(date) => {
          typing.type(date?.toString() ?? '');
          // A day picked in the calendar is meant at once; typed digits only when the person is done.
          if (isOpen) typing.commit();
        }}
        onBlur={typing.commit}
      >
        <Label className={labelClass(hideLabel)}>{label}</Label>
        <Group className="input date-input">
          <DateInput lang={locale} dir={direction}>
            {(segment) => <Part segment={segment} typing={typing} />}
          </DateInput>
          <AriaButton>
            <CalendarDays aria-hidden />
          </AriaButton>
        </Group>
        <Hint remark={typing.remark}>{hint}</Hint>
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
  const typing = useTyping(label, value, (text, say) => {
    if (isHalf(text)) return say(t('field.timeHalf', { label }));
    return text !== value && onCommit(text) !== false && { typed: text };
  });
  const whole = useWhole(typing, parseTime);
  return (
    <PersonalParts typing={typing}>
      <AriaTimeField
        {...rest}
        className="field"
        value={whole}
        onChange={(time) => typing.type(time?.toString().slice(0, 5) ?? '')}
        onBlur={typing.commit}
      >
        <Label className={labelClass(hideLabel)}>{label}</Label>
        <DateInput className="input date-input" lang={locale} dir={direction}>
          {(segment) => <Part segment={segment} typing={typing} />}
        </DateInput>
        <Hint remark={typing.remark}>{hint}</Hint>
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
