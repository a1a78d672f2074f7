import { Plus, RefreshCw, X } from 'lucide-react';
import { useState } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import type { Calendar, Campaign } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { weekdayName } from '#language/rhythm.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { ManyField, SelectField, SwitchField, TextField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { dayFormats, formats } from '../locale.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute } from '../session/session.ts';
import { openId, stillOpen } from '../session/shown.ts';
import { t } from '../text/text.ts';
import {
  countryName,
  ofNoCountry,
  segmentsCommand,
  withCompanyDay,
  withHolidays,
  yearsOf,
  type Country,
} from './holidays.ts';
import { useCountries } from './useCountries.ts';
import './calendarFields.css';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
/** Stand for no country and for no region. No id can be these: they hold a space. */
const NO_COUNTRY = ' none';
const WHOLE_COUNTRY = ' whole';

interface CalendarFieldsProps {
  campaign: Campaign;
  calendar: Calendar;
}

/** Every field of a working calendar; each change is one step. */
export function CalendarFields({ campaign, calendar }: CalendarFieldsProps) {
  const { id, name, country, region, weekend } = calendar;
  const countries = useCountries();
  const edit = (changes: Changes) => execute({ type: 'editCalendar', id, changes });
  const take = (place: Place) => void takeHolidays(campaign, calendar, place);
  return (
    <>
      <div className="screen-fields">
        <TextField
          label={t('settings.name')}
          value={name}
          required
          maxLength={LONGEST_NAME}
          onCommit={(next) => edit({ name: next })}
        />
        <ManyField
          label={t('settings.calendarSegments')}
          value={campaign.segments.flatMap((segment) => (segment.calendarId === id ? segment.id : []))}
          options={campaign.segments.map((segment) => ({ id: segment.id, label: segment.name }))}
          emptyMeans={t('settings.calendarOfNobody')}
          onCommit={(chosen) => execute(segmentsCommand(campaign, id, chosen))}
        />
        <ManyField
          label={t('settings.weekend')}
          value={weekend.map(String)}
          options={WEEK.map((day) => ({ id: String(day), label: weekdayName(day, formats) }))}
          emptyMeans={t('settings.noWeekend')}
          onCommit={(days) => edit({ weekend: days.map(Number) })}
        />
        <SelectField
          label={t('settings.country')}
          value={country ?? NO_COUNTRY}
          options={countryOptions(countries, country)}
          hint={t('settings.countryHint')}
          onCommit={(chosen) =>
            chosen === NO_COUNTRY
              ? leaveCountry(calendar)
              : take({ country: chosen, weekend: countries.find((one) => one.country === chosen)?.weekend })
          }
        />
        {country === undefined ? null : (
          <SelectField
            label={t('settings.region')}
            value={region ?? WHOLE_COUNTRY}
            options={regionOptions(countries, country, region)}
            onCommit={(chosen) => take(chosen === WHOLE_COUNTRY ? { country } : { country, region: chosen })}
          />
        )}
      </div>
      <DaysOff campaign={campaign} calendar={calendar} onRead={country === undefined ? null : take} />
      <DaysWorked calendar={calendar} first={campaign.start} onEdit={edit} />
    </>
  );
}

type Changes = Extract<SimpleCommand, { type: 'editCalendar' }>['changes'];

interface Place {
  country: string;
  region?: string;
  /** Taken over where another country is chosen. */
  weekend?: number[] | undefined;
}

/** Reads the holidays of a place into a calendar as it is by then; those that were taken out by hand come back. */
async function takeHolidays(campaign: Campaign, { id }: Calendar, { weekend, ...place }: Place): Promise<void> {
  const years = yearsOf(campaign);
  const open = openId();
  try {
    const { daysOff } = await call('holidays.list', { ...place, ...years });
    const calendar = stillOpen(open)?.calendars.find((one) => one.id === id);
    if (!calendar) return;
    const changes: Changes = {
      country: place.country,
      region: place.region ?? null,
      until: years.until,
      daysOff: withHolidays(calendar.daysOff, daysOff),
      ...(weekend && { weekend }),
      ...(weekend && calendar.name === countryName(calendar.country ?? '') && { name: countryName(place.country) }),
    };
    execute({ type: 'editCalendar', id, changes });
  } catch (error) {
    notify({ tone: 'problem', text: explain(error) });
  }
}

/** Takes the holidays of a country out with it, and leaves the days off of the company; says how many, and offers them back. */
function leaveCountry({ id, daysOff }: Calendar): void {
  const changes = ofNoCountry({ daysOff });
  const count = daysOff.length - changes.daysOff.length;
  const command: SimpleCommand = { type: 'editCalendar', id, changes };
  if (count === 0) execute(command);
  else executeWithOffer(command, t('settings.holidaysLeft', { count }));
}

interface DaysOffProps extends CalendarFieldsProps {
  /** Reads the holidays anew; null where they are of no country. */
  onRead: ((place: Place) => void) | null;
}

