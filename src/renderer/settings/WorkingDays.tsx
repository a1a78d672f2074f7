import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Calendar, Campaign } from '#campaign/document.ts';
import { weekendOf } from '#campaign/weekend.ts';
import { call, explain } from '../bridge/studio.ts';
import { RemoveFoot } from '../items/RemoveFoot.tsx';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Pictures } from '../kit/Pictures.tsx';
import { Row } from '../kit/Row.tsx';
import { Blank, Section } from '../kit/Screen.tsx';
import { execute } from '../session/session.ts';
import { newId, openId, stillOpen } from '../session/shown.ts';
import { useOpenRow } from '../session/useOpenRow.ts';
import { facts, names, t } from '../text/text.ts';
import { CalendarFields } from './CalendarFields.tsx';
import { addCalendarCommand, countryName, likelyCountry, yearsOf } from './holidays.ts';

/** The working calendars of the campaign: who works on which days. */
export function WorkingDays({ campaign }: { campaign: Campaign }) {
  const rows = useOpenRow('calendar');
  const [isAdding, setAdding] = useState(false);
  const { calendars } = campaign;
  const add = async () => {
    const open = openId();
    setAdding(true);
    const calendar = await newCalendar(campaign);
    setAdding(false);
    const now = stillOpen(open);
    if (calendar && now && execute(addCalendarCommand(now, calendar))) rows.openFresh(calendar.id);
  };
  const addButton = (
    <Button icon={<Plus aria-hidden />} isDisabled={isAdding} onPress={() => void add()}>
      {t('settings.addCalendar')}
    </Button>
  );
  return (
    <Section
      title={t('settings.workingDays')}
      hint={t('settings.workingDaysHint')}
      actions={calendars.length > 0 ? addButton : undefined}
    >
      {calendars.length === 0 ? (
        <Blank picture={<Pictures.Plan />} title={t('settings.noCalendars')} text={t('settings.noCalendarsText')}>
          {addButton}
        </Blank>
      ) : (
        <ul className="screen-rows">
          {calendars.map((calendar) => (
            <Row
              key={calendar.id}
              name={calendar.name}
              about={about(campaign, calendar)}
              isOpen={rows.open === calendar.id}
              isFresh={rows.fresh === calendar.id}
              onToggle={() => rows.toggle(calendar.id)}
            >
              <CalendarFields campaign={campaign} calendar={calendar} />
              <RemoveFoot
                label={t('settings.removeCalendar')}
                command={{ type: 'removeCalendar', id: calendar.id }}
                told={t('settings.calendarRemoved', { name: calendar.name })}
              />
            </Row>
          ))}
        </ul>
      )}
      <p className="field-hint">{t('settings.holidaysSource')}</p>
    </Section>
  );
}

/** Whom it is for, and how many days off it lists. */
function about({ segments }: Campaign, { id, daysOff }: Calendar): string {
  const whose = segments.flatMap(({ calendarId, name }) => (calendarId === id ? name : []));
  return facts(
    whose.length > 0 ? names(whose) : t('settings.calendarOfNobody'),
    t('settings.daysOffCount', { count: daysOff.length }),
  );
}

/** A calendar for the country that is most likely meant, with its holidays; null where they could not be read. */
async function newCalendar(campaign: Campaign): Promise<Calendar | null> {
  const country = likelyCountry(campaign);
  const years = yearsOf(campaign);
  try {
    const { daysOff } = await call('holidays.list', { country, ...years });
    const weekend = [...weekendOf(country)];
    return { id: newId('calendar'), name: countryName(country), country, weekend, daysOff, until: years.until };
  } catch (error) {
    notify({ tone: 'problem', text: explain(error) });
    return null;
  }
}
