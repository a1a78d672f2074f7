import type { Campaign } from '#campaign/document.ts';
import type { Premortem } from '#contract/decision.ts';
import { causeOf } from '#language/decisions.ts';
import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatChance, formatNumber, formats, signed } from '../locale.ts';
import { executeWithOffer } from '../session/offers.ts';
import { t } from '../text/text.ts';
import { useWork } from './useWork.ts';
import { changeSentence } from './words.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

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
  function use({ hedge }: Premortem['causes'][number], button: Element): void {
    const list = button.closest<HTMLElement>('.proposals');
    // The button cannot be pressed a second time, so it gives the focus to the list.
    if (executeWithOffer({ type: 'batch', action: 'premortem', commands: hedge }, t('decide.hedged'))) list?.focus();
  }
  return (
    <>
      <p className="soft">
        {t('decide.failing', { share: formatChance(failing), runs: formatNumber(runs) })}{' '}
        {causes.length === 0 ? t('decide.causesNone') : t('decide.causesOverlap')}
      </p>
      <ol className="proposals causes" tabIndex={-1} hidden={causes.length === 0}>
        {causes.map((cause) => {
          const { words, values } = causeOf(cause, formats);
          return (
            <li key={`${cause.kind} ${cause.id}`} className="proposal">
              <p className="cause" dir="auto">
                {t(`decide.cause.${words}`, values)}
              </p>
              {cause.hedge.length === 0 ? (
                <p className="soft">{t('decide.hedgeNone')}</p>
              ) : (
                <div className="proposal-head">
                  <span className="hedge" dir="auto">
                    {cause.hedge.map((command) => changeSentence(campaign, command)).join(', ')}
                  </span>
                  <span className="proposal-figures soft figure">
                    {t('decide.hedgeEffect', {
                      points: signed(100 * cause.effect, 1),
                      error: formatNumber(100 * cause.error, 1),
                    })}
                  </span>
                  <Button isDisabled={isStale} onPress={(event) => use(cause, event.target)}>
                    {t('decide.hedge')}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
