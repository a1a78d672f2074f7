import { CalendarPlus, Flag, Plus } from 'lucide-react';
import { formatDay, rangeOf, dayOf } from '#campaign/calendar.ts';
import { chanceWord } from '#campaign/chance.ts';
import type { Campaign, ContextEvent, Goal } from '#campaign/document.ts';
import { changeOf, type Change, type Forecast } from '../forecast/change.ts';
import { useForecast } from '../forecast/forecastState.ts';
import { Button } from '../kit/controls.tsx';
import { ToldChange } from '../forecast/GoalStrip.tsx';
import { formatNumber } from '../locale.ts';
import { execute } from '../session/session.ts';
import { newId, useCampaign } from '../session/shown.ts';
import { Pictures } from '../kit/Pictures.tsx';
import { RowChart } from '../kit/charts/charts.tsx';
import { Reorder } from '../kit/drag/Reorder.tsx';
import { Row } from '../kit/Row.tsx';
import { Blank, Screen, Section } from '../kit/Screen.tsx';
import { useOpenRow } from '../session/useOpenRow.ts';
import { t } from '../text/text.ts';
import { EventFields } from '../items/EventFields.tsx';
import { GoalFields } from '../items/GoalFields.tsx';
import { RemoveFoot } from '../items/RemoveFoot.tsx';
import { Overview } from './Overview.tsx';
import { chanceText } from '../forecast/words.ts';
import { eventSentence, goalSentence } from '../items/words.ts';
import './goals.css';

type GoalForecast = Forecast['goals'][number];

/** What the campaign is to bring, and what else happens meanwhile. */
export function Goals() {
  const campaign = useCampaign();
  const goals = useOpenRow('goal');
  const events = useOpenRow('event');
  const hasAny = campaign.goals.length + campaign.events.length > 0;
  return (
    <Screen title={t('goals.title')} lead={t('goals.lead')}>
      {hasAny ? <Overview campaign={campaign} onGoal={goals.toggle} onEvent={events.toggle} /> : null}
      <div className="goals">
        <GoalSection campaign={campaign} rows={goals} />
        <EventSection campaign={campaign} rows={events} />
      </div>
    </Screen>
  );
}

interface SectionProps {
  campaign: Campaign;
  rows: ReturnType<typeof useOpenRow>;
}

function GoalSection({ campaign, rows }: SectionProps) {
  const { forecast, before } = useForecast();
  const chances = new Map(forecast?.goals.map((goal) => [goal.id, goal]));
  const { goals: all } = campaign;
  const add = () => {
    const goal = newGoal(campaign);
    if (execute({ type: 'addGoal', item: goal })) rows.openFresh(goal.id);
  };
  const addButton = (
    <Button icon={<Plus aria-hidden />} onPress={add}>
      {t('goals.addGoal')}
    </Button>
  );
  return (
    <Section
      title={t('goals.goals')}
      hint={t(all.length > 1 ? 'goals.goalsOrderHint' : 'goals.goalsHint')}
      actions={all.length > 0 ? addButton : undefined}
    >
      {all.length === 0 ? (
        <Blank picture={<Pictures.Flag />} title={t('goals.noGoals')} text={t('goals.noGoalsText')}>
          {addButton}
        </Blank>
      ) : (
        <Reorder
          ids={all.map(({ id }) => id)}
          nameOf={(id) => all.find((goal) => goal.id === id)?.name ?? ''}
          onMove={(id, at) => execute({ type: 'reorderGoal', id, at })}
        >
          <ul className="screen-rows">
            {all.map((goal) => (
              <Row
                key={goal.id}
                {...(all.length > 1 ? { movable: goal.id } : {})}
                name={goal.name}
                about={goalSentence(campaign, goal)}
                before={<Flag aria-hidden className="goal-flag" />}
                after={
                  <Chance
                    goal={chances.get(goal.id)}
                    forecast={forecast}
                    change={changeOf(before, forecast, goal.id)}
                  />
                }
                isOpen={rows.open === goal.id}
                isFresh={rows.fresh === goal.id}
                onToggle={() => rows.toggle(goal.id)}
              >
                <Expected goal={chances.get(goal.id)} />
                <div className="screen-fields">
                  <GoalFields campaign={campaign} goal={goal} />
                </div>
                <RemoveFoot
                  label={t('goals.removeGoal')}
                  command={{ type: 'removeGoal', id: goal.id }}
                  told={t('goals.goalRemoved', { name: goal.name })}
                />
              </Row>
            ))}
          </ul>
        </Reorder>
      )}
    </Section>
  );
}

interface ChanceProps {
  goal: GoalForecast | undefined;
  forecast: Forecast | null;
  change: Change;
}

