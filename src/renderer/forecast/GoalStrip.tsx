import type { Campaign } from '#campaign/document.ts';
import { changeOf, type Change, type Forecast } from './change.ts';
import { useForecast } from './forecastState.ts';
import { chanceText, movedText, toldText } from './words.ts';
import { t } from '../text/text.ts';
import './goalStrip.css';

const SHOWN = 4;

/** The goals' chances while something of the plan is changed, against those of the plan when it was selected. */
export function GoalStrip({ campaign }: { campaign: Campaign }) {
  const { forecast, before } = useForecast();
  const goals = campaign.goals.slice(0, SHOWN);
  if (goals.length === 0 || !forecast) return null;
  return (
    <dl className="goal-strip" aria-label={t('inspector.strip')}>
      {goals.map(({ id, name }) => {
        const now = forecast.goals.find((goal) => goal.id === id)?.probability;
        if (now === undefined) return null;
        return (
          <GoalChange key={id} name={name} now={now} change={changeOf(before, forecast, id)} forecast={forecast} />
        );
      })}
    </dl>
  );
}

interface GoalChangeProps {
  name: string;
  now: number;
  change: Change;
  forecast: Forecast;
}

function GoalChange({ name, now, change, forecast }: GoalChangeProps) {
  const told = toldText(change);
  return (
    <div data-change={change.kind} data-moved={wayOf(change)}>
      <dt dir="auto">{name}</dt>
      <dd className="figure">{movedText(change) ?? chanceText(now, forecast)}</dd>
      {told === null ? null : <dd className="goal-strip-told figure">{told}</dd>}
    </div>
  );
}

const wayOf = (change: Change) => (change.kind === 'told' ? (change.now > change.earlier ? 'up' : 'down') : undefined);

/** The same of one goal on a line of its own; nothing where there is nothing to say. */
export function ToldChange({ change }: { change: Change }) {
  const told = toldText(change);
  if (told === null) return null;
  const moved = movedText(change);
  return (
    <span className="goal-change figure" data-moved={wayOf(change)}>
      {moved === null ? told : t('inspector.movedBy', { moved, told })}
    </span>
  );
}
