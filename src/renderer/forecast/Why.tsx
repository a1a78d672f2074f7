import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, Heading, Popover } from 'react-aria-components';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { ownDayOf } from '#campaign/rolling.ts';
import { daysOfWhy, driverText, toldOf, whoChanges, whySentence } from '#language/why.ts';
import type { Output } from '#contract/contract.ts';
import { isolated } from '#campaign/bidi.ts';
import { call, explain } from '../bridge/studio.ts';
import { Segmented } from '../kit/controls.tsx';
import { formatDate, formatNumber, formats } from '../locale.ts';
import { useSession } from '../session/session.ts';
import { names, t } from '../text/text.ts';
import './why.css';

type Why = Output<'forecast.why'>;
type Change = Why['changes'][number];

const COMPARED = ['bend', 'week', 'day'] as const;
type Compared = (typeof COMPARED)[number];
const DAYS_BEFORE = { week: 7, day: 1 } as const;

interface WhyPopoverProps {
  campaign: Campaign;
  date: string;
  segmentId: string | null;
  /** Whether the day is everyone's own, told by the date of who starts on the first day. */
  isOwn: boolean;
  /** What it points at. */
  anchor: HTMLElement;
  /** Tells the day with which it is compared, once it is known; null before the campaign begins. */
  onSince: (date: string | null) => void;
  onClose: () => void;
}

/** What brought the expected number of a day about, beside the chart's reading. */
export function WhyPopover({ campaign, date, segmentId, isOwn, anchor, onSince, onClose }: WhyPopoverProps) {
  const [compared, setCompared] = useState<Compared>('bend');
  const since = compared === 'bend' ? undefined : addDays(date, -DAYS_BEFORE[compared]);
  const { why, problem } = useWhy(date, since, segmentId, isOwn);
  const [active, aware] = why?.changes ?? [];
  const dayInWords = isOwn
    ? t('forecast.ownDay', { day: formatNumber(ownDayOf(campaign, date)) })
    : formatDate(date, 'medium');
  const from = why?.since ?? null;
  useEffect(() => onSince(from), [from, onSince]);
  return (
    <Popover
      className="popover why-popover"
      isOpen
      triggerRef={{ current: anchor }}
      placement="top"
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <Dialog className="why">
        <header className="why-head">
          <Heading slot="title">{t('forecast.why', { date: dayInWords })}</Heading>
          <Button aria-label={t('shell.close')} className="icon-button" onPress={onClose}>
            <X aria-hidden />
          </Button>
        </header>
        <Segmented
          label={t('forecast.whySince')}
          value={compared}
          options={COMPARED.map((id) => ({ id, label: t(`forecast.whySince.${id}`) }))}
          onChange={setCompared}
        />
        <div aria-live="polite">
          {problem !== null ? (
            <p className="soft">{problem}</p>
          ) : why && active && aware ? (
            <>
              <p className="why-sentence">{sentence(campaign, why, active)}</p>
              <Parts campaign={campaign} change={active} />
              <p className="why-beside soft">{sentence(campaign, why, aware)}</p>
              <p className="faint">{t('forecast.whyNote')}</p>
              {campaign.decisions.length > 0 ? <p className="faint">{t('decisions.expectedWay')}</p> : null}
              {why.reason === 'teams' ? <p className="faint">{t('forecast.whyTeams')}</p> : null}
            </>
          ) : (
            <p className="soft">{t('forecast.whyComing')}</p>
          )}
        </div>
      </Dialog>
    </Popover>
  );
}

const sentence = ({ vocabulary }: Campaign, why: Why, change: Change): string =>
  whySentence(change, {
    ...daysOfWhy(why, formats, (iso) => formatDate(iso, 'medium')),
    vocabulary,
    formats,
    place: isolated,
  });

/** The parts of a change, the largest first, and what they come to. */
function Parts({ campaign: { vocabulary }, change }: { campaign: Campaign; change: Change }) {
  const { told, others } = toldOf(change.parts);
  const figure = (learners: number) => formats.signed(learners, change.digits);
  return (
    <table className="why-parts figure">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('forecast.whyPart')}</th>
          <th scope="col">{whoChanges(change.series, vocabulary)}</th>
        </tr>
      </thead>
      <tbody>
        {told.map((part) => (
          <tr key={`${part.driver} ${part.id}`}>
            <th scope="row" dir="auto">
              {driverText(part, vocabulary, isolated)}
              {part.names ? <span className="faint"> {names(part.names)}</span> : null}
            </th>
            <td>{figure(part.shown)}</td>
          </tr>
        ))}
        {others === 0 ? null : (
          <tr>
            <th scope="row">{t('forecast.whyOthers')}</th>
            <td>{figure(others)}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('forecast.whyTogether')}</th>
          <td>{figure(change.shown.change)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Asks for it of what is stored; a plan that changes meanwhile is asked about anew. */
function useWhy(
  date: string,
  since: string | undefined,
  segmentId: string | null,
  byOwnDay: boolean,
): { why: Why | null; problem: string | null } {
  const id = useSession(({ open }) => open?.id ?? '');
  const revision = useSession(({ open }) => open?.revision ?? 0);
  const [answer, setAnswer] = useState<{ why: Why | null; problem: string | null }>({ why: null, problem: null });
  useEffect(() => {
    let isWanted = true;
    setAnswer({ why: null, problem: null });
    const about = {
      date,
      ...(since === undefined ? {} : { since }),
      ...(segmentId === null ? {} : { segmentId }),
      ...(byOwnDay ? { byOwnDay } : {}),
    };
    call('forecast.why', { id, revision, ...about }).then(
      (why) => isWanted && setAnswer({ why, problem: null }),
      (error: unknown) => isWanted && setAnswer({ why: null, problem: explain(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [id, revision, date, since, segmentId, byOwnDay]);
  return answer;
}
