import { isEstimate } from '../forecast/change.ts';
import { useForecast } from '../forecast/forecastState.ts';

/** The chance of a goal as the window shows it; undefined where it has no runs yet, or an answer is about an earlier plan. */
export function useChanceNow(isStale: boolean): (goalId: string) => number | undefined {
  const { forecast } = useForecast();
  return (goalId) =>
    isStale || !forecast || isEstimate(forecast)
      ? undefined
      : forecast.goals.find(({ id }) => id === goalId)?.probability;
}
