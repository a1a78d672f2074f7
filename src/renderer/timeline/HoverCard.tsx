import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { atWork } from '#campaign/atWork.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { isRepeated } from '#campaign/sending.ts';
import { statusOf } from '#campaign/status.ts';
import { EffectText } from '../effects/EffectText.tsx';
import { tieInWords } from '#language/ties.ts';
import { useFindings } from '../findings/findings.ts';
import { itemById } from '../session/shown.ts';
import { useStatusDay } from '../session/today.ts';
import { formatNumber, formatTime } from '../locale.ts';
import { daysInWords } from '../items/words.ts';
import { countInWords, oftenInWords } from '../series/words.ts';
import { facts, names, t } from '../text/text.ts';
import { useViewport } from '../viewport/viewport.ts';
import { timesOfDay } from './localTimes.ts';
import './hoverCard.css';

/** Rests of the pointer and of the focus after which a card says all about itself. */
const REST_MILLISECONDS = 450;
/** The pointer may go over to what is shown. */
const LEAVE_MILLISECONDS = 200;
const GAP = 8;
const MOST_FINDINGS = 3;
const MOST_CLOCKS = 4;

interface Shown {
  id: string;
  box: DOMRect;
}

/** All about the card under the pointer, or with the keyboard's focus. Esc puts it away; it never takes the focus. */
export function HoverCard({ area, campaign }: { area: RefObject<HTMLElement | null>; campaign: Campaign }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const own = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = area.current!;
    let timer = 0;
    // What is carried says itself where it goes.
    const isCarrying = () => useViewport.getState().guide !== null;
    const later = (milliseconds: number, next: () => Shown | null) => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setShown(isCarrying() ? null : next()), milliseconds);
    };
    const about = (card: HTMLElement) => (): Shown | null =>
      card.isConnected ? { id: card.dataset['id']!, box: card.getBoundingClientRect() } : null;
    const cardAt = (target: EventTarget | null) =>
      (target as Element).closest<HTMLElement>('.card[data-kind="touchpoint"]');
    const over = (event: PointerEvent) => {
      if (event.pointerType === 'touch' || event.buttons !== 0) return;
      const card = cardAt(event.target);
      if (card) later(REST_MILLISECONDS, about(card));
      else later(LEAVE_MILLISECONDS, () => null);
    };
    const focus = (event: FocusEvent) => {
      const card = cardAt(event.target);
      if (card?.matches(':focus-visible')) later(REST_MILLISECONDS, about(card));
    };
    const away = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const leave = (event: PointerEvent) => {
      if (!own.current?.contains(event.relatedTarget as Node)) later(LEAVE_MILLISECONDS, () => null);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') away();
    };
    const leaving = new AbortController();
    const bound: [EventTarget, string, (event: never) => void][] = [
      [element, 'pointerover', over],
      [element, 'pointerleave', leave],
      [element, 'focusin', focus],
      [element, 'focusout', away],
      [element, 'scroll', away],
      [window, 'pointerdown', away],
      [window, 'keydown', key],
    ];
    for (const [target, type, listener] of bound)
      target.addEventListener(type, listener as EventListener, { signal: leaving.signal });
    const follow = useViewport.subscribe(() => isCarrying() && away());
    return () => {
      follow();
      clearTimeout(timer);
      leaving.abort();
    };
  }, [area]);

  // Below the card where there is room, else above it; never out of the window, nor over what stands above the timeline.
  useLayoutEffect(() => {
    const element = own.current;
    if (!element || !shown) return;
    const { box } = shown;
    const top = Math.max(GAP, area.current!.getBoundingClientRect().top);
    const bottom = window.innerHeight - GAP;
    element.style.maxHeight = `${bottom - top}px`;
    const { offsetWidth, offsetHeight } = element;
    const isBelow = box.bottom + GAP + offsetHeight <= bottom;
    const above = Math.max(top, box.top - GAP - offsetHeight);
    element.style.top = `${isBelow ? box.bottom + GAP : above}px`;
    element.style.left = `${Math.max(GAP, Math.min(box.left, window.innerWidth - offsetWidth - GAP))}px`;
  }, [shown, area]);

  const touchpoint = shown && itemById(campaign, 'touchpoint', shown.id);
  if (!touchpoint) return null;
  return (
    <div className="hover-card" ref={own} role="tooltip" onPointerLeave={() => setShown(null)}>
      <About campaign={campaign} id={touchpoint.id} />
    </div>
  );
}

