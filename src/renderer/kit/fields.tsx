import { Check, ChevronDown, X } from 'lucide-react';
import type { ClipboardEvent, ReactNode } from 'react';
import {
  Button as AriaButton,
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
} from 'react-aria-components';
import { closed } from '#campaign/bidi.ts';
import { nameLine } from '#campaign/text.ts';
import { formatNumber } from '../locale.ts';
import { names, t } from '../text/text.ts';
import { Segmented } from './controls.tsx';
import { onTypingKey, useTyping } from './typing.ts';
import './fields.css';

/**
 * Fields of the design system. A field holds what is being typed and tells of it once, when the person leaves it or presses Enter:
 * one edit, one step to undo. How that is told, taken back and never lost stands in typing.ts.
 */

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
  /** It is not shown as it is typed, and is taken as it is. */
  isSecret?: boolean;
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
  isSecret,
  ...rest
}: TextFieldProps) {
  const typing = useTyping(label, value, (text, say) => {
    // What was pasted along unseen is not kept; marks of direction that are never closed would turn whatever stands beside the text.
    const next = isSecret ? text : lines ? closed(text) : nameLine(text).trim();
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
        <Input
          {...{ placeholder, lang, onPaste }}
          {...(isSecret && { type: 'password', autoComplete: 'off' })}
          className="input"
          dir="auto"
        />
      )}
      <Hint remark={typing.remark}>{hint}</Hint>
    </AriaTextField>
  );
}

export interface Option<T extends string = string> {
  id: T;
  label: string;
  description?: string;
  /** It is seen among the others, and cannot be chosen. */
  isDisabled?: boolean;
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

export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className="option" isDisabled={option.isDisabled ?? false}>
      {({ isSelected }) => (
        <>
          <Check aria-hidden className="option-check" data-shown={isSelected || undefined} />
          <span>
            <span dir="auto">{option.label}</span>
            {/* All that is seen of it is its name, for whoever says what they see. */}
            {option.description ? <span className="faint option-about"> {option.description}</span> : null}
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
  const named = value.flatMap((id) => options.find((option) => option.id === id)?.label ?? []);
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
        <SelectValue>{() => (named.length ? names(named) : emptyMeans)}</SelectValue>
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

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  options: Partial<Record<T, string>>;
  onChange: (value: T) => void;
}

/** One of a few, with its label above like a field. */
export function ChoiceField<T extends string>({ label, value, options, onChange }: ChoiceFieldProps<T>) {
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <Segmented
        label={label}
        value={value}
        options={(Object.keys(options) as T[]).map((id) => ({ id, label: options[id]! }))}
        onChange={onChange}
      />
    </div>
  );
}