function DaysOff({ campaign, calendar, onRead }: DaysOffProps) {
  const { id, country, region, daysOff, until } = calendar;
  const [date, setDate] = useState(campaign.start);
  const [name, setName] = useState(t('settings.companyDayName'));
  const [isForAll, setForAll] = useState(false);
  const others = campaign.calendars.length > 1;
  const add = () => {
    const meant = isForAll && others ? campaign.calendars : [calendar];
    const commands = meant.map((one): SimpleCommand => ({
      type: 'editCalendar',
      id: one.id,
      changes: { daysOff: withCompanyDay(one.daysOff, date, name) },
    }));
    execute(meant.length === 1 ? commands[0]! : { type: 'batch', action: 'addDayOff', commands });
  };
  const remove = (gone: string) =>
    execute({
      type: 'editCalendar',
      id,
      changes: { daysOff: daysOff.filter((day) => day.date !== gone) },
    });
  return (
    <section className="calendar-days" aria-label={t('settings.daysOff')}>
      <header className="calendar-days-head">
        <h3>{t('settings.daysOff')}</h3>
        {onRead === null ? null : (
          <>
            <span className="soft">
              {until ? t('settings.holidaysUntil', { date: dayFormats.dated(dayOf(until)) }) : ''}
            </span>
            <Button
              look="quiet"
              icon={<RefreshCw aria-hidden />}
              onPress={() => onRead(region === undefined ? { country: country! } : { country: country!, region })}
            >
              {t('settings.readHolidays')}
            </Button>
          </>
        )}
      </header>
      {daysOff.length === 0 ? <p className="faint">{t('settings.noDaysOff')}</p> : null}
      <ul className="calendar-days-list">
        {daysOff.map((day) => (
          <li key={day.date}>
            <span className="figure">{dayFormats.weekdayDated(dayOf(day.date))}</span>
            <bdi>{day.name}</bdi>
            {day.company ? <span className="soft">{t('settings.companyDay')}</span> : null}
            <IconButton
              label={t('settings.removeDayOff', { name: day.name, date: dayFormats.dated(dayOf(day.date)) })}
              onPress={() => remove(day.date)}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="calendar-days-add">
        <DateField label={t('settings.dayOffDate')} value={date} onCommit={setDate} />
        <TextField label={t('settings.dayOffName')} value={name} required maxLength={LONGEST_NAME} onCommit={setName} />
        {others ? <SwitchField label={t('settings.inAllCalendars')} value={isForAll} onCommit={setForAll} /> : null}
        <Button icon={<Plus aria-hidden />} onPress={add}>
          {t('settings.addDayOff')}
        </Button>
      </div>
    </section>
  );
}

interface DaysWorkedProps {
  calendar: Calendar;
  /** The date that is proposed. */
  first: string;
  onEdit: (changes: Changes) => unknown;
}

/** Days that are worked although they would be off, such as a Saturday for a bridge day. */
function DaysWorked({ calendar, first, onEdit }: DaysWorkedProps) {
  const worked = calendar.workingDays ?? [];
  const [date, setDate] = useState(first);
  const set = (days: string[]) => onEdit({ workingDays: days.length > 0 ? days : null });
  return (
    <section className="calendar-days" aria-label={t('settings.daysWorked')}>
      <header className="calendar-days-head">
        <h3>{t('settings.daysWorked')}</h3>
        <span className="soft">{t('settings.daysWorkedHint')}</span>
      </header>
      {worked.length === 0 ? null : (
        <ul className="calendar-days-list">
          {worked.map((day) => (
            <li key={day}>
              <span className="figure">{dayFormats.weekdayDated(dayOf(day))}</span>
              <IconButton
                label={t('settings.removeDayWorked', { date: dayFormats.dated(dayOf(day)) })}
                onPress={() => set(worked.filter((other) => other !== day))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div className="calendar-days-add">
        <DateField label={t('settings.dayWorkedDate')} value={date} onCommit={setDate} />
        <Button icon={<Plus aria-hidden />} onPress={() => set([...new Set([...worked, date])].toSorted())}>
          {t('settings.addDayWorked')}
        </Button>
      </div>
    </section>
  );
}

/** All that are known, by name, and the one that is chosen. */
function countryOptions(countries: readonly Country[], chosen: string | undefined) {
  const codes = new Set([...countries.map(({ country }) => country), ...(chosen === undefined ? [] : [chosen])]);
  const named = [...codes].map((id) => ({ id, label: countryName(id) }));
  return [
    { id: NO_COUNTRY, label: t('settings.noCountry') },
    ...named.toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  ];
}

function regionOptions(countries: readonly Country[], country: string, chosen: string | undefined) {
  const regions = countries.find((one) => one.country === country)?.regions ?? [];
  const known = chosen === undefined || regions.some(({ region }) => region === chosen);
  return [
    { id: WHOLE_COUNTRY, label: t('settings.wholeCountry') },
    ...regions.map(({ region, name }) => ({ id: region, label: name })),
    ...(known ? [] : [{ id: chosen, label: chosen }]),
  ];
}
