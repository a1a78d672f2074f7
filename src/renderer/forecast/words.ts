import { formatChance, signed } from '../locale.ts';
import { t } from '../text/text.ts';
import { isEstimate, type Change, type Forecast } from './change.ts';

/** Chances, and by how much they have moved, as people say them: the same in every place. */

/** “69%”, or “≈ 69%” where it is an estimate that runs will replace: the same in every place. */
export function chanceText(probability: number, forecast: Pick<Forecast, 'runs'>): string {
  const chance = formatChance(probability);
  return isEstimate(forecast) ? t('goals.about', { chance }) : chance;
}

/** “69% → 72%”, where the two figures differ. */
export function movedText(change: Change): string | null {
  if (change.kind !== 'estimate' && change.kind !== 'told') return null;
  const [before, now] = [formatChance(change.earlier), formatChance(change.now)];
  if (before === now) return null;
  const moved = t('inspector.moved', { before, now });
  return change.kind === 'estimate' ? t('goals.about', { chance: moved }) : moved;
}

/** What may be said of the change, in words or points. */
export function toldText(change: Change): string | null {
  if (change.kind === 'estimate') return t('inspector.estimate');
  if (change.kind === 'waiting') return t('inspector.comparing');
  if (change.kind === 'same') return t('inspector.noDifference');
  return change.kind === 'told' ? pointsText(change) : null;
}

/** “+3 (+1 to +5)”: points by which a chance has moved, as its two figures show it, and what the runs leave open. */
function pointsText({ earlier, now, low, high }: { earlier: number; now: number; low: number; high: number }): string {
  const whole = (share: number) => Math.round(share * 100);
  return t('goals.points', {
    points: signed(whole(now) - whole(earlier)),
    low: signed(low * 100, digitsFor(low)),
    high: signed(high * 100, digitsFor(high)),
  });
}

/** An end of an interval that is told is never nothing, so it is not written as if it were. */
const digitsFor = (share: number) => (Math.abs(share) < 0.005 ? 1 : 0);
