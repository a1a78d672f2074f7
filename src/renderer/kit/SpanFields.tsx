import { addDays, dayOf, lastDateOf, type Span } from '#campaign/calendar.ts';
import { DateField } from './fields.tsx';

interface SpanFieldsProps {
  span: Span;
  firstLabel: string;
  lastLabel: string;
  onChange: (changes: Partial<Span>) => void;
}

/** First and last day. The first one moves the span; a last day before the first takes the first along. */
export function SpanFields({ span, firstLabel, lastLabel, onChange }: SpanFieldsProps) {
  return (
    <>
      <DateField label={firstLabel} value={span.start} onCommit={(start) => onChange({ start })} />
      <DateField
        label={lastLabel}
        value={lastDateOf(span)}
        onCommit={(last) => {
          const days = dayOf(last) - dayOf(span.start) + 1;
          onChange(days >= 1 ? { days } : { start: addDays(last, 1 - span.days) });
        }}
      />
    </>
  );
}
