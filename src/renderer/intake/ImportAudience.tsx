import { useCallback, useState } from 'react';
import { bringInSegments, type Handling } from '#campaign/audienceList.ts';
import { formatDay } from '#campaign/calendar.ts';
import { GROUPINGS, type AudienceChoices, type AudienceTrial } from '#contract/intake.ts';
import { agreed } from '../audience/agreed.ts';
import { languageName, languageOptions, ownLanguage } from '../audience/languages.ts';
import { call } from '../bridge/studio.ts';
import { ChoiceField, ManyField, SelectField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { ZoneField } from '../kit/ZoneField.tsx';
import { zoneLabel } from '../kit/zones.ts';
import { formatNumber, today } from '../locale.ts';
import { executeWithOffer } from '../session/offers.ts';
import { newId, useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { columnLetters } from '#campaign/sheet.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { EncodingField, isInDoubt } from './EncodingField.tsx';
import { FileChoice } from './FileChoice.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { endImport } from './importState.ts';
import { RowReport } from './RowReport.tsx';
import { useTrial } from './useTrial.ts';

/** The language that most people of the country read, else English. */
const BY_COUNTRY = 'by country';

/** Segments from a people list. Only the counts come in; no name ever reaches the campaign. */
export function ImportAudience({ given, onClose }: { given?: File | undefined; onClose: () => void }) {
  const campaign = useCampaign();
  // What a list does not say is as all segments have it that are there, else as the person's own machine has it.
  const [timeZone, setTimeZone] = useState(
    agreed(campaign.segments, 'timeZone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const [language, setLanguage] = useState<string>();
  const attempt = useCallback(
    (source: string, choices: AudienceChoices, job: string) =>
      call('intake.tryAudience', { source, choices, today: formatDay(today()), timeZone, job }),
    [timeZone],
  );
  const trying = useTrial(attempt, given);
  const { choices, trial, isCurrent, choose, correct, startOver } = trying;
  const [handling, setHandling] = useState<Handling>(campaign.segments.length === 0 ? 'replace' : 'add');
  const close = () => {
    endImport();
    onClose();
  };

  const lacks = (column: string) => trial?.columns[column] === null;
  const own = agreed(campaign.segments, 'language') ?? ownLanguage();
  const spoken = language ?? (lacks('country') ? own : BY_COUNTRY);
  const segments = (trial?.segments ?? []).map((segment) =>
    lacks('language') && spoken !== BY_COUNTRY ? { ...segment, language: spoken } : segment,
  );

  function bringIn() {
    const { commands } = bringInSegments(campaign, segments, handling, () => newId('segment'));
    if (commands.length === 0) notify({ tone: 'done', text: t('intake.audienceKnown') });
    const text = t('intake.audienceDone', { count: segments.length });
    if (executeWithOffer({ type: 'batch', action: 'importAudience', commands }, text)) close();
  }

  return (
    <ImportDialog
      title={t('intake.audienceTitle')}
      trying={trying}
      onClose={close}
      fileChoice={<FileChoice of="people" text={t('intake.audienceText')} onFile={(chosen) => void choose(chosen)} />}
      encodingField={
        <EncodingField read={null} chosen={choices.encoding} onChoose={(encoding) => correct({ encoding })} />
      }
      bringIn={{
        label: t('intake.bringInSegments', { count: segments.length }),
        isReady: isCurrent && segments.length > 0,
        onPress: bringIn,
      }}
    >
      {({ trial, file, source }) => (
        <>
          <div className="intake-options">
            {trial.sheets.length > 1 ? (
              <SelectField
                label={t('intake.sheet')}
                value={trial.sheetsRead[0]!}
                options={trial.sheets.map((sheet) => ({ id: sheet, label: sheet }))}
                onCommit={(sheet) => startOver({ sheet })}
              />
            ) : null}
            {isInDoubt(trial.encoding, choices.encoding) ? (
              <EncodingField
                read={trial.encoding}
                chosen={choices.encoding}
                onChoose={(encoding) => correct({ encoding })}
              />
            ) : null}
            <ManyField
              label={t('intake.by')}
              value={trial.by}
              options={GROUPINGS.filter((field) => trial.groupings.includes(field)).map((field) => ({
                id: field,
                label: t(`intake.field.${field}`),
              }))}
              emptyMeans={t('inspector.everyone')}
              onCommit={(by) => correct({ by: by as AudienceChoices['by'] })}
            />
            {lacks('language') ? (
              <SelectField
                label={t('intake.theirLanguage')}
                hint={t('intake.notSaid')}
                value={spoken}
                options={[
                  ...(lacks('country') ? [] : [{ id: BY_COUNTRY, label: t('intake.byCountry') }]),
                  ...languageOptions([own]),
                ]}
                onCommit={setLanguage}
              />
            ) : null}
            {lacks('timeZone') && lacks('country') ? (
              <ZoneField
                label={t('intake.theirZone')}
                hint={t('intake.notSaid')}
                value={timeZone}
                onCommit={setTimeZone}
              />
            ) : null}
            {campaign.segments.length > 0 ? (
              <ChoiceField
                label={t('intake.handling', { count: campaign.segments.length })}
                value={handling}
                options={{ add: t('intake.add'), replace: t('intake.replace') }}
                onChange={setHandling}
              />
            ) : null}
          </div>
          <ColumnTable key={source} {...trial} onChange={correct} />
          <p className="soft">{headcountSaid(trial)}</p>
          <RowReport key={source} fileName={file.name} source={source} trial={trial} />
          <section>
            <h3>{t('intake.segments', { count: trial.segments.length, people: formatNumber(trial.people) })}</h3>
            <div
              className="preview-scroll"
              tabIndex={0}
              role="region"
              aria-label={t('intake.segments', { count: trial.segments.length, people: formatNumber(trial.people) })}
            >
              <table className="preview-table">
                <thead>
                  <tr>
                    <th>{t('inspector.name')}</th>
                    <th>{t('intake.people')}</th>
                    <th>{t('intake.field.timeZone')}</th>
                    <th>{t('intake.field.language')}</th>
                  </tr>
                </thead>
                <tbody>
                  {segments.map((segment) => (
                    <tr key={segment.name}>
                      <td dir="auto">{segment.name}</td>
                      <td className="figure">{formatNumber(segment.size)}</td>
                      <td>{zoneLabel(segment.timeZone)}</td>
                      <td>{languageName(segment.language)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        </>
      )}
    </ImportDialog>
  );
}

function headcountSaid({ columns, headers }: AudienceTrial): string {
  const column = columns['headcount'] ?? null;
  if (column === null) return t('intake.eachPersonCounts');
  const heading = headers[column] || t('intake.column', { name: columnLetters(column) });
  return t('intake.headcountSaid', { heading });
}
