import { useEffect, useState } from 'react';
import { DAY_MILLISECONDS, dayOf } from '#campaign/calendar.ts';
import type { JournalLine } from '#contract/publish.ts';
import { Section } from '../kit/Screen.tsx';
import { today } from '../locale.ts';
import { useCampaign } from '../session/shown.ts';
import { StateMark } from '../standing/StateMark.tsx';
import type { ShownState } from '../standing/standing.ts';
import { facts, t } from '../text/text.ts';
import { listProgress, whenOf } from './MessageCells.tsx';
import { useJournal } from './useJournal.ts';

const MOST_ASKED = 5000;
const MOST_SHOWN = 100;
const MINUTE_MILLISECONDS = 60_000;

/** What was approved and happens today, and in the seven days after. */
export function GoingOut({ id }: { id: string }) {
  const now = useMinute();
  const since = new Date(now - DAY_MILLISECONDS).toISOString();
  const until = new Date(now + 9 * DAY_MILLISECONDS).toISOString();
  const { lines, isHere } = useJournal({ id, from: since, until, most: MOST_ASKED });
  const soon = lines.filter(({ state }) => state !== 'withdrawn' && state !== 'superseded');
  const ahead = ({ timeZone, local }: JournalLine) => dayOf(local.slice(0, 10)) - today(timeZone);
  const sameDay = soon.filter((line) => ahead(line) === 0);
  const week = soon.filter((line) => ahead(line) > 0 && ahead(line) <= 7);
  if (!isHere || lines.length === 0) return null;
  return (
    <Section title={t('publishing.soon')} hint={t('publishing.soonHint')}>
      {sameDay.length + week.length === 0 ? <p className="soft">{t('publishing.soonNothing')}</p> : null}
      <Lines title={t('publishing.today')} lines={sameDay} isToday />
      <Lines title={t('publishing.thisWeek')} lines={week} />
    </Section>
  );
}

function Lines({ title, lines, isToday }: { title: string; lines: JournalLine[]; isToday?: boolean }) {
  const { segments } = useCampaign();
  const segmentName = (segment: string) => segments.find(({ id }) => id === segment)?.name ?? segment;
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="going-out-title">{title}</h3>
      <ul className="going-out">
        {lines.slice(0, MOST_SHOWN).map(({ key, state, local, name, segment, profile, timeZone, progress }) => (
          <li key={key}>
            <StateMark state={state as ShownState} />
            <span className="figure going-out-when">{isToday ? local.slice(11) : whenOf({ local })}</span>
            <span className="going-out-name" dir="auto">
              {name}
            </span>
            <span className="soft">
              {facts(
                t(`publishing.state.${state as ShownState}`),
                listProgress({ state, progress }),
                profile,
                segmentName(segment),
                timeZone,
              )}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > MOST_SHOWN ? (
        <p className="soft">{t('publishing.moreItems', { shown: MOST_SHOWN, total: lines.length })}</p>
      ) : null}
    </>
  );
}

/** The instant, by the minute. */
function useMinute(): number {
  const minute = () => Math.floor(Date.now() / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS;
  const [now, setNow] = useState(minute);
  useEffect(() => {
    const timer = setInterval(() => setNow(minute()), MINUTE_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
