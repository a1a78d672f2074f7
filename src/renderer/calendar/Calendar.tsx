import { ArrowLeft, CalendarPlus, ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { formatDay } from '#campaign/calendar.ts';
import type { AudienceShown, PlanShown } from '#contract/calendar.ts';
import { CHOSEN_KINDS } from '../intake/sortFiles.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { Pictures } from '../kit/Pictures.tsx';
import { Progress } from '../kit/Progress.tsx';
import { Blank } from '../kit/Screen.tsx';
import { today } from '../locale.ts';
import { LIBRARY } from '../navigation/address.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { go } from '../navigation/useAddress.ts';
import { t } from '../text/text.ts';
import { addPlans, stopReading, useReading } from './addPlans.ts';
import { Audiences } from './Audiences.tsx';
import { focusCell, Grid } from './Grid.tsx';
import { OtherPlans } from './OtherPlans.tsx';
import { QuietWeek } from './QuietWeek.tsx';
import { useCalendar, type OnCalendar } from './useCalendar.ts';
import { WeekPanel } from './WeekPanel.tsx';
import { dayIn, firstShown, inOrder, mondaysFrom, showing, WEEKS_SHOWN, WEEKS_TURNED } from './weeks.ts';
import './calendar.css';

/** All campaigns of the library and what other teams send, week by week on one calendar. */
export function Calendar() {
  const { calendar, problem, reload } = useCalendar();
  const reading = useReading((state) => state.reading);
  return (
    <main className="library">
      <div className="weeks-inside">
        <div className="library-head">
          <div>
            <Button look="quiet" icon={<ArrowLeft aria-hidden />} onPress={() => go(LIBRARY)}>
              {t('calendar.back')}
            </Button>
            <h1>{t('calendar.title')}</h1>
            <p className="soft">{t('calendar.lead')}</p>
          </div>
          <div className="screen-actions">
            <FileTrigger
              acceptedFileTypes={CHOSEN_KINDS}
              allowsMultiple
              onSelect={(files) => void addPlans([...(files ?? [])])}
            >
              <Button icon={<CalendarPlus aria-hidden />}>{t('calendar.add')}</Button>
            </FileTrigger>
          </div>
        </div>
        {reading ? (
          <div className="weeks-reading">
            <Progress share={reading.share} label={t('calendar.reading', { name: reading.name })} />
            <Button onPress={stopReading}>{t('calendar.stop')}</Button>
          </div>
        ) : null}
        {problem === null ? null : (
          <div className="library-problem" role="alert">
            <p>{t('calendar.failed', { reason: problem })}</p>
            <Button onPress={reload}>{t('library.again')}</Button>
          </div>
        )}
        {calendar === null ? null : calendar.plans.length === 0 ? (
          <div className="library-empty">
            <Blank picture={<Pictures.Plan />} title={t('calendar.empty')} text={t('calendar.emptyText')}>
              <Button look="main" icon={<Plus aria-hidden />} onPress={() => openOverlay('newCampaign')}>
                {t('library.new')}
              </Button>
            </Blank>
          </div>
        ) : (
          <Plans {...calendar} />
        )}
      </div>
    </main>
  );
}

const openAt = (plan: PlanShown, day: number | null) => {
  if (plan.other === null) go({ ...LIBRARY, campaign: plan.id, day: day === null ? null : formatDay(day) });
};

function Plans({ plans: all, audiences, proposed }: OnCalendar) {
  const plans = useMemo(() => inOrder(all), [all]);
  const day = today();
  const [first, setFirst] = useState(() => firstShown(all, day));
  const mondays = useMemo(() => mondaysFrom(first), [first]);
  const [opened, setOpened] = useState<{ audience: string; monday: number } | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  /** The cell that gets the focus once its week is shown. */
  const [wanted, setWanted] = useState<{ audience: string; monday: number } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const row = audiences.findIndex(({ id }) => id === wanted.audience);
    focusCell(frame.current!, row, mondays.indexOf(wanted.monday) + 1);
    // Only for what was asked for: what happens to the audiences afterwards moves no focus.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted]);

  const onPlan = useCallback((plan: PlanShown, monday: number | null) => {
    if (plan.problem === null) openAt(plan, monday === null ? null : dayIn(plan, monday));
  }, []);
  const onAudience = useCallback(
    (audience: AudienceShown, monday: number) => setOpened({ audience: audience.id, monday }),
    [],
  );
  const turn = (weeks: number) => setFirst((before) => before + 7 * weeks);
  function show(audience: string, monday: number): void {
    if (monday < first || monday >= first + 7 * WEEKS_SHOWN) setFirst(showing(monday));
    setWanted({ audience, monday });
  }
  const openedAudience = audiences.find(({ id }) => id === opened?.audience);

  return (
    <>
      <div className="weeks-tools">
        <p className="soft" id="weeks-keys">
          {plans.length === 1 ? t('calendar.alone') : t('calendar.keys')}
        </p>
        <IconButton label={t('calendar.earlier')} onPress={() => turn(-WEEKS_TURNED)}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <Button onPress={() => setFirst(showing(day))}>{t('calendar.now')}</Button>
        <IconButton label={t('calendar.later')} onPress={() => turn(WEEKS_TURNED)}>
          <ChevronRight aria-hidden />
        </IconButton>
      </div>
      <div ref={frame}>
        <Grid
          plans={plans}
          audiences={audiences}
          mondays={mondays}
          today={day}
          onPlan={onPlan}
          onAudience={onAudience}
        />
      </div>
      <p className="faint">
        {t('calendar.legend.contacts')} {audiences.length > 0 ? t('calendar.legend.joint') : null}
      </p>
      {opened && openedAudience ? (
        <WeekPanel
          key={`${opened.audience} ${opened.monday}`}
          audience={openedAudience}
          monday={opened.monday}
          plans={plans}
          onGo={openAt}
          onClose={() => {
            setWanted({ ...opened });
            setOpened(null);
          }}
        />
      ) : null}
      <Audiences plans={plans} audiences={audiences} proposed={proposed} />
      <QuietWeek plans={plans} audiences={audiences} onShow={show} />
      <OtherPlans plans={plans} />
    </>
  );
}
