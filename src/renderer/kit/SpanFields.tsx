import { addDays, dayOf, lastDateOf, type Span } from '#campaign/calendar.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { t } from '../text/text.ts';
import { DateField } from './DateFields.tsx';

interface SpanFieldsProps {
  span: Span;
  firstLabel: string;
  lastLabel: string;
  /** Answers false where the span is not taken. */
  onChange: (changes: Partial<Span>) => unknown;
}

/** First and last day. The first one moves the span; a last day before the first takes the first along. */
export function SpanFields({ span, firstLabel, lastLabel, onChange }: SpanFieldsProps) {
  return (
    <>
      <DateField label={firstLabel} value={span.start} onCommit={(start) => onChange({ start })} />
      <DateField
        label={lastLabel}
        value={lastDateOf(span)}
        objectTo={(last) => tooLong(span.start, last)}
        onCommit={(last) => {
          const days = dayOf(last) - dayOf(span.start) + 1;
          return onChange(days >= 1 ? { days } : { start: addDays(last, 1 - span.days) });
        }}
      />
    </>
  );
}

/** What speaks against a last day that is years away from the first. */
export const tooLong = (first: string, last: string): string | undefined =>
  dayOf(last) - dayOf(first) < MOST_DAYS ? undefined : t('field.spanLimits', { days: MOST_DAYS });
