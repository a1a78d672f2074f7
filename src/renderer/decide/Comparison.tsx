import type { Campaign } from '#campaign/document.ts';
import type { Comparison } from '#contract/decision.ts';
import { call } from '../bridge/studio.ts';
import { SelectField } from '../kit/fields.tsx';
import { RowChart } from '../kit/charts/charts.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatDate, formatChance, signed } from '../locale.ts';
import { t } from '../text/text.ts';
import { besideNow } from './besideNow.ts';
import { useChanceNow } from './useChanceNow.ts';
import { planChoice, useOtherPlans } from './useOtherPlans.ts';
import { useChoice, useWork } from './useWork.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

/** This plan beside another one of the library: which is better on average, and whether one campaign would show it. */
export function ComparisonSection({ campaign }: { campaign: Campaign }) {
  const others = useOtherPlans();
  const [chosen, setChosen] = useChoice('other', '');
  // Most likely a copy of this plan is meant.
  const alike = others?.find(({ name }) => name.startsWith(campaign.name)) ?? others?.[0];
  const other = others?.find((one) => one.id === chosen) ?? alike;
  const otherId = other?.id ?? '';
  const work = useWork(
    ['compare', otherId],
    (about) => call('decision.compare', { ...about, otherId }),
    ({ name, active }) => `${contrastSentence(name, t('metric.active'), active)} ${seenSentence(active)}`,
    // The other plan may change as well.
    other?.changedAt,
  );
  return (
    <Section title={t('decide.compare')} hint={t('decide.compareHint')}>
      {others === null ? null : others.length === 0 ? (
        <p className="soft">{t('decide.compareNone')}</p>
      ) : (
        <div className="decide-fields">
          <SelectField label={t('decide.with')} value={otherId} onCommit={setChosen} options={others.map(planChoice)} />
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
      seen: seenSentence(active),
      chances: '',
    },
    ...goals.map((goal) => ({
      ...goal,
      words: contrastSentence(name, goal.name, goal),
      seen: seenSentence(goal),
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
        rows={contrasts.map(({ id, difference, words, seen, ...rest }) => ({
          id,
          name: (
            <>
              {words} <span className="soft">{[seen, rest.chances].filter(Boolean).join(' ')}</span>
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

type Contrast = Comparison['active'] | Comparison['goals'][number];

const isSame = ({ difference }: Contrast) => difference.p05 === 0 && difference.p95 === 0;
const isBetter = ({ probabilityBetter }: Contrast) => probabilityBetter >= 0.5;

/** Which plan brings more on average, how surely, and how much the plans themselves make of it. */
function contrastSentence(name: string, what: string, contrast: Contrast): string {
  if (isSame(contrast)) return t('decide.contrastSame', { name, what });
  const { probabilityBetter, difference } = contrast;
  return t(isBetter(contrast) ? 'decide.contrastBetter' : 'decide.contrastWorse', {
    name,
    what,
    chance: formatChance(isBetter(contrast) ? probabilityBetter : 1 - probabilityBetter),
    low: signed(difference.p05),
    high: signed(difference.p95),
  });
}

/** Whether one campaign of each would show it; nothing where there is nothing to see. */
function seenSentence(contrast: Contrast): string {
  if (isSame(contrast)) return '';
  const { probabilitySeen, differenceIndependent } = contrast;
  return t('decide.contrastSeen', {
    chance: formatChance(isBetter(contrast) ? probabilitySeen : 1 - probabilitySeen),
    low: signed(differenceIndependent.p05),
    high: signed(differenceIndependent.p95),
  });
}
