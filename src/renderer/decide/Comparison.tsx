import { useEffect, useState } from 'react';
import type { Campaign } from '#campaign/document.ts';
import type { Comparison } from '#contract/decision.ts';
import type { Summary } from '#contract/library.ts';
import { call } from '../bridge/studio.ts';
import { SelectField } from '../kit/fields.tsx';
import { RowChart } from '../kit/charts/charts.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatAgo, formatDate, formatChance, signed } from '../locale.ts';
import { useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { besideNow } from './besideNow.ts';
import { useChanceNow } from './useChanceNow.ts';
import { useChoice, useWork } from './useWork.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

/** This plan beside another one of the library, under the same luck. */
export function ComparisonSection({ campaign }: { campaign: Campaign }) {
  const id = useSession((session) => session.open?.id ?? '');
  const [others, setOthers] = useState<Summary[] | null>(null);
  const [chosen, setChosen] = useChoice('other', '');
  useEffect(() => {
    call('library.list', {})
      .then(({ campaigns }) => setOthers(campaigns.filter((one) => one.id !== id)))
      .catch(() => undefined);
  }, [id]);
  // Most likely a copy of this plan is meant.
  const alike = others?.find(({ name }) => name.startsWith(campaign.name)) ?? others?.[0];
  const other = others?.find((one) => one.id === chosen) ?? alike;
  const otherId = other?.id ?? '';
  const work = useWork(
    ['compare', otherId],
    (about) => call('decision.compare', { ...about, otherId }),
    ({ name, active }) => contrastSentence(name, t('metric.active'), active),
    // The other plan may change as well.
    other?.changedAt,
  );
  return (
    <Section title={t('decide.compare')} hint={t('decide.compareHint')}>
      {others === null ? null : others.length === 0 ? (
        <p className="soft">{t('decide.compareNone')}</p>
      ) : (
        <div className="decide-fields">
          <SelectField
            label={t('decide.with')}
            value={otherId}
            onCommit={setChosen}
            options={others.map((one) => ({
              id: one.id,
              label: t('decide.otherPlan', { name: one.name, ago: formatAgo(one.changedAt) }),
            }))}
          />
          <WorkBar work={work} label={t('decide.compareStart')} doing={t('decide.comparing')} />
        </div>
      )}
      <WorkNote work={work} />
      {work.result ? <Contrasts comparison={work.result.value} isStale={work.isStale} /> : null}
    </Section>
  );
}

function Contrasts({
  comparison: { name, active, goals, notes },
  isStale,
}: {
  comparison: Comparison;
  isStale: boolean;
}) {
  const chanceNow = useChanceNow(isStale);
  const contrasts = [
    {
      ...active,
      id: ' active',
      words: contrastSentence(name, t('decide.activeOn', { date: formatDate(active.date) }), active),
    },
    ...goals.map((goal) => ({
      ...goal,
      words: contrastSentence(name, goal.name, goal),
      chances: t('decide.contrastChance', {
        base: formatChance(chanceNow(goal.id) ?? goal.probability.base),
        other: formatChance(besideNow(chanceNow(goal.id), goal.probability.base, goal.probability.other)),
      }),
    })),
  ];
  const ends = contrasts.flatMap(({ difference }) => [difference.p05, difference.p95]);
  return (
    <>
      <RowChart
        title={t('decide.compare')}
        heads={[t('decide.contrastName'), t('decide.contrastPicture')]}
        className="contrasts"
        range={[Math.min(-1, ...ends), Math.max(1, ...ends)]}
        against={0}
        formatTick={(value) => (value === 0 ? t('decide.noDifference') : signed(value))}
        rows={contrasts.map(({ id, difference, words, ...rest }) => ({
          id,
          name: (
            <>
              {words} {'chances' in rest ? <span className="soft">{rest.chances}</span> : null}
            </>
          ),
          marks: {
            band: [difference.p05, difference.p95],
            dot: { at: difference.p50, tone: difference.p05 > 0 || difference.p95 < 0 ? 'middle' : 'unsure' },
          },
          cells: [],
        }))}
      />
      <p className="faint">{t('decide.band')}</p>
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </>
  );
}

function contrastSentence(
  name: string,
  what: string,
  { probabilityBetter, difference }: Comparison['active'] | Comparison['goals'][number],
): string {
  if (difference.p05 === 0 && difference.p95 === 0) return t('decide.contrastSame', { name, what });
  const isBetter = probabilityBetter >= 0.5;
  return t(isBetter ? 'decide.contrastBetter' : 'decide.contrastWorse', {
    name,
    what,
    chance: formatChance(isBetter ? probabilityBetter : 1 - probabilityBetter),
    low: signed(difference.p05),
    high: signed(difference.p95),
  });
}
