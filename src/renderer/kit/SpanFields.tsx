import { dayOf, lastDateOf, type Span } from '#campaign/calendar.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { formatDate } from '../locale.ts';
import { t } from '../text/text.ts';
import { DateField } from './DateFields.tsx';

interface SpanFieldsProps {
  span: Span;
  firstLabel: string;
  lastLabel: string;
  /** Answers false where the span is not taken. */
  onChange: (changes: Partial<Span>) => unknown;
}

/** First and last day. The first one moves the span, the last one makes it longer or shorter. */
export function SpanFields({ span, firstLabel, lastLabel, onChange }: SpanFieldsProps) {
  return (
    <>
      <DateField label={firstLabel} value={span.start} onCommit={(start) => onChange({ start })} />
      <DateField
        label={lastLabel}
        value={lastDateOf(span)}
        objectTo={(last) => againstLast(span.start, last)}
        onCommit={(last) => onChange({ days: dayOf(last) - dayOf(span.start) + 1 })}
      />
    </>
  );
}

/** What speaks against a last day: that it comes before the first, or years after it. */
export function againstLast(first: string, last: string): string | undefined {
  if (last < first) return t('field.lastEarly', { first: formatDate(first, 'dated') });
  return dayOf(last) - dayOf(first) < MOST_DAYS ? undefined : t('field.spanLimits', { days: MOST_DAYS });
}
