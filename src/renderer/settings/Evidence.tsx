import { useState } from 'react';
import { strengthOf } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { studiesOf, VERDICTS, verdictsOf, type Study } from '#campaign/tactics/studies.ts';
import { Row } from '../kit/Row.tsx';
import { Section } from '../kit/Screen.tsx';
import { t } from '../text/text.ts';
import { formatParameter } from './parameters.ts';

const STUDIED = TACTICS.map((tactic) => ({ tactic, studies: studiesOf(tactic.id) })).filter(
  ({ studies }) => studies.length > 0,
);

/** What studies found of tactics, for and against; tactics that nobody has tried are not listed. */
export function Evidence() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Section title={t('settings.evidence')} hint={t('settings.evidenceHint')}>
      <ul className="screen-rows">
        {STUDIED.map(({ tactic, studies }) => (
          <Row
            key={tactic.id}
            name={tactic.name}
            about={countsText(studies)}
            isOpen={open === tactic.id}
            onToggle={() => setOpen(open === tactic.id ? null : tactic.id)}
          >
            <p className="parameter-facts">{strengthText(strengthOf(tactic))}</p>
            <ul className="evidence">
              {studies.map(({ id, verdict, cited, kind, found, source, unused }) => (
                <li key={id}>
                  <strong>{t(`settings.verdict.${verdict}`)}</strong> {cited}, {t(`settings.studyKind.${kind}`)}:{' '}
                  {found} {unused && t('settings.unused', { why: unused })} <span className="faint">{source}</span>
                </li>
              ))}
            </ul>
          </Row>
        ))}
      </ul>
    </Section>
  );
}

/** “2 for · 1 without effect · 1 against”: none of a kind is left out, so that nothing looks proven by silence. */
function countsText(studies: readonly Study[]): string {
  const counts = verdictsOf(studies);
  return VERDICTS.map((verdict) => t(`settings.verdictCount.${verdict}`, { count: counts[verdict] })).join(' · ');
}

function strengthText([low, high]: readonly [number, number]): string {
  return t(low < 0 ? 'settings.strengthHarm' : 'settings.strength', {
    low: formatParameter(low),
    high: formatParameter(high),
  });
}
