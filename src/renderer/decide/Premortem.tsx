import type { Campaign } from '#campaign/document.ts';
import type { Premortem } from '#contract/decision.ts';
import { causeOf } from '#language/decisions.ts';
import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatChance, formatNumber, formats, signed } from '../locale.ts';
import { t } from '../text/text.ts';
import { takeOver } from './takeOver.ts';
import { useWork } from './useWork.ts';
import { changeSentence } from './words.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

type Cause = Premortem['causes'][number];

/** What the runs that miss the goal have in common, and a hedge against each cause: one step that undo takes back. */
export function PremortemSection({ goalId }: { goalId: string }) {
  const work = useWork(
    ['premortem', goalId],
    (about) => call('decision.premortem', { ...about, goalId }),
    ({ causes }) => t('decide.causesFound', { count: causes.length }),
  );
  return (
    <Section title={t('decide.premortem')} hint={t('decide.premortemHint')}>
      <div className="decide-fields">
        <WorkBar work={work} label={t('decide.premortemStart')} doing={t('decide.premortemDoing')} />
      </div>
      <WorkNote work={work} />
      {work.result === null ? null : (
        <Causes campaign={work.result.campaign} found={work.result.value} isStale={work.isStale} />
      )}
    </Section>
  );
}

function Causes({ campaign, found, isStale }: { campaign: Campaign; found: Premortem; isStale: boolean }) {
  const { runs, failing, causes } = found;
  const share = { share: formatChance(failing), runs: formatNumber(runs) };
  if (causes.length === 0) return <p className="soft">{t('decide.causesNone', share)}</p>;
  return (
    <>
      <p className="soft">{t('decide.causes', share)}</p>
      <ol className="proposals causes" tabIndex={-1}>
        {causes.map((cause) => (
          <CauseItem key={`${cause.kind} ${cause.id}`} campaign={campaign} cause={cause} isStale={isStale} />
        ))}
      </ol>
    </>
  );
}

function CauseItem({ campaign, cause, isStale }: { campaign: Campaign; cause: Cause; isStale: boolean }) {
  const { hedge, effect, error } = cause;
  const { words, without, values } = causeOf(cause, formats);
  return (
    <li className="proposal">
      <p className="cause" dir="auto">
        {t(`decide.cause.${words}`, values)} {t(`decide.without.${without}`, values)}
      </p>
      {hedge.length === 0 ? (
        <p className="soft">{t('decide.hedgeNone')}</p>
      ) : (
        <div className="proposal-head">
          <span className="hedge" dir="auto">
            {hedge.map((command) => changeSentence(campaign, command)).join(', ')}
          </span>
          <span className="proposal-figures soft figure">
            {t('decide.hedgeEffect', { points: signed(100 * effect, 1), error: formatNumber(100 * error, 1) })}
          </span>
          <Button
            isDisabled={isStale}
            onPress={({ target }) => takeOver(hedge, 'premortem', t('decide.hedged'), target)}
          >
            {t('decide.hedge')}
          </Button>
        </div>
      )}
    </li>
  );
}
