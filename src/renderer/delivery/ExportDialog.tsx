import { FileText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { startsOfCohorts } from '#campaign/rolling.ts';
import type { Excerpt, Target } from '#contract/delivery.ts';
import { startJob, type Job } from '../bridge/job.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { saveFile } from '../kit/saveFile.ts';
import { Button } from '../kit/controls.tsx';
import { SelectField } from '../kit/fields.tsx';
import { announce } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { Progress } from '../kit/Progress.tsx';
import { dayFormats, locale } from '../locale.ts';
import { useBands } from '../navigation/bands.ts';
import { useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { ExcerptFields } from './ExcerptFields.tsx';
import './delivery.css';

interface Outcome {
  text: string;
  problems: string[];
  isFailure: boolean;
}

/** The plan as files for other systems, and as a page for stakeholders. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const id = useSession((state) => state.open!.id);
  const campaign = useCampaign();
  const cohorts = cohortsOf(campaign);
  const [excerpt, setExcerpt] = useState<Excerpt>({});
  const [cohort, setCohort] = useState(WHOLE_PLAN);
  const [targets, setTargets] = useState<Target[]>([]);
  const [working, setWorking] = useState<string | null>(null);
  const [share, setShare] = useState(0);
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const job = useRef<Job<Outcome>>(undefined);

  // However the dialog goes, its work goes with it.
  useEffect(() => () => job.current?.cancel(), []);

  useEffect(() => {
    call('delivery.targets', {})
      .then((answer) => setTargets(answer.targets))
      .catch((error: unknown) => setOutcomes({ report: failure(error) }));
  }, []);

  async function run(target: string) {
    // The button at work keeps the focus, so it is not disabled; it only does nothing more.
    if (working !== null) return;
    setWorking(target);
    setShare(0);
    job.current = startJob((named) => (target === 'report' ? reportFor(named) : filesFor(target, named)), setShare);
    const outcome = await job.current.result.catch(failure);
    announce(outcome.text);
    setOutcomes((before) => ({ ...before, [target]: outcome }));
    setWorking(null);
  }

  async function reportFor(named: string): Promise<Outcome> {
    const bands = useBands.getState().kind;
    const { fileName, mediaType, bytes } = await call('delivery.report', { id, locale, bands, job: named });
    saveFile(fileName, mediaType, bytes);
    return { text: t('delivery.saved', { name: fileName }), problems: [], isFailure: false };
  }

  async function filesFor(target: string, named: string): Promise<Outcome> {
    const about = { id, target, locale, excerpt, ...asked(cohort) };
    const { files, fileName, mediaType, bytes, problems } = await call('delivery.export', { ...about, job: named });
    if (files > 0) saveFile(fileName, mediaType, bytes);
    return {
      text: files > 0 ? t('delivery.savedFiles', { name: fileName, count: files }) : t('delivery.nothing'),
      problems: problems.map(({ message }) => message),
      isFailure: files === 0,
    };
  }

  return (
    <Dialog
      title={t('delivery.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('shell.close')}</Button>}
    >
      {cohorts.length > 0 ? (
        <SelectField
          label={t('delivery.cohort')}
          value={cohort}
          options={[
            { id: WHOLE_PLAN, label: t('delivery.wholePlan') },
            { id: OWN_DAYS, label: t('delivery.ownDays') },
            { id: EVERY_COHORT, label: t('delivery.everyCohort') },
            ...cohorts,
          ]}
          hint={t(`delivery.cohortHint.${hintOf(cohort)}`)}
          onCommit={(chosen) => {
            setCohort(chosen);
            // The dates of others are not theirs.
            setExcerpt(({ from: _, until: __, ...others }) => others);
          }}
        />
      ) : null}
      <ExcerptFields
        campaign={campaign}
        start={cohorts.some(({ id: first }) => first === cohort) ? cohort : campaign.start}
        excerpt={excerpt}
        onChange={setExcerpt}
      />
      <ul className="targets">
        <TargetRow
          icon
          name={t('delivery.report')}
          description={t('delivery.reportText')}
          outcome={outcomes['report']}
          share={working === 'report' ? share : null}
          isDisabled={working !== null && working !== 'report'}
          onRun={() => void run('report')}
          onStop={() => job.current?.cancel()}
        />
        {targets.map((target) => (
          <TargetRow
            key={target.id}
            name={target.name}
            description={objection(target, cohort) ?? descriptionOf(target, cohort)}
            outcome={outcomes[target.id]}
            share={working === target.id ? share : null}
            isDisabled={(working !== null && working !== target.id) || objection(target, cohort) !== null}
            onRun={() => void run(target.id)}
            onStop={() => job.current?.cancel()}
          />
        ))}
      </ul>
    </Dialog>
  );
}

/** Stand for no cohort. No date can be one of these: they hold a space. */
const WHOLE_PLAN = ' plan';
const OWN_DAYS = ' own days';
const EVERY_COHORT = ' every';

/** What the studio is asked for. */
function asked(chosen: string): { cohort?: string; ownDays?: true } {
  if (chosen === WHOLE_PLAN) return {};
  if (chosen === OWN_DAYS) return { ownDays: true };
  return { cohort: chosen === EVERY_COHORT ? 'all' : chosen };
}

const hintOf = (chosen: string) =>
  chosen === WHOLE_PLAN ? 'plan' : chosen === OWN_DAYS ? 'ownDays' : chosen === EVERY_COHORT ? 'every' : 'dates';

/** What comes out: of the plan's own file another one, where days are counted. */
const descriptionOf = ({ id, description }: Target, chosen: string): string =>
  id === 'json' && chosen === OWN_DAYS ? t('delivery.scheduleText') : description;

/** Why a target cannot be made so, or null. */
function objection({ countsDays, files }: Target, chosen: string): string | null {
  if (chosen === OWN_DAYS && !countsDays) return t('delivery.notByOwnDays');
  return chosen === EVERY_COHORT && files === 'many' ? t('delivery.notEveryCohort') : null;
}

/** The days on which people start in a rolling plan; none where everyone starts at once. */
const cohortsOf = (campaign: Campaign): { id: string; label: string }[] =>
  startsOfCohorts(campaign).map((first) => ({
    id: first,
    label: t('delivery.cohortOf', { date: dayFormats.weekdayDated(dayOf(first)) }),
  }));

function failure(error: unknown): Outcome {
  const isStopped = error instanceof StudioCallError && error.code === 'cancelled';
  return { text: isStopped ? t('delivery.stopped') : explain(error), problems: [], isFailure: !isStopped };
}
const MOST_PROBLEMS = 20;

interface TargetRowProps {
  name: string;
  description: string;
  outcome: Outcome | undefined;
  /** How far it is; null where it is not under way. */
  share: number | null;
  isDisabled: boolean;
  icon?: boolean;
  onRun: () => void;
  onStop: () => void;
}

function TargetRow({ name, description, outcome, share, isDisabled, icon, onRun, onStop }: TargetRowProps) {
  return (
    <li className="target">
      <div className="target-text">
        <h3>
          {icon ? <FileText aria-hidden /> : null}
          {name}
        </h3>
        <p className="soft">{description}</p>
        {share === null ? null : <Progress share={share} label={t('delivery.working')} />}
        {share === null && outcome ? (
          <div
            className={outcome.isFailure ? 'target-failed' : 'target-done'}
            role={outcome.isFailure ? 'alert' : 'status'}
          >
            {outcome.text}
            {outcome.problems.length > 0 ? (
              <ul>
                {outcome.problems.slice(0, MOST_PROBLEMS).map((problem, index) => (
                  <li key={index}>{problem}</li>
                ))}
                {outcome.problems.length > MOST_PROBLEMS ? (
                  <li>{t('delivery.moreProblems', { count: outcome.problems.length - MOST_PROBLEMS })}</li>
                ) : null}
              </ul>
            ) : null}
          </div>
        ) : null}
      </div>
      {share === null ? null : (
        <Button aria-label={t('delivery.stopNamed', { name })} onPress={onStop}>
          {t('delivery.stop')}
        </Button>
      )}
      <Button
        look={icon ? 'main' : 'plain'}
        isDisabled={isDisabled}
        aria-label={t('delivery.saveNamed', { name })}
        onPress={onRun}
      >
        {share !== null ? t('delivery.working') : t('delivery.save')}
      </Button>
    </li>
  );
}
