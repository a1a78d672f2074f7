import { useState } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { useForecast } from '../forecast/forecastState.ts';
import { formatShare } from '../locale.ts';
import { t } from '../text/text.ts';

const SHOWN = 4;
/** Smaller changes may be the difference between the forecast at once and that of runs. */
const WORTH_SAYING = 0.02;

const chances = () => new Map(useForecast.getState().forecast?.goals.map(({ id, probability }) => [id, probability]));

/** The goals' chances while something of the plan is changed, against those when it was selected. */
export function GoalStrip({ campaign }: { campaign: Campaign }) {
  const { forecast } = useForecast();
  const [before] = useState(chances);
  const goals = campaign.goals.toSorted((a, b) => a.date.localeCompare(b.date)).slice(-SHOWN);
  if (goals.length === 0 || !forecast) return null;
  return (
    <dl className="goal-strip">
      {goals.map(({ id, name }) => {
        const now = forecast.goals.find((goal) => goal.id === id)?.probability;
        const then = before.get(id);
        if (now === undefined) return null;
        const hasMoved = then !== undefined && Math.abs(now - then) >= WORTH_SAYING;
        return (
          <div key={id}>
            <dt dir="auto">{name}</dt>
            <dd className="figure" data-moved={hasMoved ? (now > then ? 'up' : 'down') : undefined}>
              {hasMoved ? t('inspector.moved', { before: formatShare(then), now: formatShare(now) }) : formatShare(now)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
