import { useState } from 'react';
import { addDays, dayOf, formatDay } from '#campaign/calendar.ts';
import type { Output } from '#contract/contract.ts';
import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { SelectField } from '../kit/fields.tsx';
import { Section } from '../kit/Screen.tsx';
import { report } from '../library/campaigns.ts';
import { dayFormats, today } from '../locale.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { facts, names, t } from '../text/text.ts';
import type { OnCalendar } from './useCalendar.ts';

const WEEKS_LISTED = 8;
const HALF_A_YEAR = 182;

interface QuietWeekProps extends Pick<OnCalendar, 'plans' | 'audiences'> {
  onShow: (audience: string, monday: number) => void;
}

/** Ranks the weeks between two days for a shared audience, says why, and begins a campaign in one. */
export function QuietWeek({ plans, audiences, onShow }: QuietWeekProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [from, setFrom] = useState(() => formatDay(today()));
  const [until, setUntil] = useState(() => addDays(formatDay(today()), HALF_A_YEAR));
  const [found, setFound] = useState<Output<'calendar.quietWeeks'>['weeks'] | null>(null);
  const audience = audiences.find(({ id }) => id === chosen) ?? audiences[0];
  if (!audience)
    return (
      <Section title={t('calendar.quiet')} hint={t('calendar.quietNeeds')}>
        {null}
      </Section>
    );
  const find = async () => setFound((await call('calendar.quietWeeks', { audience: audience.id, from, until })).weeks);
  /** What was found is about what was asked then. */
  const asking =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      setFound(null);
    };
  const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? id;
  return (
    <Section title={t('calendar.quiet')} hint={t('calendar.quietHint')}>
      <div className="weeks-quiet">
        <SelectField
          label={t('calendar.quietFor')}
          value={audience.id}
          options={audiences.map(({ id, name }) => ({ id, label: name }))}
          onCommit={asking(setChosen)}
        />
        <DateField label={t('calendar.quietFrom')} value={from} onCommit={asking(setFrom)} />
        <DateField label={t('calendar.quietUntil')} value={until} onCommit={asking(setUntil)} />
        <Button look="main" onPress={() => report(find())}>
          {t('calendar.find')}
        </Button>
      </div>
      <div aria-live="polite">{found?.length === 0 ? <p className="soft">{t('calendar.quietNone')}</p> : null}</div>
      {found && found.length > 0 ? (
        <ol className="weeks-list" aria-label={t('calendar.quietFound')}>
          {found.slice(0, WEEKS_LISTED).map(({ monday, contacts, workingDays, events, plans: reaching }) => {
            const week = dayFormats.dated(dayOf(monday));
            return (
              <li key={monday}>
                <div>
                  <strong>{week}</strong>
                  <span className="soft">
                    {facts(
                      t('calendar.messages', { count: contacts }),
                      t('calendar.workingDays', { count: workingDays }),
                      reaching.length > 0
                        ? t('calendar.reachedBy', { plans: names(reaching.map(nameOf)) })
                        : t('calendar.reachedByNone'),
                      ...events,
                    )}
                  </span>
                </div>
                <div className="screen-actions">
                  <Button
                    aria-label={t('calendar.showNamed', { week })}
                    onPress={() => onShow(audience.id, dayOf(monday))}
                  >
                    {t('calendar.show')}
                  </Button>
                  <Button
                    aria-label={t('calendar.beginNamed', { week })}
                    onPress={() => openOverlay('newCampaign', { start: monday })}
                  >
                    {t('calendar.begin')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ol>
      ) : null}
    </Section>
  );
}
