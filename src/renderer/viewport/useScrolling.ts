import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { announce } from '../kit/notices.ts';
import { dayFormats } from '../locale.ts';
import { openDay } from '../navigation/day.ts';
import { useSession } from '../session/session.ts';
import { whenIdle } from '../kit/whenIdle.ts';
import { t } from '../text/text.ts';
import { keepViewport, keptViewport } from './keptViewport.ts';
import {
  afterResize,
  BEYOND,
  clampDay,
  dayAt,
  firstLook,
  forgetDrawn,
  fittingDay,
  GUTTER,
  isNearest,
  largestDay,
  leftOf,
  NO_PUSH,
  pushed,
  registerSteering,
  scaleOf,
  seenAt,
  type Steering,
  useViewport,
  worldWidth,
  zoomed,
  type Push,
  type Scale,
} from './viewport.ts';
import { bindZoom } from './zooming.ts';

/** Scrolling and zooming: what is in view, and which day stays where it is while the scale changes. */

/** Days shown before the campaign when it is shown whole. */
const LEAD_DAYS = 3;

/** Where what is selected begins, from the left edge of the calendar; none where that is not in view. */
function selectedAt(area: HTMLElement): number | undefined {
  const mark = area.querySelector('[data-kind][aria-pressed="true"]');
  const at = mark ? mark.getBoundingClientRect().left - area.getBoundingClientRect().left : 0;
  return at >= GUTTER && at < area.clientWidth ? at : undefined;
}

/** The width of a day at which a campaign opens: where the person left off, else the whole campaign where that is legible. */
function openingDay(campaign: Campaign, width: number): number {
  const kept = keptViewport(useSession.getState().open!.id);
  return kept ? clampDay(kept.pixelsPerDay) : firstLook(campaign, width);
}

/** The scale that the timeline is to be drawn at. Before it is there, that at which it will open, as far as its width can be told: thousands of cards are not laid out twice. */
export function useScale(campaign: Campaign): Scale {
  const pixelsPerDay = useViewport((state) => (state.drawn ? state.pixelsPerDay : openingDay(campaign, state.width)));
  const width = useViewport((state) => state.width);
  const { from, until } = scaleOf(campaign, pixelsPerDay, width);
  // The same one after an edit that leaves it as it is, so that whatever is drawn at it is not drawn anew.
  return useMemo(() => ({ from, until, pixelsPerDay }), [from, until, pixelsPerDay]);
}

