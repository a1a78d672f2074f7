import { Button, Group, Input, Label, TextField } from 'react-aria-components';
import { formats, locale } from '../locale.ts';
import { t } from '../text/text.ts';
import { Hint, labelClass, type FieldProps } from './fields.tsx';
import { numberIn, withinLimits } from './number.ts';
import { onTypingKey, useTyping } from './typing.ts';

interface NumberFieldProps extends FieldProps<number> {
  /** Told when the person empties the field. Where it is given, NaN stands for an empty one. */
  onEmpty?: () => unknown;
  placeholder?: string;
  min?: number;
  max?: number;
  step?: number;
  format?: Intl.NumberFormatOptions;
}

/** A number, typed in any way of writing, or stepped by its buttons and the arrow keys. The wheel scrolls the page and nothing else. */
export function NumberField({
  label,
  value,
  onCommit,
  hint,
  hideLabel,
  min,
  max,
  step = 1,
  format,
  onEmpty,
  placeholder,
  ...rest
}: NumberFieldProps) {
  const isShare = format?.style === 'percent';
  const digits = isShare ? 3 : Math.max(decimalsOf(step), format?.maximumFractionDigits ?? 0);
  const write = (number: number) =>
    Number.isNaN(number) ? '' : formats.as(number, { maximumFractionDigits: isShare ? 1 : digits, ...format });
  const kept = (number: number) => withinLimits(number, { min, max, digits });

  const typing = useTyping(label, write(value), (text, say) => {
    if (text.trim() === '') {
      if (!onEmpty) return say(t('field.required', { label }));
      return onEmpty() !== false && { typed: '' };
    }
    const number = numberIn(text, locale);
    if (number === undefined) return say(t('field.noNumber', { text }));
    const wanted = isShare ? Number((number / 100).toFixed(10)) : number;
    const next = kept(wanted);
    if (next !== wanted) say(remarkOn(next));
    return next !== value && onCommit(next) !== false && { typed: write(next) };
  });
  const remarkOn = (next: number) =>
    next === max
      ? t('field.most', { label, number: write(next) })
      : next === min
        ? t('field.least', { label, number: write(next) })
        : t('field.rounded', { number: write(next) });
  const go = (by: number) => {
    const from = numberIn(typing.typed, locale);
    const start = from === undefined ? (min ?? 0) : isShare ? from / 100 : from;
    const next = kept(start + by * step);
    typing.type(write(next));
    typing.commit();
  };
  return (
    <TextField
      {...rest}
      className="field"
      value={typing.typed}
      onChange={typing.type}
      onBlur={typing.commit}
      onKeyDown={(event) => {
        if (onTypingKey(event, typing)) return;
        if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          go(event.key === 'ArrowUp' ? 1 : -1);
        } else event.continuePropagation();
      }}
    >
      <Label className={labelClass(hideLabel)}>{label}</Label>
      <Group className="input number-input">
        <Input className="figure" placeholder={placeholder} inputMode="decimal" />
        <Button excludeFromTabOrder aria-label={t('field.less', { label })} onPress={() => go(-1)}>
          −
        </Button>
        <Button excludeFromTabOrder aria-label={t('field.more', { label })} onPress={() => go(1)}>
          +
        </Button>
      </Group>
      <Hint remark={typing.remark}>{hint}</Hint>
    </TextField>
  );
}

const decimalsOf = (step: number) => (String(step).split('.')[1] ?? '').length;
