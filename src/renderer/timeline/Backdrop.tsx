import { memo } from 'react';
import type { ContactRules } from '#campaign/document.ts';
import { quietSpans } from '#campaign/quiet.ts';
import { days } from '#drawing/ticks.ts';
import { hasDaysOff, type RestOn } from './restOn.ts';
import { isDayOff } from '../locale.ts';
import { daysIn, GUTTER, hasHours, leftOf, useSeen, worldWidth, type Scale } from '../viewport/viewport.ts';

/** What lies behind the lanes. */

interface DaysOffProps {
  scale: Scale;
  top: number;
  /** Who rests on a day; null where the plan has no working calendars, so that the person's own weekend is shaded. */
  restOn: RestOn | null;
}

/** Shading of days off, drawn once for all lanes; single days where there is room. Striped where only some rest. */
export const DaysOff = memo(function DaysOff({ scale, top, restOn }: DaysOffProps) {
  const { from, until } = daysIn(useSeen(), scale);
  if (!hasDaysOff(scale)) return null;
  const inView = { from: Math.max(from, scale.from), until: Math.min(until, scale.until) };
  return (
    <div className="days-off" style={{ top }}>
      {days(inView).map((day) => {
        const rest = restOn?.(day);
        if (rest ? rest.resting.length === 0 : !isDayOff(day)) return null;
        return (
          <div
            key={day}
            className="day-off"
            data-some={(rest && !rest.isForAll) || undefined}
            style={{ left: GUTTER + leftOf(scale, day), width: scale.pixelsPerDay }}
          />
        );
      })}
    </div>
  );
});

interface QuietHoursProps {
  contact: ContactRules;
  scale: Scale;
  top: number;
}

/** Where hours are told apart: those in which people are not to be disturbed, and a line where a day begins. */
export const QuietHours = memo(function QuietHours({ contact, scale, top }: QuietHoursProps) {
  const { from, until } = daysIn(useSeen(), scale);
  if (!hasHours(scale)) return null;
  const spans = quietSpans(contact);
  const inView = { from: Math.max(from, scale.from), until: Math.min(until, scale.until) };
  return days(inView).map((day) => (
    <div key={day} className="day-behind" style={{ left: GUTTER + leftOf(scale, day), width: scale.pixelsPerDay, top }}>
      {spans.map(([begin, end]) => (
        <i key={begin} className="quiet" style={{ left: `${100 * begin}%`, width: `${100 * (end - begin)}%` }} />
      ))}
    </div>
  ));
});

/** Days outside the campaign stand back. */
export function CampaignEdges({ scale, start, end }: { scale: Scale; start: number; end: number }) {
  return (
    <>
      <div className="outside" style={{ left: GUTTER, width: Math.max(0, leftOf(scale, start)) }} />
      <div
        className="outside"
        style={{ left: GUTTER + leftOf(scale, end), width: Math.max(0, worldWidth(scale) - leftOf(scale, end)) }}
      />
    </>
  );
}
