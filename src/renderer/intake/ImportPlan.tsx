import { useCallback, useEffect, useRef, useState } from 'react';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { formatDay } from '#campaign/calendar.ts';
import type { PlanChoices, PlanTrial } from '#contract/intake.ts';
import { startJob } from '../bridge/job.ts';
import { call, explain } from '../bridge/studio.ts';
import { TextField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { today } from '../locale.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { windowId } from '../session/windowId.ts';
import { offerLastStep } from '../session/offers.ts';
import { names, t } from '../text/text.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { dayWords } from './dayWords.ts';
import { EncodingField } from './EncodingField.tsx';
import { FileChoice } from './FileChoice.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { following, endImport, useImportProgress } from './importState.ts';
import { PlanOptions } from './PlanOptions.tsx';
import { RowReport } from './RowReport.tsx';
import { useTrial } from './useTrial.ts';

interface ImportPlanProps {
  /** The campaign to add to; null makes a new one. */
  into: string | null;
  /** A file that was chosen already. */
  given?: File | undefined;
  /** Whether its rows are brought in even where it is a table of this very plan. */
  asNew?: boolean | undefined;
  onClose: () => void;
  onDone: (id: string) => void;
}

const context = () => ({ today: formatDay(today()), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });

const nameOf = (file: File) => file.name.replace(/\.\w+$/, '');

/** A plan from a spreadsheet: choose it, look at the guess, correct it, bring it in. */
export function ImportPlan({ into, given, asNew, onClose, onDone }: ImportPlanProps) {
  const attempt = useCallback(
    (source: string, choices: PlanChoices, job: string) =>
      call('intake.tryPlan', { source, into, choices, ...context(), job }),
    [into],
  );
  const trying = useTrial(attempt, given);
  const { file, source, setProblem, choices, trial, isCurrent, choose, correct, startOver } = trying;
  // A table of this very plan came back: what was changed in it is taken over instead of all of it once more.
  useEffect(() => {
    if (into === null || asNew || source === null || file === null) return;
    let isLeft = false;
    const job = startJob((named) =>
      call('intake.returned', { source, id: into, today: formatDay(today()), job: named }),
    );
    job.result.then(
      ({ returned }) => {
        if (!isLeft && returned) openOverlay('returnedTable', { given: file, returned });
      },
      // Whatever is wrong with the file is said by the trial.
      () => undefined,
    );
    return () => {
      isLeft = true;
      job.cancel();
    };
  }, [into, asNew, source, file]);
  const [name, setName] = useState(given ? nameOf(given) : '');
  const [isImporting, setImporting] = useState(false);
  const working = useImportProgress((state) => state.job !== null);
  // A closed dialog brings nothing in any more; the studio stops where it can.
  const isClosed = useRef(false);
  const close = () => {
    isClosed.current = true;
    endImport();
    onClose();
  };

  async function bringIn() {
    setImporting(true);
    try {
      const { id, imported, ideas } = await following((job) =>
        call('intake.importPlan', {
          source: source!,
          into,
          choices,
          name: name.trim() || file!.name,
          ...context(),
          actor: { window: windowId },
          job,
        }),
      );
      if (isClosed.current) return;
      endImport();
      const done = t('intake.done', { count: imported });
      const text = ideas === 0 ? done : t('intake.doneIdeas', { text: done, count: ideas });
      if (into === null) notify({ tone: 'done', text });
      else offerLastStep(text);
      onDone(id);
      onClose();
    } catch (error) {
      setProblem(explain(error));
      setImporting(false);
    }
  }

  return (
    <ImportDialog
      title={into === null ? t('intake.planTitle') : t('intake.planInto')}
      trying={trying}
      onClose={close}
      fileChoice={
        <FileChoice
          of="plan"
          text={t('intake.planText')}
          onFile={(chosen) => {
            setName(nameOf(chosen));
            void choose(chosen);
          }}
        />
      }
      encodingField={
        <EncodingField read={null} chosen={choices.encoding} onChoose={(encoding) => correct({ encoding })} />
      }
      bringIn={{
        label: t('intake.bringIn', { count: trial?.imported ?? 0 }),
        isReady: isCurrent && (trial?.imported ?? 0) > 0 && !working && !isImporting,
        onPress: () => void bringIn(),
      }}
    >
      {({ trial, file, source }) => (
        <>
          <div className="intake-options">
            {into === null ? (
              <TextField
                label={t('intake.campaignName')}
                value={name}
                required
                maxLength={LONGEST_NAME}
                onCommit={setName}
              />
            ) : null}
            <PlanOptions
              trial={trial}
              choices={choices}
              onCorrect={correct}
              onSheets={(sheets) => {
                const { columns: _, headerRow: __, ...others } = choices;
                startOver({ ...others, sheets });
              }}
            />
          </div>
          <ColumnTable key={source} {...trial} onChange={correct} />
          <RowReport
            key={source}
            fileName={file.name}
            source={source}
            trial={trial}
            editing={{
              rows: choices.rows ?? {},
              fields: Object.keys(trial.columns),
              onCorrect: (rows) => correct({ rows }),
            }}
          />
          <Preview trial={trial} />
        </>
      )}
    </ImportDialog>
  );
}

function Preview({ trial }: { trial: PlanTrial }) {
  if (trial.preview.length === 0) return null;
  return (
    <section>
      <h3>{t('intake.preview', { count: trial.preview.length })}</h3>
      <div
        className="preview-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('intake.preview', { count: trial.preview.length })}
      >
        <table className="preview-table">
          <thead>
            <tr>
              <th>{t('intake.field.date')}</th>
              <th>{t('inspector.name')}</th>
              <th>{t('inspector.direction')}</th>
              <th>{t('inspector.channel')}</th>
              <th>{t('inspector.audience')}</th>
              <th>{t('inspector.subject')}</th>
            </tr>
          </thead>
          <tbody>
            {trial.preview.map((touchpoint, index) => (
              <tr key={index}>
                <td className="figure">{dayWords(touchpoint)}</td>
                <td dir="auto">{touchpoint.name}</td>
                <td>
                  <i className={`swatch swatch-${touchpoint.direction}`} aria-hidden />{' '}
                  {t(`direction.${touchpoint.direction}`)}
                </td>
                <td>{t(`channel.${touchpoint.channel}`)}</td>
                <td dir="auto">{names(touchpoint.audience) || t('inspector.everyone')}</td>
                <td dir="auto">{touchpoint.subject}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
