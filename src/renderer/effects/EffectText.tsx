import { effectOf } from '#campaign/telling.ts';
import { signed } from '../locale.ts';
import { t } from '../text/text.ts';
import { useMarginalContribution } from './effects.ts';

/** What may be said of a touchpoint that is not known to help, with its figures. */
export function EffectText({ id }: { id: string }) {
  const found = useMarginalContribution(id);
  const effect = found && effectOf(found);
  if (!found || effect === undefined || effect === 'helps') return null;
  const figures = [found.value, found.p05, found.p95];
  // Differences of a few learners are told with a decimal.
  const digits = Math.max(...figures.map(Math.abs)) < 10 ? 1 : 0;
  const [count, low, high] = figures.map((figure) => signed(figure, digits));
  return (
    <p className="effect-text" data-effect={effect}>
      {t(`effects.${effect}`, { count: count!, low: low!, high: high! })}
    </p>
  );
}