/** Gives what is to be called when the timeline has scrolled or its size changed. */
export function useScrolling(
  scroller: RefObject<HTMLElement | null>,
  now: RefObject<{ scale: Scale; campaign: Campaign }>,
  scale: Scale,
): () => void {
  const anchor = useRef<{ day: number; clientX: number; top?: number } | null>(null);
  const before = useRef(scale);
  const isPlaced = useRef(false);
  /** The first look draws what is in view alone, to be there sooner; what lies around it follows. */
  const beyond = useRef(0);

  const measure = useCallback(() => {
    const area = scroller.current;
    if (!area) return;
    // Before the first look is taken, nothing is drawn: it would be drawn again at once.
    isPlaced.current ||= anchor.current === null;
    useViewport.setState(({ seen }) => ({
      scrollLeft: area.scrollLeft,
      width: area.clientWidth,
      seen: isPlaced.current ? seenAt(area, beyond.current, seen) : seen,
    }));
    const id = useSession.getState().open?.id;
    if (id !== undefined && !anchor.current) {
      const { from, pixelsPerDay } = now.current.scale;
      keepViewport(id, { pixelsPerDay, day: from + area.scrollLeft / pixelsPerDay, top: area.scrollTop });
    }
  }, [scroller, now]);

  // The first look is where the person left off, else the whole campaign where that is legible, from its first day.
  useLayoutEffect(() => {
    const area = scroller.current!;
    const { campaign } = now.current;
    const kept = keptViewport(useSession.getState().open!.id);
    anchor.current = { day: kept?.day ?? rangeOf(campaign).from - LEAD_DAYS, clientX: GUTTER, top: kept?.top ?? 0 };
    useViewport.setState({ pixelsPerDay: openingDay(campaign, area.clientWidth) });
    let fitted = area.clientWidth;
    const observer = new ResizeObserver(() => {
      const { pixelsPerDay } = useViewport.getState();
      const { clientWidth } = area;
      // Without a width it lies behind another pane.
      if (clientWidth > 0 && !area.querySelector('[data-dragging]')) {
        const fitting = afterResize(now.current.campaign, pixelsPerDay, fitted, clientWidth);
        fitted = clientWidth;
        if (fitting !== pixelsPerDay) {
          anchor.current = { day: rangeOf(now.current.campaign).from - LEAD_DAYS, clientX: GUTTER };
          useViewport.setState({ pixelsPerDay: fitting });
        }
      }
      measure();
    });
    observer.observe(area);
    return () => observer.disconnect();
  }, [scroller, now, measure]);

  useLayoutEffect(() => {
    const area = scroller.current!;
    if (anchor.current) {
      // The anchor holds until the zoom that it was set for is drawn.
      if (scale.pixelsPerDay === useViewport.getState().pixelsPerDay) {
        area.scrollLeft = leftOf(scale, anchor.current.day) - (anchor.current.clientX - GUTTER);
        if (anchor.current.top !== undefined) area.scrollTop = anchor.current.top;
        anchor.current = null;
      }
    } else if (before.current.from !== scale.from) {
      // The world grew to the left: what is in view stays in view.
      area.scrollLeft += (before.current.from - scale.from) * scale.pixelsPerDay;
    }
    before.current = scale;
    useViewport.setState({ drawn: scale });
    measure();
  }, [scroller, scale, measure]);
  useEffect(
    () =>
      whenIdle(() => {
        beyond.current = BEYOND;
        measure();
      }),
    [measure],
  );
  useEffect(() => forgetDrawn, []);

  // Around a point of the visible part (what is selected there by default, else its middle): the day there stays where it is.
  const zoomTo = useCallback(
    (wanted: number, at?: number) => {
      const area = scroller.current!;
      const clientX = at ?? selectedAt(area) ?? area.clientWidth / 2;
      const { from, pixelsPerDay } = now.current.scale;
      const next = clampDay(wanted, largestDay(now.current.scale));
      // What is being dragged was measured at this scale.
      if (next === pixelsPerDay || area.querySelector('[data-dragging]')) return;
      const day = from + (area.scrollLeft + clientX - GUTTER) / pixelsPerDay;
      anchor.current = { day, clientX };
      // What will be in view is told along with the scale, else the part that is in view now would be drawn at that scale first.
      const { scrollTop, clientWidth, clientHeight } = area;
      const zoomedScale = scaleOf(now.current.campaign, next, clientWidth);
      const most = GUTTER + worldWidth(zoomedScale) - clientWidth;
      const scrollLeft = Math.max(0, Math.min(leftOf(zoomedScale, day) - (clientX - GUTTER), most));
      useViewport.setState(({ seen }) => ({
        pixelsPerDay: next,
        seen: seenAt({ scrollLeft, scrollTop, clientWidth, clientHeight }, beyond.current, seen),
      }));
    },
    [scroller, now],
  );

  const showWhole = useCallback(() => {
    const area = scroller.current!;
    const { campaign, scale: current } = now.current;
    const first = rangeOf(campaign).from - LEAD_DAYS;
    const wanted = fittingDay(campaign, area.clientWidth);
    if (wanted === current.pixelsPerDay) area.scrollLeft = leftOf(current, first);
    else anchor.current = { day: first, clientX: GUTTER };
    useViewport.setState({ pixelsPerDay: wanted });
  }, [scroller, now]);

  // Before what is drawn is told: the tools ask then what can be done.
  useLayoutEffect(() => {
    const area = scroller.current!;
    const dayFrom = (left: number) => dayAt(now.current.scale, area.scrollLeft + Math.max(0, left));
    const middleDay = () => dayFrom((area.clientWidth - GUTTER) / 2);
    const openDayAloud = (day: number) => {
      openDay(day);
      announce(t('day.opened', { day: dayFormats.full(day) }));
    };
    let push: Push = NO_PUSH;
    const steering: Steering = {
      middleDay,
      isInView(day) {
        const left = leftOf(now.current.scale, day) - area.scrollLeft;
        return left >= 0 && left < area.clientWidth - GUTTER;
      },
      panBy(pixels) {
        area.scrollLeft += pixels;
      },
      zoomBy(factor, at) {
        const { scale: current } = now.current;
        if (factor < 1 || !isNearest(current.pixelsPerDay, largestDay(current)))
          return zoomTo(current.pixelsPerDay * factor, at);
        const next = pushed(push, factor, performance.now());
        push = next;
        if (next.opens) openDayAloud(dayFrom(at - GUTTER));
      },
      zoom(way) {
        if (way === 'whole') return showWhole();
        const { scale: current } = now.current;
        const next = zoomed(current.pixelsPerDay, way, largestDay(current));
        const selected = selectedAt(area);
        if (next === 'day')
          openDayAloud(selected === undefined ? middleDay() : dayAt(current, area.scrollLeft + selected - GUTTER));
        else zoomTo(next);
      },
      showDay(day) {
        const left = leftOf(now.current.scale, day) - area.scrollLeft;
        const room = area.clientWidth - GUTTER;
        if (left < 0 || left + now.current.scale.pixelsPerDay > room) area.scrollLeft += left - room / 2;
      },
    };
    const unregister = registerSteering(steering);
    const unbind = bindZoom(area, () => steering, { scrolls: true });
    return () => {
      unregister();
      unbind();
    };
  }, [scroller, now, zoomTo, showWhole]);

  return measure;
}