function About({ campaign, id }: { campaign: Campaign; id: string }) {
  const touchpoint = atWork(campaign, itemById(campaign, 'touchpoint', id)!);
  const findings = useFindings(campaign).filter(({ touchpointId }) => touchpointId === id);
  const { name, direction, channel, segments, message, owner } = touchpoint;
  const status = statusOf(touchpoint, useStatusDay());
  const audience =
    segments.length === 0
      ? t('timeline.hover.everyone')
      : names(campaign.segments.flatMap((segment) => (segments.includes(segment.id) ? segment.name : [])));
  const lane = campaign.lanes.find((candidate) => candidate.id === touchpoint.laneId)?.name ?? '';
  return (
    <>
      <strong dir="auto">{name}</strong>
      <p className="hover-card-kind">
        {t('timeline.hover.kind', {
          direction: t(`direction.${direction}`),
          channel: t(`channel.${channel}`),
          lane,
        })}
      </p>
      <p className="figure">
        {isRepeated(touchpoint)
          ? facts(daysInWords(campaign, touchpoint, 'weekdayDated'), oftenInWords(touchpoint), countInWords(touchpoint))
          : daysInWords(campaign, touchpoint, 'weekdayDated')}
      </p>
      {touchpoint.tie ? <p className="soft">{t('ties.hover', { tie: tieInWords(campaign, touchpoint.tie) })}</p> : null}
      <Times campaign={campaign} touchpoint={touchpoint} />
      <p className="soft" dir="auto">
        {audience}
      </p>
      {status || owner ? (
        <p>{facts(status && t(`status.${status}`), owner && t('timeline.hover.owner', { owner }))}</p>
      ) : null}
      {message.subject ? (
        <p className="soft" dir="auto">
          {message.subject}
        </p>
      ) : null}
      <EffectText id={id} />
      {findings.slice(0, MOST_FINDINGS).map(({ message: text, rule }) => (
        <p key={rule + text} className="hover-card-finding">
          {text}
        </p>
      ))}
      {findings.length > MOST_FINDINGS ? (
        <p className="soft">{t('timeline.hover.more', { count: formatNumber(findings.length - MOST_FINDINGS) })}</p>
      ) : null}
    </>
  );
}

/** The time of day, and what other clocks show then. */
function Times({ campaign, touchpoint }: { campaign: Campaign; touchpoint: Touchpoint }) {
  const times = useMemo(() => timesOfDay(campaign, touchpoint), [campaign, touchpoint]);
  if (!times) return null;
  const { minute, clock, others } = times;
  const isElsewhere = clock === 'segment' && minute !== undefined;
  const shown = others.slice(0, MOST_CLOCKS).map(({ minute: other, days, segments }) => {
    const day = days < 0 ? 'before' : days > 0 ? 'after' : 'same';
    const words = { time: formatTime(other), segments: names(segments.map(({ name }) => name)) };
    return t(isElsewhere ? `timeline.hover.there.${day}` : `timeline.hover.local.${day}`, words);
  });
  return (
    <>
      {minute === undefined ? null : (
        <p className="figure">{t(`timeline.hover.at.${clock}`, { time: formatTime(minute) })}</p>
      )}
      {shown.map((text) => (
        <p key={text} className="soft figure">
          {text}
        </p>
      ))}
      {others.length > MOST_CLOCKS ? (
        <p className="soft">{t('timeline.hover.moreClocks', { count: formatNumber(others.length - MOST_CLOCKS) })}</p>
      ) : null}
    </>
  );
}
