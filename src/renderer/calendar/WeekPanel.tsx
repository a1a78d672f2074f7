import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { AudienceShown, PlanShown } from '#contract/calendar.ts';
import type { Output } from '#contract/contract.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { dayFormats, formatNumber } from '../locale.ts';
import { facts, names, t } from '../text/text.ts';
import { dayIn } from './weeks.ts';

/** A file may hold thousands of entries for one week. */
const MOST_LISTED = 100;

interface WeekPanelProps {
  audience: AudienceShown;
  monday: number;
  plans: readonly PlanShown[];
  onGo: (plan: PlanShown, day: number) => void;
  onClose: () => void;
}

/** A date; of a rolling plan with the day that it is of who starts first. */
const sayDay = (day: number, plan: PlanShown | undefined): string =>
  facts(
    plan?.isRolling && t('timeline.ownDay', { day: formatNumber(day - dayOf(plan.start)) }),
    dayFormats.medium(day),
  );

/** What reaches a shared audience in one week: which messages of which plan. */
export function WeekPanel({ audience, monday, plans, onGo, onClose }: WeekPanelProps) {
  const [messages, setMessages] = useState<Output<'calendar.week'>['messages'] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opened it goes on reading here.
  useEffect(() => heading.current?.focus(), [audience.id, monday]);
  useEffect(() => {
    let isLeft = false;
    call('calendar.week', { audience: audience.id, monday: formatDay(monday) }).then(
      ({ messages: found }) => isLeft || setMessages(found),
      (error: unknown) => isLeft || setProblem(explain(error)),
    );
    return () => void (isLeft = true);
  }, [audience, monday]);
  const week = audience.weeks.find((one) => one.monday === formatDay(monday));
  const more = (messages?.length ?? 0) - MOST_LISTED;
  const planOf = (id: string) => plans.find((plan) => plan.id === id);
  return (
    <section className="screen-section weeks-week" aria-labelledby="weeks-week">
      <header className="screen-section-head">
        <div className="screen-words">
          <h2 id="weeks-week" ref={heading} tabIndex={-1}>
            {t('calendar.week', { audience: audience.name, week: dayFormats.dated(monday) })}
          </h2>
          <p className="soft">
            {t('calendar.weekSum', { count: week?.contacts ?? 0 })}{' '}
            {audience.cap === null ? t('calendar.weekNoCap') : t('calendar.weekCap', { cap: audience.cap })}
          </p>
        </div>
        <IconButton label={t('calendar.close')} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      {problem === null ? null : <p role="alert">{problem}</p>}
      {messages?.length === 0 ? <p className="soft">{t('calendar.weekNone')}</p> : null}
      <ul className="weeks-list">
        {messages?.slice(0, MOST_LISTED).map(({ plan: id, touchpoint, days, laterDays, isContact }) => {
          const plan = planOf(id);
          const first = dayOf((days[0] ?? laterDays[0])!);
          return (
            <li key={`${id} ${touchpoint.id}`}>
              <div>
                <strong dir="auto">{touchpoint.name}</strong>
                <span className="soft">
                  {facts(
                    plan?.name,
                    days.length > 0 && names(days.map((day) => sayDay(dayOf(day), plan))),
                    laterDays.length > 0 &&
                      t('calendar.laterDays', { days: names(laterDays.map((day) => dayFormats.medium(dayOf(day)))) }),
                    !isContact && t('calendar.notCounted'),
                  )}
                </span>
              </div>
              {plan && plan.other === null ? (
                <Button
                  aria-label={t('calendar.goToNamed', { name: plan.name, day: dayFormats.dated(first) })}
                  onPress={() => onGo(plan, days.length > 0 ? first : dayIn(plan, first))}
                >
                  {t('calendar.goTo')}
                </Button>
              ) : null}
            </li>
          );
        })}
        {more > 0 ? <li className="soft">{t('calendar.moreMessages', { count: more })}</li> : null}
      </ul>
    </section>
  );
}
