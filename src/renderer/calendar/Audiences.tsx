import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { LONGEST_NAME } from '#campaign/limits.ts';
import type { AudienceShown, PlanShown } from '#contract/calendar.ts';
import type { Input } from '#contract/contract.ts';
import { call } from '../bridge/studio.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { ManyField, TextField, type Option } from '../kit/fields.tsx';
import { Section } from '../kit/Screen.tsx';
import { report } from '../library/campaigns.ts';
import { kept, names, t } from '../text/text.ts';
import type { OnCalendar } from './useCalendar.ts';

/** Which audiences are said to be the same, in whichever plans they are. */

type Reaching = AudienceShown['reaching'][number];

const PROPOSALS_SHOWN = 6;
/** No id holds a slash. */
const keyOf = ({ plan, segment }: Reaching) => `${plan}/${segment ?? ''}`;
const reachingOf = (key: string): Reaching => {
  const [plan = '', segment = ''] = key.split('/');
  return { plan, segment: segment === '' ? null : segment };
};

const keep = (audience: Input<'calendar.setAudience'>) => report(call('calendar.setAudience', audience));

export function Audiences({ plans, audiences, proposed }: OnCalendar) {
  const options = plans.flatMap(optionsOf);
  const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? id;
  const more = proposed.length - PROPOSALS_SHOWN;
  return (
    <Section title={t('calendar.shared')} hint={t('calendar.sharedHint')}>
      <ul className="weeks-list">
        {proposed.slice(0, PROPOSALS_SHOWN).map((proposal) => (
          <li key={proposal.reaching.map(keyOf).join(' ')}>
            <span>
              {t('calendar.proposed', {
                name: proposal.name,
                plans: names([...new Set(proposal.reaching.map(({ plan }) => nameOf(plan)))]),
              })}
            </span>
            <Button
              aria-label={t('calendar.sameNamed', { name: proposal.name })}
              onPress={() => keep({ name: proposal.name, reaching: proposal.reaching })}
            >
              {t('calendar.same')}
            </Button>
          </li>
        ))}
        {more > 0 ? <li className="soft">{t('calendar.moreProposed', { count: more })}</li> : null}
        {audiences.map((audience) => (
          <li key={audience.id} className="weeks-audience">
            <AudienceFields
              audience={audience}
              options={options}
              onChange={(changes) => {
                const { id, name, reaching } = { ...audience, ...changes };
                if (reaching.length > 0) keep({ id, name, reaching });
              }}
            />
            <IconButton
              label={t('calendar.removeNamed', { name: audience.name })}
              onPress={() => report(call('calendar.removeAudience', { id: audience.id }))}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
        <li className="weeks-audience">
          <NewAudience options={options} />
        </li>
      </ul>
    </Section>
  );
}

const optionsOf = ({ id, name, segments, problem }: PlanShown): Option[] =>
  problem === null
    ? [
        { id: keyOf({ plan: id, segment: null }), label: t('calendar.allOf', { plan: name }) },
        ...segments.map((segment) => ({
          id: keyOf({ plan: id, segment: segment.id }),
          label: t('calendar.segmentOf', { plan: name, segment: segment.name }),
        })),
      ]
    : [];

type Said = Pick<AudienceShown, 'name' | 'reaching'>;

interface AudienceFieldsProps {
  audience: Said;
  options: Option[];
  onChange: (changes: Partial<Said>) => void;
}

function AudienceFields({ audience: { name, reaching }, options, onChange }: AudienceFieldsProps) {
  return (
    <>
      <TextField
        label={t('calendar.audienceName')}
        value={name}
        maxLength={LONGEST_NAME}
        required
        onCommit={(typed) => onChange({ name: typed })}
      />
      <ManyField
        label={t('calendar.audienceMembers')}
        value={reaching.map(keyOf)}
        options={options}
        emptyMeans={t('calendar.nobody')}
        onCommit={(keys) => onChange({ reaching: keys.map(reachingOf) })}
      />
    </>
  );
}

function NewAudience({ options }: { options: Option[] }) {
  const blank = (): Said => ({ name: kept('calendar.newAudience', {}), reaching: [] });
  const [said, setSaid] = useState(blank);
  return (
    <>
      <AudienceFields
        audience={said}
        options={options}
        onChange={(changes) => setSaid((before) => ({ ...before, ...changes }))}
      />
      <Button
        icon={<Plus aria-hidden />}
        isDisabled={said.reaching.length === 0}
        onPress={() => {
          keep(said);
          setSaid(blank());
        }}
      >
        {t('calendar.keep')}
      </Button>
    </>
  );
}
