import { Sparkles } from 'lucide-react';
import { learnersInAll } from '#campaign/rolling.ts';
import { SelectField } from '../kit/fields.tsx';
import { Pictures } from '../kit/Pictures.tsx';
import { Blank, Screen, Section } from '../kit/Screen.tsx';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { ContactLoadSection } from './ContactLoad.tsx';
import { PremortemSection } from './Premortem.tsx';
import { ProposalsSection } from './Proposals.tsx';
import { ComparisonSection } from './Comparison.tsx';
import { SensitivitySection } from './Sensitivity.tsx';
import { StancesSection } from './Stances.tsx';
import { useChoice } from './useWork.ts';
import { ContributionsSection } from './Contributions.tsx';
import './decide.css';

const ACTIVE = ' ';

/** From the forecast to a better plan: which plan to prefer, what each part contributes, which assumptions matter. */
export function Decide() {
  const campaign = useCampaign();
  const [chosen, setChosen] = useChoice<string | null>('goal', null);
  // The goal that is due last is usually what the campaign is for.
  const fallback = campaign.goals.toSorted((a, b) => b.date.localeCompare(a.date))[0]?.id ?? ACTIVE;
  const goalId = chosen === ACTIVE || campaign.goals.some(({ id }) => id === chosen) ? chosen! : fallback;
  const goal = goalId === ACTIVE ? null : goalId;
  if (learnersInAll(campaign) === 0) {
    return (
      <Screen title={t('decide.title')} lead={t('decide.lead')}>
        <Section title={t('decide.optimise')}>
          <Blank picture={<Pictures.People />} title={t('decide.nobody')} text={t('forecast.nobody')} />
        </Section>
      </Screen>
    );
  }
  return (
    <Screen
      title={t('decide.title')}
      lead={t('decide.lead')}
      actions={
        <SelectField
          label={t('decide.goal')}
          value={goalId}
          onCommit={setChosen}
          options={[
            ...campaign.goals.map(({ id, name }) => ({ id, label: name })),
            { id: ACTIVE, label: t('decide.goalActive') },
          ]}
        />
      }
    >
      <div className="decide">
        {campaign.decisions.length > 0 ? <p className="soft">{t('decisions.expectedWay')}</p> : null}
        {goal === null ? (
          <Section title={t('decide.optimise')}>
            <p className="soft decide-lacking">
              <Sparkles aria-hidden />
              {t('decide.needsGoal')}
            </p>
          </Section>
        ) : (
          <>
            <ProposalsSection campaign={campaign} goalId={goal} />
            <PremortemSection goalId={goal} />
          </>
        )}
        <ComparisonSection campaign={campaign} />
        <StancesSection campaign={campaign} />
        <ContributionsSection campaign={campaign} goalId={goal} />
        <SensitivitySection goalId={goal} />
        <ContactLoadSection capPerWeek={campaign.contact.capPerWeek} />
      </div>
    </Screen>
  );
}
