import type { Decision } from '#campaign/document.ts';
import { differenceInWords, findsNoThreshold, messagesInWords, valueInWords } from '#language/decisionPoints.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { formatChance, formats } from '../locale.ts';
import { useVocabulary } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { useForecast } from './forecastState.ts';

/** How often runs decide either way, and what deciding is worth for each goal. Only runs can tell. */
export function DecisionValue({ decision }: { decision: Decision }) {
  const { forecast } = useForecast();
  const vocabulary = useVocabulary();
  // Of a date that is not simulated there is nothing to be known.
  if (forecast && !forecast.dates.includes(decision.date)) return null;
  const found = forecast?.decisions?.find(({ id }) => id === decision.id);
  const isNone = found !== undefined && findsNoThreshold(found.goals);
  return (
    <section aria-label={t('decisions.value')}>
      <h3>{t('decisions.value')}</h3>
      {found ? (
        <>
          <p>{t('decisions.share', { share: formatChance(found.shareThen) })}</p>
          <dl className="decision-values">
            {found.goals.map((goal) => (
              <div key={goal.id}>
                <dt dir="auto">{goal.name}</dt>
                <dd className="soft figure">
                  {isNone ? differenceInWords(goal, formats) : valueInWords(goal, decision.unit, formats)}
                </dd>
              </div>
            ))}
          </dl>
          {isNone ? <p>{t('decisions.noThreshold')}</p> : null}
          <p>{messagesInWords(found.messages, vocabularies[vocabulary].person, formats)}</p>
        </>
      ) : (
        <p className="soft">{t('decisions.toBeSimulated')}</p>
      )}
    </section>
  );
}
