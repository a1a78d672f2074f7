import type { Campaign } from '#campaign/document.ts';
import { STANCES } from '#campaign/stance.ts';
import type { Stances, Survival } from '#contract/decision.ts';
import { call } from '../bridge/studio.ts';
import { SelectField } from '../kit/fields.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatChance, formatDate } from '../locale.ts';
import { t } from '../text/text.ts';
import { planChoice, useOtherPlans } from './useOtherPlans.ts';
import { useChoice, useWork } from './useWork.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

const NO_OTHER = ' ';

/** Which goals, and which of two plans, stand whoever's word is taken for the assumptions. */
export function StancesSection({ campaign }: { campaign: Campaign }) {
  const others = useOtherPlans() ?? [];
  const [chosen, setChosen] = useChoice('stancesBeside', NO_OTHER);
  const other = others.find((one) => one.id === chosen);
  const otherId = other?.id ?? null;
  const work = useWork(
    ['stances', otherId],
    (about) => call('decision.stances', { ...about, otherId }),
    ({ goals, better }) => {
      const all = [...goals, ...(better?.contrasts ?? [])];
      const firm = all.filter(({ survival }) => survival === 'holds' || survival === 'fails').length;
      return t('decide.stancesDone', { firm, count: all.length });
    },
    other?.changedAt,
  );
  return (
    <Section title={t('decide.stances')} hint={t('decide.stancesHint')}>
      {campaign.goals.length === 0 && others.length === 0 ? (
        <p className="soft">{t('decide.stancesNone')}</p>
      ) : (
        <div className="decide-fields">
          <SelectField
            label={t('decide.stancesBeside')}
            value={otherId ?? NO_OTHER}
            onCommit={setChosen}
            options={[{ id: NO_OTHER, label: t('decide.stancesAlone') }, ...others.map(planChoice)]}
          />
          <WorkBar work={work} label={t('decide.stancesStart')} doing={t('decide.stancesDoing')} />
        </div>
      )}
      <WorkNote work={work} />
      {work.result ? <Survivals found={work.result.value} /> : null}
    </Section>
  );
}

function Survivals({ found: { goals, better, ownAssumptions } }: { found: Stances }) {
  return (
    <>
      {goals.length > 0 ? (
        <SurvivalTable
          caption={t('decide.stancesGoals')}
          hasMeasured={ownAssumptions > 0}
          rows={goals.map((goal) => ({ ...goal, words: t(`decide.goalSurvives.${goal.survival}`) }))}
        />
      ) : null}
      {better ? (
        <SurvivalTable
          caption={t('decide.stancesBetter', { name: better.name })}
          hasMeasured={ownAssumptions > 0}
          rows={better.contrasts.map((contrast) => ({
            ...contrast,
            name: contrast.id === '' ? t('decide.activeOn', { date: formatDate(contrast.name) }) : contrast.name,
            words: t(`decide.betterSurvives.${contrast.survival}`),
          }))}
        />
      ) : null}
      <p className="faint">
        {ownAssumptions === 0 ? t('decide.stancesNoneOwn') : t('decide.stancesOwn', { count: ownAssumptions })}
      </p>
    </>
  );
}

interface SurvivalRow {
  id: string;
  name: string;
  chance: Stances['goals'][number]['chance'];
  survival: Survival;
  words: string;
}

function SurvivalTable({ caption, rows, hasMeasured }: { caption: string; rows: SurvivalRow[]; hasMeasured: boolean }) {
  return (
    <table className="survivals">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('decide.contrastName')}</th>
          {STANCES.map((stance) => (
            <th key={stance} scope="col">
              {stance === 'measured' && !hasMeasured
                ? t('decide.stanceNothingMeasured', { stance: t('decide.stance.measured') })
                : t(`decide.stance.${stance}`)}
            </th>
          ))}
          <th scope="col">{t('decide.survives')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, chance, survival, words }) => (
          <tr key={id} data-survival={survival}>
            <th scope="row">{name}</th>
            {STANCES.map((stance) => (
              <td key={stance} className="figure">
                {formatChance(chance[stance])}
              </td>
            ))}
            <td>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