/** How likely a goal is, as a number, a word and a bar; and how likely it was before an edit, where that can be told. */
function Chance({ goal, forecast, change }: ChanceProps) {
  if (!goal || !forecast) return <span className="goal-chance faint">{t('goals.noForecast')}</span>;
  const word = chanceWord(goal.probability);
  return (
    <span className="goal-chance" data-chance={word}>
      <strong className="figure">{chanceText(goal.probability, forecast)}</strong>
      <span className="share-bar" aria-hidden>
        <span style={{ inlineSize: `${goal.probability * 100}%` }} />
        {change.kind === 'told' ? <b style={{ insetInlineStart: `${change.earlier * 100}%` }} /> : null}
      </span>
      <span className="goal-word">{t(`chance.${word}`)}</span>
      <ToldChange change={change} />
    </span>
  );
}

/** What comes about because of the plan, and what would have anyway, where runs tell. */
const partsInWords = ({ incremental, baseline }: GoalForecast) =>
  incremental && baseline
    ? ` ${t('goals.parts', { because: formatNumber(incremental.p50), anyway: formatNumber(baseline.p50) })}`
    : '';

/** What the forecast expects of a goal, against what it needs. */
function Expected({ goal }: { goal: GoalForecast | undefined }) {
  if (!goal) return null;
  const { p50, p05, p95 } = goal.expected;
  return (
    <>
      <RowChart
        title={t('goals.expectedTitle')}
        heads={[t('goals.expectedTitle'), t('decide.picture')]}
        hideHeads
        className="goal-expected"
        range={[Math.min(p05, goal.target) * 0.96, Math.max(p95, goal.target) * 1.04 + 1]}
        formatTick={formatNumber}
        rows={[
          {
            id: goal.id,
            name: (
              <span className="figure">
                {t('goals.expected', { middle: formatNumber(p50), low: formatNumber(p05), high: formatNumber(p95) })}{' '}
                {t('goals.needed', { target: formatNumber(goal.target) })}
                {partsInWords(goal)}
              </span>
            ),
            marks: { band: [p05, p95], dot: { at: p50, tone: 'middle' }, aim: goal.target },
            cells: [],
          },
        ]}
      />
      <p className="legend">
        <span>
          <i className="key key-dot tone-middle" />
          {t('goals.expectedMedian')}
        </span>
        <span>
          <i className="key key-band" />
          {t('goals.expectedBand')}
        </span>
        <span>
          <i className="key aim-mark" />
          {t('goals.expectedNeeded')}
        </span>
      </p>
    </>
  );
}

function EventSection({ campaign, rows }: SectionProps) {
  const sorted = campaign.events.toSorted((a, b) => a.start.localeCompare(b.start));
  const add = () => {
    const event = newEvent(campaign);
    if (execute({ type: 'addEvent', item: event })) rows.openFresh(event.id);
  };
  const addButton = (
    <Button icon={<CalendarPlus aria-hidden />} onPress={add}>
      {t('goals.addEvent')}
    </Button>
  );
  return (
    <Section title={t('goals.events')} hint={t('goals.eventsHint')} actions={sorted.length > 0 ? addButton : undefined}>
      {sorted.length === 0 ? (
        <Blank picture={<Pictures.Weather />} title={t('goals.noEvents')} text={t('goals.noEventsText')}>
          {addButton}
        </Blank>
      ) : (
        <ul className="screen-rows">
          {sorted.map((event) => (
            <Row
              key={event.id}
              name={event.name}
              about={eventSentence(campaign, event)}
              after={<span className="event-kind">{t(`eventKind.${event.kind}`)}</span>}
              isOpen={rows.open === event.id}
              isFresh={rows.fresh === event.id}
              onToggle={() => rows.toggle(event.id)}
            >
              <div className="screen-fields">
                <EventFields campaign={campaign} event={event} />
              </div>
              <RemoveFoot
                label={t('goals.removeEvent')}
                command={{ type: 'removeEvent', id: event.id }}
                told={t('goals.eventRemoved', { name: event.name })}
              />
            </Row>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** A goal to begin with: a fifth of everyone in active use on the last day. */
function newGoal(campaign: Campaign): Goal {
  return {
    id: newId('goal'),
    name: t('goals.newGoal'),
    metric: 'active',
    target: 0.2,
    unit: 'share',
    date: formatDay(rangeOf(campaign).until - 1),
    segments: [],
  };
}

function newEvent(campaign: Campaign): ContextEvent {
  return {
    id: newId('event'),
    name: t('goals.newEvent'),
    kind: 'initiative',
    start: formatDay(dayOf(campaign.start) + Math.floor(campaign.days / 2)),
    days: Math.min(5, campaign.days),
    pushFactor: 1,
    pullFactor: 1,
    segments: [],
  };
}
