import { parseDate, parseTime } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useContext, useEffect, useMemo, useState, type ComponentProps, type ReactNode } from 'react';
import {
  Button,
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
  Label,
  Popover,
  TimeField as AriaTimeField,
  TimeFieldStateContext,
} from 'react-aria-components';
import { LAST_DATE, parseDay } from '#campaign/calendar.ts';
import { direction, locale } from '../locale.ts';
import { t } from '../text/text.ts';
import { Hint, labelClass, type FieldProps } from './fields.tsx';
import { onTypingKey, useTyping, type Typing } from './typing.ts';

/** Dates and times, which are typed part by part. */

const FIRST_DATE = '1970-01-01';

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
          <Button>
            <CalendarDays aria-hidden />
          </Button>
        </Group>
        <Hint remark={typing.remark}>{hint}</Hint>
        <Popover className="popover">
          <Dialog className="calendar-dialog">
            <Calendar minValue={parseDate(FIRST_DATE)} maxValue={parseDate(LAST_DATE)}>
              <header>
                <Button slot="previous">
                  <ChevronLeft aria-hidden />
                </Button>
                <Heading />
                <Button slot="next">
                  <ChevronRight aria-hidden />
                </Button>
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
