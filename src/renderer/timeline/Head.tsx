import { memo, useMemo, type RefObject } from 'react';
import { dayOf, rangeOf, type Span } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { once } from '../kit/once.ts';
import type { Selection } from '../session/session.ts';
import { t } from '../text/text.ts';
import { leftOf, type Scale } from '../viewport/viewport.ts';
import { Axis } from './Axis.tsx';
import type { RestOn } from './restOn.ts';
import { MARK_HEIGHT, markTop, Marks, marksHeight, PHASE_BAND_TOP, PhaseBands, type MarkRows } from './Bands.tsx';
import { Handles, type Stretchable } from './Handles.tsx';
import type { Place } from '../items/place.ts';
import { AXIS_HEIGHT, PHASE_HEIGHT } from './useWorld.ts';

interface HeadProps {
  area: RefObject<HTMLElement | null>;
  campaign: Campaign;
  scale: Scale;
  now: number;
  marks: MarkRows;
  selection: Selection | null;
  tabStop: Place | null;
  restOn: RestOn | null;
}

export const headHeightOf = (marks: MarkRows) => AXIS_HEIGHT + PHASE_HEIGHT + marksHeight(marks.count);

/** What stays above the lanes: the axis, the phases, events and goals. */
export const Head = memo(function Head({ area, campaign, scale, now, restOn, marks, selection, tabStop }: HeadProps) {
  const bands = { campaign, scale, selection, focused: tabStop };
  const ends = useMemo(() => once(() => endsOf(campaign, scale, marks)), [campaign, scale, marks]);
  const isOwn = hasOwnDays(campaign);
  return (
    <div className="head" style={{ height: headHeightOf(marks) }}>
      {isOwn ? (
        <div className="axis-names">
          <span>{t('timeline.axis.first')}</span>
          <span>{t('timeline.axis.own')}</span>
        </div>
      ) : null}
      <Axis scale={scale} now={now} restOn={restOn} ownFrom={isOwn ? dayOf(campaign.start) : null} />
      <div className="band-row" style={{ top: AXIS_HEIGHT, height: PHASE_HEIGHT }}>
        <div className="row-label">{t('timeline.phases')}</div>
        <PhaseBands {...bands} />
      </div>
      <div
        className="band-row band-row-marks"
        style={{ top: AXIS_HEIGHT + PHASE_HEIGHT, height: marksHeight(marks.count) }}
      >
        <div className="row-label">{t('timeline.marks')}</div>
        <Marks {...bands} marks={marks} />
      </div>
      <Handles area={area} within=".head" boxes={ends} />
    </div>
  );
});

/** What has ends to be pulled: phases and events. */
function endsOf(campaign: Campaign, scale: Scale, marks: MarkRows): Stretchable[] {
  const across = (span: Span) => {
    const { from: first, until: end } = rangeOf(span);
    return { left: leftOf(scale, first), width: (end - first) * scale.pixelsPerDay };
  };
  return [
    ...campaign.phases.map((phase): Stretchable => {
      const box = { top: AXIS_HEIGHT + PHASE_BAND_TOP, height: PHASE_HEIGHT - 2 * PHASE_BAND_TOP };
      return { kind: 'phase', id: phase.id, ...across(phase), ...box };
    }),
    ...campaign.events.map((event): Stretchable => {
      const box = { top: AXIS_HEIGHT + PHASE_HEIGHT + markTop(marks.rows, 'event', event.id), height: MARK_HEIGHT };
      return { kind: 'event', id: event.id, ...across(event), ...box };
    }),
  ];
}
