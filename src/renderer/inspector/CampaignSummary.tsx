import { AlertTriangle, CircleX, Lightbulb } from 'lucide-react';
import { dayOf, mondayOf } from '#campaign/calendar.ts';
import { chanceWord } from '#campaign/chance.ts';
import type { Finding } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';
import { changeOf, type Forecast } from '../forecast/change.ts';
import { useForecast } from '../forecast/forecastState.ts';
import { chanceText } from '../forecast/words.ts';
import { formatNumber } from '../locale.ts';
import { goalDay } from '../items/words.ts';
import { select } from '../session/session.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { go } from '../navigation/useAddress.ts';
import { showTray } from '../navigation/tray.ts';
import { t } from '../text/text.ts';
import { CloseDetails } from './CloseDetails.tsx';
import { screenOf, useFindings } from '../findings/findings.ts';
import { ToldChange } from '../forecast/GoalStrip.tsx';
import { isPlaced } from '../items/place.ts';
import { reveal } from '../items/reveal.ts';

/** How the campaign stands: its goals with their chances, its mix, and what the craft would change. */
export function CampaignSummary({ campaign }: { campaign: Campaign }) {
  const { forecast, before } = useForecast();
  const findings = useFindings(campaign);
  const push = campaign.touchpoints.filter((touchpoint) => touchpoint.direction === 'push').length;
  const total = campaign.touchpoints.length;
  return (
    <>
      <header className="inspector-head">
        <h2>{t('summary.title')}</h2>
        <CloseDetails />
      </header>
      <div className="inspector-form">
        <section className="summary-goals">
          <h3>{t('summary.goals')}</h3>
          {campaign.goals.length === 0 ? <p className="soft">{t('summary.noGoals')}</p> : null}
          {campaign.goals.map((goal) => {
            const odds = forecast?.goals.find((candidate) => candidate.id === goal.id);
            return (
              <button
                key={goal.id}
                type="button"
                className="summary-goal"
                onClick={() => {
                  select({ kind: 'goal', ids: [goal.id] });
                  reveal({ kind: 'goal', id: goal.id });
                }}
              >
                <span className="summary-goal-name" dir="auto">
                  {goal.name}
                </span>
                <span className="faint">{goalDay(campaign, goal.date)}</span>
                {forecast && odds ? (
                  <>
                    <Chance probability={odds.probability} forecast={forecast} />
                    <ToldChange change={changeOf(before, forecast, goal.id)} />
                    <span className="soft figure">
                      {t('summary.goalFigures', {
                        expected: formatNumber(odds.expected.p50),
                        low: formatNumber(odds.expected.p05),
                        high: formatNumber(odds.expected.p95),
                        target: formatNumber(odds.target),
                      })}
                    </span>
                  </>
                ) : null}
              </button>
            );
          })}
        </section>
        <section>
          <h3>{t('summary.mix')}</h3>
          {total === 0 ? (
            <p className="soft">{t('summary.noMix')}</p>
          ) : (
            <>
              <div className="mix-bar" role="img" aria-label={t('summary.mixText', { push, pull: total - push })}>
                <i className="mix-push" style={{ flexGrow: push }} />
                <i className="mix-pull" style={{ flexGrow: total - push }} />
              </div>
              <p className="soft figure">{t('summary.mixText', { push, pull: total - push })}</p>
            </>
          )}
        </section>
        <section>
          <h3>{t('shell.checks')}</h3>
          {findings.length === 0 ? (
            <p className="soft">{t('shell.checksNone')}</p>
          ) : (
            <FindingList findings={findings} />
          )}
        </section>
      </div>
    </>
  );
}

/** A probability as a bar, a word and a figure. */
export function Chance({ probability, forecast }: { probability: number; forecast: Forecast }) {
  return (
    <span className="chance">
      <span className="chance-bar" aria-hidden>
        <i style={{ width: `${probability * 100}%` }} />
      </span>
      <span className="figure">
        {t(`chance.${chanceWord(probability)}`)}, {chanceText(probability, forecast)}
      </span>
    </span>
  );
}

const ICONS = { error: CircleX, warning: AlertTriangle, advice: Lightbulb };
const MOST_SHOWN = 60;

function show({ rule }: Finding, { screen, selection }: NonNullable<ReturnType<typeof screenOf>>): void {
  go({ screen });
  if (rule === 'ideas') showTray('shelf');
  if (!selection) return;
  select(selection);
  const { kind, ids } = selection;
  if (isPlaced(kind)) reveal({ kind, id: ids[0]! });
}

/** Findings about weeks in which there is more than the cap allows. */
const OF_FULL_WEEKS = new Set(['over-cap', 'held-back']);

function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <ul className="findings">
      {findings.slice(0, MOST_SHOWN).map((finding) => {
        const Icon = ICONS[finding.severity];
        const place = screenOf(finding);
        return (
          <li key={finding.id} className={`finding finding-${finding.severity}`}>
            <Icon aria-label={t(`severity.${finding.severity}`)} />
            <div>
              <p>{finding.message}</p>
              <p className="soft">{finding.cure}</p>
              {place ? (
                <button
                  type="button"
                  className="text-button"
                  aria-label={t('summary.showFinding', { message: finding.message })}
                  onClick={() => show(finding, place)}
                >
                  {t('shell.show')}
                </button>
              ) : null}
              {OF_FULL_WEEKS.has(finding.rule) && finding.date !== undefined ? (
                <button
                  type="button"
                  className="text-button"
                  aria-label={t('fullWeek.openNamed', { message: finding.message })}
                  onClick={() => openOverlay('fullWeek', { monday: mondayOf(dayOf(finding.date!)) })}
                >
                  {t('fullWeek.open')}
                </button>
              ) : null}
            </div>
          </li>
        );
      })}
      {findings.length > MOST_SHOWN ? (
        <li className="soft">{t('summary.moreFindings', { count: findings.length - MOST_SHOWN })}</li>
      ) : null}
    </ul>
  );
}
