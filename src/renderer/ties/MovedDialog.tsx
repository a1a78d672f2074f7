import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { movedBetween, type Met, type Moved } from '#campaign/checks/moved.ts';
import { wayOut } from '#campaign/checks/wayOut.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { isRepeated } from '#campaign/sending.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { tieInWords } from '#language/ties.ts';
import { sayDay } from '../findings/findings.ts';
import { compareWith } from '../forecast/forecastState.ts';
import { GoalsBeforeAfter } from '../forecast/GoalsBeforeAfter.tsx';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { dayFormats, formatDate, formats } from '../locale.ts';
import type { Overlays } from '../navigation/overlay.ts';
import { execute } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { names, t } from '../text/text.ts';
import './movedDialog.css';

/** What moved along with an anchor: from where to where, what is in the way there, and what that does to the goals. */
export function MovedDialog({ before, itself, onClose }: Overlays['moved'] & { onClose: () => void }) {
  const campaign = useCampaign();
  const { moved, stayed } = useMemo(() => movedBetween(before, campaign, itself, sayDay), [before, campaign, itself]);
  useEffect(() => compareWith(before), [before]);
  const met = moved.reduce((sum, one) => sum + one.met.length, 0);
  return (
    <Dialog
      title={t('moved.title')}
      size="large"
      onClose={onClose}
      actions={
        <Button look="main" onPress={onClose}>
          {t('moved.done')}
        </Button>
      }
    >
      <div className="moved">
        {moved.length > 0 ? (
          <p role="status">
            {t('moved.lead', { count: moved.length })}{' '}
            {met > 0 ? t('moved.met', { count: met }) : t('moved.nothingMet')}
          </p>
        ) : null}
        <GoalsBeforeAfter campaign={campaign} />
        <MovedList title={t('moved.inTheWay')} campaign={campaign} moved={moved.filter((one) => one.met.length > 0)} />
        <MovedList title={t('moved.others')} campaign={campaign} moved={moved.filter((one) => one.met.length === 0)} />
        {stayed.length > 0 ? (
          <p className="soft">
            {t('moved.stayed', { count: stayed.length })} {names(stayed.map(({ name }) => name))}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

interface MovedListProps {
  title: string;
  campaign: Campaign;
  moved: readonly Moved[];
}

function MovedList({ title, campaign, moved }: MovedListProps) {
  if (moved.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="moved-list">
        {moved.map(({ touchpoint, from, met }) => (
          <li key={touchpoint.id} className={met.length > 0 ? 'moved-one moved-in-the-way' : 'moved-one'}>
            <div className="moved-what">
              <strong dir="auto">{touchpoint.name}</strong>
              <span className="moved-dates figure">
                {formatDate(from, 'weekdayDated')} <ArrowRight aria-label={t('moved.to')} />{' '}
                {formatDate(touchpoint.start, 'weekdayDated')}
              </span>
              {touchpoint.tie ? <span className="soft">{tieInWords(campaign, touchpoint.tie)}</span> : null}
            </div>
            {met.map((one) => (
              <MetLine key={keyOf(one)} campaign={campaign} touchpoint={touchpoint} met={one} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What comes in the quiet hours may be several sends, each with words or a time of its own. */
const keyOf = (met: Met): string => (met.kind === 'quietHours' ? `${met.kind} ${met.send ?? ''}` : met.kind);

interface MetLineProps {
  campaign: Campaign;
  touchpoint: Touchpoint;
  met: Met;
}

function MetLine({ campaign, touchpoint, met }: MetLineProps) {
  const solve = () => {
    keepFocus();
    const command = wayOut(campaign, touchpoint.id, met);
    if (command) execute(command);
    else notify({ tone: 'problem', text: met.kind === 'outside' ? t('moved.notLonger') : t('moved.noWayOut') });
  };
  return (
    <div className="moved-met">
      <span>
        <TriangleAlert aria-hidden /> {metInWords(met)}
      </span>
      <Button onPress={solve}>{wayOutInWords(campaign, touchpoint, met)}</Button>
    </div>
  );
}

/** A way out that was taken is gone: the next one has the focus then, or what closes the sheet. */
function keepFocus(): void {
  const sheet = document.activeElement?.closest('[role="dialog"]');
  const waysOut = () => [...(sheet?.querySelectorAll<HTMLElement>('.moved-met button') ?? [])];
  const at = waysOut().indexOf(document.activeElement as HTMLElement);
  setTimeout(() => {
    const left = waysOut();
    (left[Math.min(at, left.length - 1)] ?? sheet?.querySelector<HTMLElement>('.button-main'))?.focus();
  });
}

function wayOutInWords({ contact }: Campaign, touchpoint: Touchpoint, { kind }: Met): string {
  if (kind === 'quietHours') return t('moved.toQuietEnd', { time: formats.time(minuteOf(contact.quietUntil)) });
  if (kind === 'outside') return t('moved.lengthen');
  return kind === 'dayOff' && isRepeated(touchpoint) ? t('series.toWorkingDays') : t('moved.toFreeDay');
}

function metInWords(met: Met): string {
  if (met.kind === 'quietHours' || met.kind === 'outside') return met.sentence;
  const day = dayFormats.weekdayDated(met.day);
  if (met.kind === 'message') return t('moved.message', { day, name: met.other.name });
  const { resting, isForAll, names: called } = met.rest;
  const name = names(called);
  const segments = names(resting.map((segment) => segment.name));
  const first = isForAll
    ? t(name ? 'moved.dayOff.named' : 'moved.dayOff', { day, name })
    : t(name ? 'moved.dayOff.someNamed' : 'moved.dayOff.some', { day, name, segments });
  return met.count > 1 ? `${t('moved.sendsOff', { count: met.count })} ${first}` : first;
}
