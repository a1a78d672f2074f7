import { memo } from 'react';
import type { Campaign } from '#campaign/document.ts';
import type { Selection } from '../session/session.ts';
import { t } from '../text/text.ts';
import type { Scale } from '../viewport/viewport.ts';
import { Axis } from './Axis.tsx';
import { Marks, marksHeight, PhaseBands, type MarkRows } from './Bands.tsx';
import type { Place } from './items.ts';
import { AXIS_HEIGHT, PHASE_HEIGHT } from './useWorld.ts';

interface HeadProps {
  campaign: Campaign;
  scale: Scale;
  /** Days in view, half-open. */
  from: number;
  until: number;
  today: number;
  marks: MarkRows;
  selection: Selection | null;
  tabStop: Place | null;
}

export const headHeightOf = (marks: MarkRows) => AXIS_HEIGHT + PHASE_HEIGHT + marksHeight(marks.count);

/** What stays above the lanes: the axis, the phases, events and goals. */
export const Head = memo(function Head({ campaign, scale, from, until, today, marks, selection, tabStop }: HeadProps) {
  const bands = { campaign, scale, selection, focused: tabStop };
  return (
    <div className="head" style={{ height: headHeightOf(marks) }}>
      <Axis scale={scale} from={from} until={until} today={today} />
      <div className="band-row" style={{ top: AXIS_HEIGHT, height: PHASE_HEIGHT }}>
        <div className="row-label">{t('timeline.phases')}</div>
        <PhaseBands {...bands} />
      </div>
      <div
        className="band-row band-row-marks"
        style={{ top: AXIS_HEIGHT + PHASE_HEIGHT, height: marksHeight(marks.count) }}
      >
        <div className="row-label">{t('timeline.marks')}</div>
        <Marks {...bands} rows={marks.rows} areSigns={marks.areSigns} />
      </div>
    </div>
  );
});
