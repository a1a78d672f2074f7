import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { dayOf, formatDay, lastDateOf, partsOf, weekdayOf } from '#campaign/calendar.ts';
import { atWork } from '#campaign/atWork.ts';
import type { Command } from '#campaign/commands.ts';
import { CADENCES, type Touchpoint } from '#campaign/document.ts';
import { isSeries, ruleDays } from '#campaign/occurrences.ts';
import { hasWeekdays, ordinalOf, ORDINALS, weekdaysOf, type Ordinal } from '#campaign/rhythm.ts';
import { dayOfMonthCommand, daysForSends, weekdaysCommand } from '#campaign/series.ts';
import { sendsOffWork, skipDaysOffCommand, toWorkingDaysCommand } from '#campaign/sendsOffWork.ts';
import { ordinalName, weekdayName } from '#language/rhythm.ts';
import { capital } from '#language/vocabulary.ts';
import { Button } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { SelectField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { againstLast } from '../kit/SpanFields.tsx';
import { firstWeekday, formatDate, formatNumber, formats } from '../locale.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { SendList, type SendMenu } from './SendList.tsx';
import { ruleInWords } from './words.ts';
import './series.css';

/** As many sends as a field takes. */
const MOST_SENDS = 1000;
/** From the first day of the week of the locale on. */
const WEEK = Array.from({ length: 7 }, (_, index) => ((firstWeekday - 1 + index) % 7) + 1);
const DATE = 'date';
/** The ordinals in a month that are offered; the others are there where a series has them. */
const OFFERED: readonly Ordinal[] = [1, 2, 3, 4, -1];

/** How often a touchpoint is sent, on which days and how many times, in fields and in words, and each of its sends. */
export function SeriesFields({ touchpoint: given, menuOf }: { touchpoint: Touchpoint; menuOf: SendMenu }) {
  const touchpoint = atWork(useCampaign(), given);
  const { id, start, cadence } = touchpoint;
  const select = (
    <SelectField
      label={t('inspector.cadence')}
      value={cadence}
      options={CADENCES.map((each) => ({ id: each, label: t(`cadence.${each}`) }))}
      onCommit={(next) => execute({ type: 'editTouchpoint', id, changes: { cadence: next } })}
    />
  );
  if (!isSeries(touchpoint)) return select;
  const days = ruleDays(touchpoint);
  const last = days.length === 0 ? lastDateOf(touchpoint) : formatDay(days.at(-1)!);
  return (
    <>
      {select}
      {hasWeekdays(cadence) ? <WeekdayField touchpoint={touchpoint} /> : null}
      {cadence === 'monthly' ? <DayOfMonthFields touchpoint={touchpoint} /> : null}
      <div className="field-pair series-fields">
        <NumberField
          label={t('series.times')}
          value={days.length}
          min={1}
          max={MOST_SENDS}
          onCommit={(count) => execute({ type: 'resizeTouchpoint', id, start, days: daysForSends(touchpoint, count) })}
        />
        <DateField
          label={t('series.until')}
          value={last}
          objectTo={(day) => (day < start ? t('series.untilEarly') : againstLast(start, day))}
          onCommit={(day) => execute({ type: 'resizeTouchpoint', id, start, days: dayOf(day) - dayOf(start) + 1 })}
        />
      </div>
      <fieldset className="inspector-group">
        <legend>{t('series.title')}</legend>
        <p className="series-rule">{ruleInWords(touchpoint)}</p>
        <OnDaysOff touchpoint={given} />
        <SendList touchpoint={given} menuOf={menuOf} />
      </fieldset>
    </>
  );
}

/** That some of its sends are on days off of its people, with what takes them off; nothing where none is. */
function OnDaysOff({ touchpoint }: { touchpoint: Touchpoint }) {
  const campaign = useCampaign();
  const count = sendsOffWork(campaign, touchpoint).length;
  if (count === 0) return null;
  return (
    <div className="series-days-off">
      <p className="field-hint">{t('series.daysOff', { count })}</p>
      <div className="series-ways-out">
        <Button onPress={() => execute(toWorkingDaysCommand(campaign, touchpoint))}>{t('series.toWorkingDays')}</Button>
        <Button onPress={() => execute(skipDaysOffCommand(campaign, touchpoint))}>{t('series.skipDaysOff')}</Button>
      </div>
    </div>
  );
}

/** Does a change of the rule. Where the first send goes to another day with it, that is said, and offered back. */
function changeRule({ start }: Touchpoint, command: Command): void {
  const next = command.type === 'editTouchpoint' ? command.changes.start : undefined;
  if (next === undefined || next === start) execute(command);
  else executeWithOffer(command, t('series.firstMoved', { day: formatDate(next, 'full') }));
}

function WeekdayField({ touchpoint }: { touchpoint: Touchpoint }) {
  const chosen = weekdaysOf(touchpoint);
  return (
    <div className="field">
      <span className="field-label" id="series-weekdays">
        {t('series.weekdays')}
      </span>
      <ToggleButtonGroup
        aria-labelledby="series-weekdays"
        className="segmented weekdays"
        selectionMode="multiple"
        disallowEmptySelection
        selectedKeys={chosen}
        onSelectionChange={(keys) => {
          const weekdays = WEEK.filter((weekday) => keys.has(weekday));
          changeRule(touchpoint, weekdaysCommand(touchpoint, weekdays, firstWeekday));
        }}
      >
        {WEEK.map((weekday) => (
          <ToggleButton key={weekday} id={weekday} className="segment-option">
            <span aria-hidden>{weekdayName(weekday, formats, 'weekdayShort')}</span>
            <span className="visually-hidden">{weekdayName(weekday, formats)}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

function DayOfMonthFields({ touchpoint }: { touchpoint: Touchpoint }) {
  const first = dayOf(touchpoint.start);
  const weekday = weekdayOf(first);
  const ordinal = ordinalOf(touchpoint);
  const ordinals = ORDINALS.filter((each) => OFFERED.includes(each) || each === ordinal);
  return (
    <div className="field-pair">
      <SelectField
        label={t('series.dayOfMonth')}
        value={ordinal === undefined ? DATE : String(ordinal)}
        options={[
          { id: DATE, label: t('series.onDate', { date: formatNumber(partsOf(first).date) }) },
          ...ordinals.map((each) => ({ id: String(each), label: capital(ordinalName(each)) })),
        ]}
        onCommit={(chosen) => {
          const by = chosen === DATE ? DATE : { ordinal: Number(chosen) as Ordinal, weekday };
          changeRule(touchpoint, dayOfMonthCommand(touchpoint, by));
        }}
      />
      {ordinal === undefined ? null : (
        <SelectField
          label={t('series.weekday')}
          value={String(weekday)}
          options={WEEK.map((each) => ({ id: String(each), label: weekdayName(each, formats) }))}
          onCommit={(chosen) =>
            changeRule(touchpoint, dayOfMonthCommand(touchpoint, { ordinal, weekday: Number(chosen) }))
          }
        />
      )}
    </div>
  );
}
