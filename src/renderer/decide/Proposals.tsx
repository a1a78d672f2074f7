import type { Campaign } from '#campaign/document.ts';
import type { Optimisation } from '#contract/decision.ts';
import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { SelectField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatChance, formats, signed } from '../locale.ts';
import { t } from '../text/text.ts';
import { besideNow } from './besideNow.ts';
import { takeOver } from './takeOver.ts';
import { useChanceNow } from './useChanceNow.ts';
import { useChoice, useWork } from './useWork.ts';
import { changeSentence, messagesText } from './words.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

const MOST = 'most';
const CHANCES = [0.66, 0.8, 0.9, 0.95];

/** Searches for plans that serve a goal better, or as well with fewer messages. Any of them is one step that undo takes back. */
export function ProposalsSection({ campaign, goalId }: { campaign: Campaign; goalId: string }) {
  const [wanted, setWanted] = useChoice('aim', MOST);
  const [maxChanges, setMaxChanges] = useChoice('maxChanges', 6);
  const work = useWork(
    ['better', goalId, wanted, maxChanges],
    (about) =>
      call('decision.optimise', {
        ...about,
        goalId,
        probability: wanted === MOST ? null : Number(wanted),
        maxChanges,
        maxMessages: null,
        effortHours: null,
      }),
    ({ proposals }) => t('decide.found', { count: proposals.length }),
  );
  return (
    <Section title={t('decide.optimise')} hint={t('decide.optimiseHint', { cap: campaign.contact.capPerWeek })}>
      <div className="decide-fields">
        <SelectField
          label={t('decide.aim')}
          value={wanted}
          onCommit={setWanted}
          options={[
            { id: MOST, label: t('decide.aimMost') },
            ...CHANCES.map((chance) => ({
              id: String(chance),
              label: t('decide.aimFewest', { chance: formatChance(chance) }),
            })),
          ]}
        />
        <NumberField label={t('decide.maxChanges')} value={maxChanges} onCommit={setMaxChanges} min={1} max={20} />
        <WorkBar work={work} label={t('decide.search')} doing={t('decide.searching')} />
      </div>
      <WorkNote work={work} />
      {work.result === null ? null : (
        <Proposals campaign={work.result.campaign} goalId={goalId} found={work.result.value} isStale={work.isStale} />
      )}
    </Section>
  );
}

interface FoundProps {
  campaign: Campaign;
  goalId: string;
  found: Optimisation;
  isStale: boolean;
}

type FrontPlan = Omit<Optimisation['front'][number], 'expected'>;

function Proposals({ campaign, goalId, found, isStale }: FoundProps) {
  const { base, proposals } = found;
  const now = useChanceNow(isStale)(goalId);
  if (proposals.length === 0) return <p className="soft">{t('decide.noProposal', { count: found.evaluations })}</p>;
  return (
    <>
      <p className="soft">
        {t('decide.base', {
          chance: formatChance(now ?? base.probability),
          messages: messagesText(base.messages),
          count: found.evaluations,
        })}
      </p>
      <ol className="proposals" tabIndex={-1}>
        {proposals.map((proposal, place) => (
          <li key={place} className="proposal">
            <div className="proposal-head">
              <span className="proposal-number">{t('decide.proposal', { place: place + 1 })}</span>
              <strong className="proposal-effect figure">
                {t('decide.effect', { learners: signed(proposal.effect.mean) })}
              </strong>
              <span className="soft figure">
                {t('decide.effectBand', { low: signed(proposal.effect.p05), high: signed(proposal.effect.p95) })}
              </span>
              <span className="proposal-figures figure">
                {t('decide.figures', {
                  chance: formatChance(besideNow(now, base.probability, proposal.probability)),
                  messages: messagesText(proposal.messages),
                })}
              </span>
              <Button
                isDisabled={isStale}
                onPress={({ target }) => takeOver(proposal.commands, 'optimise', t('decide.used'), target)}
              >
                {t('decide.use')}
              </Button>
            </div>
            <ul className="proposal-changes">
              {proposal.commands.map((command, which) => (
                <li key={which} dir="auto">
                  {changeSentence(campaign, command)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <Front
        front={withPlanAsItIs(found)}
        chanceOf={(probability) => formatChance(besideNow(now, base.probability, probability))}
      />
    </>
  );
}

/** The front with the plan as it is in its place by messages, even where another one does better with as few. */
function withPlanAsItIs({ front, base }: Optimisation): FrontPlan[] {
  if (front.some(({ commands }) => commands.length === 0)) return front;
  const asItIs = { messages: base.messages, probability: base.probability, commands: [] };
  return [...front, asItIs].toSorted((a, b) => b.messages - a.messages);
}

/** What more chance costs in messages, from the most to the fewest; as bars and as a table in one. */
function Front({ front, chanceOf }: { front: FrontPlan[]; chanceOf: (probability: number) => string }) {
  if (front.length < 2) return null;
  const most = Math.max(...front.map(({ messages }) => messages));
  return (
    <table className="front">
      <caption>
        {t('decide.front')} <span className="soft">{t('decide.frontHint')}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('decide.frontChance')}</th>
          <th scope="col">{t('decide.frontMessages')}</th>
          <th scope="col">{t('decide.frontPlan')}</th>
        </tr>
      </thead>
      <tbody>
        {front.map(({ messages, probability, proposal, commands }) => (
          <tr key={commands.length === 0 ? 'as it is' : messages}>
            <th scope="row" className="figure">
              {chanceOf(probability)}
            </th>
            <td className="figure">
              <span className="front-bar" style={{ inlineSize: `${most > 0 ? (100 * messages) / most : 0}%` }} />
              {formats.upTo(messages, 1)}
            </td>
            <td>{frontPlan(proposal, commands.length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function frontPlan(proposal: number | undefined, changes: number): string {
  if (proposal !== undefined) return t('decide.proposal', { place: proposal });
  return changes === 0 ? t('decide.frontAsItIs') : t('decide.frontOther', { count: changes });
}
