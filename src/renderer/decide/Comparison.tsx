import type { Campaign } from '#campaign/document.ts';
import type { Comparison } from '#contract/decision.ts';
import { call } from '../bridge/studio.ts';
import { SelectField } from '../kit/fields.tsx';
import { RowChart } from '../kit/charts/charts.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatChance, formatDate, formatNumber, signed } from '../locale.ts';
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
    ({ name, active }) => `${activeSentence(name, active)} ${seenSentence(active)}`,
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
      words: activeSentence(name, active),
      seen: seenSentence(active),
      chances: '',
    },
    ...goals.map((goal) => ({
      ...goal,
      words: goalSentence(name, goal),
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
        heads={[t('decide.contrastName'), t('decide.contrastPicture'), t('decide.contrastChances')]}
        className="contrasts"
        range={[Math.min(-1, ...ends), Math.max(1, ...ends)]}
        against={0}
        formatTick={(value) => (value === 0 ? t('decide.noDifference') : signed(value))}
        rows={contrasts.map(({ id, difference, words, seen, chances }) => ({
          id,
          name: (
            <>
              {words} <span className="soft">{seen}</span>
            </>
          ),
          marks: {
            band: [difference.p05, difference.p95],
            dot: { at: difference.mean, tone: difference.p05 > 0 || difference.p95 < 0 ? 'middle' : 'unsure' },
          },
          cells: [
            <span key="chances" className="soft">
              {chances}
            </span>,
          ],
        }))}
      />
      <p className="legend">
        {(['sure', 'unsure'] as const).map((kind) => (
          <span key={kind}>
            <i className={`key key-dot tone-${kind === 'sure' ? 'middle' : 'unsure'}`} />
            {t(kind === 'sure' ? 'decide.contrastSure' : 'decide.contrastUnsure')}
          </span>
        ))}
      </p>
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
type Way = 'more' | 'fewer' | 'even' | 'same';

/** What the other plan brings on average, by its mean difference as it is written. */
function wayOf(contrast: Contrast): Way {
  if (isSame(contrast)) return 'same';
  const middle = Math.round(contrast.difference.mean);
  if (middle === 0) return 'even';
  return middle > 0 ? 'more' : 'fewer';
}

/** A chance of more, as that of what is told. */
const chanceOf = (contrast: Contrast, ofMore: number) =>
  formatChance(wayOf(contrast) === 'fewer' ? 1 - ofMore : ofMore);

const figuresOf = (contrast: Contrast) => {
  const { mean, p05, p95 } = contrast.difference;
  return {
    middle: formatNumber(Math.abs(mean)),
    low: signed(p05),
    high: signed(p95),
    chance: chanceOf(contrast, contrast.probabilityBetter),
  };
};

/** How many more or fewer are active with the other plan, with which band, and how surely it is the better or the worse one. */
const activeSentence = (name: string, active: Comparison['active']): string =>
  t(`decide.active.${wayOf(active)}`, { name, date: formatDate(active.date), ...figuresOf(active) });

/** The same of those who count for a goal. */
const goalSentence = (name: string, goal: Comparison['goals'][number]): string =>
  t(`decide.towards.${wayOf(goal)}`, { name, goal: goal.name, ...figuresOf(goal) });

/** Whether one campaign of each would show it; nothing where there is nothing to see. */
function seenSentence(contrast: Contrast): string {
  const way = wayOf(contrast);
  if (way === 'same') return '';
  const { probabilitySeen, differenceIndependent } = contrast;
  return t(way === 'fewer' ? 'decide.seenFewer' : 'decide.seenMore', {
    chance: chanceOf(contrast, probabilitySeen),
    low: signed(differenceIndependent.p05),
    high: signed(differenceIndependent.p95),
  });
}
