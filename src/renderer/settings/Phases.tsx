import { Plus } from 'lucide-react';
import { formatDay, rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Phase } from '#campaign/document.ts';
import { Button } from '../kit/controls.tsx';
import { formatShare } from '../locale.ts';
import { execute } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { PhaseFields } from '../items/PhaseFields.tsx';
import { daysInWords } from '../items/words.ts';
import { RemoveFoot } from '../items/RemoveFoot.tsx';
import { Pictures } from '../kit/Pictures.tsx';
import { Row } from '../kit/Row.tsx';
import { Blank, Section } from '../kit/Screen.tsx';
import { useOpenRow } from '../session/useOpenRow.ts';

/** The stages of the campaign in order of time. */
export function Phases({ campaign }: { campaign: Campaign }) {
  const rows = useOpenRow('phase');
  const sorted = campaign.phases.toSorted((a, b) => a.start.localeCompare(b.start));
  const add = () => {
    const phase = nextPhase(campaign);
    if (execute({ type: 'addPhase', item: phase })) rows.openFresh(phase.id);
  };
  const addButton = (
    <Button icon={<Plus aria-hidden />} onPress={add}>
      {t('settings.addPhase')}
    </Button>
  );
  return (
    <Section
      title={t('settings.phases')}
      hint={t('settings.phasesHint')}
      actions={sorted.length > 0 ? addButton : undefined}
    >
      {sorted.length === 0 ? (
        <Blank picture={<Pictures.Plan />} title={t('settings.noPhases')} text={t('settings.noPhasesText')}>
          {addButton}
        </Blank>
      ) : (
        <ul className="screen-rows">
          {sorted.map((phase) => (
            <Row
              key={phase.id}
              name={phase.name}
              about={t('settings.phaseSpan', {
                kind: t(`phaseKind.${phase.kind}`),
                span: daysInWords(campaign, phase),
              })}
              after={<Aim share={phase.pushAim} />}
              isOpen={rows.open === phase.id}
              isFresh={rows.fresh === phase.id}
              onToggle={() => rows.toggle(phase.id)}
            >
              <div className="screen-fields">
                <PhaseFields campaign={campaign} phase={phase} />
              </div>
              <RemoveFoot
                label={t('settings.removePhase')}
                command={{ type: 'removePhase', id: phase.id }}
                told={t('settings.phaseRemoved', { name: phase.name })}
              />
            </Row>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Aim({ share }: { share: number }) {
  return (
    <span className="phase-aim">
      <span className="figure">{t('settings.pushShare', { share: formatShare(share) })}</span>
      <span className="phase-aim-bar" aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </span>
  );
}

/** Two weeks after the last phase, or the first two of the campaign. */
function nextPhase(campaign: Campaign): Phase {
  const ends = campaign.phases.map((phase) => rangeOf(phase).until);
  return {
    id: newId('phase'),
    name: t('settings.newPhase'),
    kind: 'custom',
    start: ends.length > 0 ? formatDay(Math.max(...ends)) : campaign.start,
    days: Math.min(14, campaign.days),
    pushAim: 0.5,
  };
}
