import { dayOf, rangeOf, type DayRange } from '#campaign/calendar.ts';
import type { Campaign, Phase } from '#campaign/document.ts';
import { dayFormats } from '../locale.ts';
import { eventSentence, goalDay } from '../items/words.ts';

interface OverviewProps {
  campaign: Campaign;
  onGoal: (id: string) => void;
  onEvent: (id: string) => void;
}

/**
 * Phases, events and goals on one line of time. What lies outside the campaign stands at its edge.
 * It is a picture for the eye and the pointer: the lists below say and do the same.
 */
export function Overview({ campaign, onGoal, onEvent }: OverviewProps) {
  const whole = rangeOf(campaign);
  const place = (day: number) =>
    ((Math.min(Math.max(day, whole.from), whole.until) - whole.from) / (whole.until - whole.from)) * 100;
  const style = ({ from, until }: DayRange) => ({
    insetInlineStart: `${place(from)}%`,
    inlineSize: `${place(until) - place(from)}%`,
  });
  return (
    <div className="overview" aria-hidden>
      <div className="overview-phases">
        {inTurn(campaign.phases).map((phase) => (
          <span key={phase.id} style={style(rangeOf(phase))}>
            {phase.name}
          </span>
        ))}
      </div>
      <div className="overview-line">
        {campaign.events.map((event) => (
          <button
            key={event.id}
            type="button"
            className="overview-event"
            style={style(rangeOf(event))}
            title={`${event.name}. ${eventSentence(campaign, event)}`}
            aria-label={`${event.name}. ${eventSentence(campaign, event)}`}
            tabIndex={-1}
            onClick={() => onEvent(event.id)}
          />
        ))}
        {campaign.goals.map((goal) => (
          <button
            key={goal.id}
            type="button"
            className="overview-goal"
            style={{ insetInlineStart: `${place(dayOf(goal.date) + 1)}%` }}
            title={`${goal.name}, ${goalDay(campaign, goal.date)}`}
            aria-label={`${goal.name}, ${goalDay(campaign, goal.date)}`}
            tabIndex={-1}
            onClick={() => onGoal(goal.id)}
          />
        ))}
      </div>
      <div className="overview-days faint figure">
        <span>{dayFormats.dated(whole.from)}</span>
        <span>{dayFormats.dated(whole.until - 1)}</span>
      </div>
    </div>
  );
}

/** The phases that follow one another; one that begins inside another has no room for its name. */
function inTurn(phases: readonly Phase[]): Phase[] {
  let until = -Infinity;
  return phases
    .toSorted((a, b) => a.start.localeCompare(b.start))
    .filter((phase) => {
      const range = rangeOf(phase);
      if (range.from < until) return false;
      until = range.until;
      return true;
    });
}
