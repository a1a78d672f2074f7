import { isDayOff } from '../locale.ts';
import { GUTTER, leftOf, worldWidth, type Scale } from '../viewport/viewport.ts';

/** What lies behind the lanes. */

/** Weekend shading, drawn once for all lanes; single days where there is room. */
export function Weekends({ scale, from, until, top }: { scale: Scale; from: number; until: number; top: number }) {
  if (scale.pixelsPerDay < 3.5) return null;
  const days: number[] = [];
  for (let day = Math.max(from, scale.from); day < Math.min(until, scale.until); day++)
    if (isDayOff(day)) days.push(day);
  return days.map((day) => (
    <div key={day} className="weekend" style={{ left: GUTTER + leftOf(scale, day), width: scale.pixelsPerDay, top }} />
  ));
}

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
