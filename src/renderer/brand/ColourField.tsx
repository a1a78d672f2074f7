import { useEffect, useRef, useState } from 'react';
import { TextField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { colourFrom } from './contrast.ts';

interface ColourFieldProps {
  label: string;
  value: string;
  onCommit: (colour: string) => void;
  /** Told of every colour that the picker passes over. */
  onTry: (colour: string) => void;
}

/** A colour, picked or written. While the picker is open colours are only shown; the one it closes with is kept. */
export function ColourField({ label, value, onCommit, onTry }: ColourFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  /** Counts what was written and not taken: each time the field begins anew with the colour that holds. */
  const [refused, setRefused] = useState({ count: 0, hadFocus: false });
  useEffect(() => {
    if (refused.hadFocus) whole.current?.querySelector<HTMLInputElement>('input:not([type="color"])')?.focus();
  }, [refused]);
  const write = (text: string) => {
    const colour = colourFrom(text);
    if (colour && colour !== value.toLowerCase()) return onCommit(colour);
    if (!colour) notify({ tone: 'problem', text: t('brand.hexBad', { text }) });
    const hadFocus = whole.current?.contains(document.activeElement) ?? false;
    setRefused({ count: refused.count + 1, hadFocus });
  };
  // React's own change event is the browser's “input”; the browser's “change” comes once, when the picker closes.
  useEffect(() => {
    const input = picker.current!;
    const onInput = () => onTry(input.value);
    const onChange = () => {
      if (input.value !== value.toLowerCase()) onCommit(input.value);
    };
    input.addEventListener('input', onInput);
    input.addEventListener('change', onChange);
    return () => {
      input.removeEventListener('input', onInput);
      input.removeEventListener('change', onChange);
    };
  });
  useEffect(() => {
    picker.current!.value = value;
  }, [value]);
  return (
    <div className="colour-field" ref={whole}>
      <input
        ref={picker}
        type="color"
        className="colour-picker"
        defaultValue={value}
        aria-label={t('brand.pick', { colour: label })}
      />
      <TextField
        key={refused.count}
        label={label}
        value={value.toUpperCase()}
        maxLength={9}
        required
        onCommit={write}
      />
    </div>
  );
}
