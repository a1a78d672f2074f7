import { FileTrigger } from 'react-aria-components';
import type { PlanShown } from '#contract/calendar.ts';
import { call } from '../bridge/studio.ts';
import { CHOSEN_KINDS } from '../intake/sortFiles.ts';
import { Button } from '../kit/controls.tsx';
import { Section } from '../kit/Screen.tsx';
import { report } from '../library/campaigns.ts';
import { formatAgo } from '../locale.ts';
import { facts, t } from '../text/text.ts';
import { addPlans } from './addPlans.ts';

/** Other teams' plans: from which file each was read and when, with a newer file or without it. */
export function OtherPlans({ plans }: { plans: readonly PlanShown[] }) {
  const others = plans.filter(({ other }) => other !== null);
  return (
    <Section title={t('calendar.others')} hint={t('calendar.othersHint')}>
      {others.length === 0 ? <p className="soft">{t('calendar.othersNone')}</p> : null}
      <ul className="weeks-list">
        {others.map(({ id, name, other, problem }) => (
          <li key={id}>
            <div>
              <strong dir="auto">{name}</strong>
              <span className="soft">
                {problem ??
                  facts(
                    t('calendar.readFrom', { ago: formatAgo(other!.readAt), file: other!.fileName }),
                    t('calendar.sends', { count: other!.entries }),
                    other!.leftOut > 0 && t('calendar.leftOut', { count: other!.leftOut }),
                  )}
              </span>
              {problem === null && other!.reasons.length > 0 ? (
                <details className="soft">
                  <summary>{t('calendar.whyLeftOut')}</summary>
                  <ul>
                    {other!.reasons.map(({ row, sheet, reason }) => (
                      <li key={`${sheet ?? ''} ${row} ${reason}`}>
                        {facts(sheet, t('intake.rowNumber', { row }), reason)}
                      </li>
                    ))}
                    {other!.leftOut > other!.reasons.length ? (
                      <li>{t('calendar.moreMessages', { count: other!.leftOut - other!.reasons.length })}</li>
                    ) : null}
                  </ul>
                </details>
              ) : null}
            </div>
            <div className="screen-actions">
              <FileTrigger
                acceptedFileTypes={CHOSEN_KINDS}
                onSelect={(files) => void (files?.[0] && addPlans([files[0]], id))}
              >
                <Button aria-label={t('calendar.newerNamed', { name })}>{t('calendar.newer')}</Button>
              </FileTrigger>
              <Button
                aria-label={t('calendar.removeNamed', { name })}
                onPress={() => report(call('calendar.removePlan', { id }))}
              >
                {t('calendar.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
