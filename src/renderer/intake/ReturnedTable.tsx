import { CircleHelp } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { acceptedCommands } from '#campaign/acceptedCommands.ts';
import { formatDay } from '#campaign/calendar.ts';
import type { Returned } from '#contract/intake.ts';
import { call, explain } from '../bridge/studio.ts';
import { compareWith } from '../forecast/forecastState.ts';
import { GoalStrip } from '../forecast/GoalStrip.tsx';
import { Button } from '../kit/controls.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { today } from '../locale.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { executeWithOffer } from '../session/offers.ts';
import { tryOut, useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { facts, t } from '../text/text.ts';
import { endImport, following, handOver } from './importState.ts';
import './intake.css';

type Difference = Returned['differences'][number];

interface ReturnedTableProps {
  given: File;
  onClose: () => void;
}

/** A table of this plan that people have worked in: what they changed, in words, to be taken over one by one, with what that does to the goals. */
export function ReturnedTable({ given, onClose }: ReturnedTableProps) {
  const campaign = useCampaign();
  const id = useSession((state) => state.open!.id);
  const [returned, setReturned] = useState<Returned | null>(null);
  const [accepted, setAccepted] = useState<ReadonlySet<Difference>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isLeft = false;
    handOver(given)
      .then((source) => following((job) => call('intake.returned', { source, id, today: formatDay(today()), job })))
      .then(({ returned: found }) => {
        if (isLeft) return;
        if (found === null) return setProblem(t('returned.another'));
        setReturned(found);
        setAccepted(new Set(found.differences.filter(({ isAsked }) => !isAsked)));
      })
      .catch((error: unknown) => isLeft || setProblem(explain(error)));
    return () => {
      isLeft = true;
      endImport();
    };
  }, [given, id]);

  const command = useMemo(() => (accepted.size === 0 ? null : acceptedCommands([...accepted])), [accepted]);
  // The goals are shown with what is ticked, against the plan as it is.
  useEffect(() => compareWith(campaign), [campaign]);
  useEffect(() => tryOut(command), [command]);
  useEffect(() => () => tryOut(null), []);

  function takeOver() {
    if (!command) return;
    tryOut(null);
    if (executeWithOffer(command, t('returned.done', { count: accepted.size }))) onClose();
    else setProblem(t('returned.refused'));
  }
  const toggle = (difference: Difference) => {
    const next = new Set(accepted);
    if (!next.delete(difference)) next.add(difference);
    setAccepted(next);
  };

  return (
    <Dialog
      title={t('returned.title')}
      size="large"
      keepOnOutsideClick
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => openOverlay('importPlan', { given, asNew: true })}>{t('returned.asNew')}</Button>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" isDisabled={accepted.size === 0} onPress={takeOver}>
            {t('returned.takeOver', { count: accepted.size })}
          </Button>
        </>
      }
    >
      <div className="returned">
        {problem === null ? null : (
          <p className="work-note" data-tone="problem" role="alert">
            {problem}
          </p>
        )}
        {returned === null ? (
          problem === null ? (
            <p role="status">{t('returned.reading', { name: given.name })}</p>
          ) : null
        ) : (
          <>
            <p role="status">
              {t('returned.lead', { name: given.name, rows: returned.rows, same: returned.same })}{' '}
              {returned.differences.length === 0
                ? t('returned.nothing')
                : t('returned.differences', { count: returned.differences.length })}
            </p>
            {campaign.goals.length > 0 && returned.differences.length > 0 ? (
              <section aria-label={t('moved.goals')}>
                <h3>{t('moved.goals')}</h3>
                <GoalStrip campaign={campaign} />
              </section>
            ) : null}
            {returned.differences.length > 0 ? (
              <div className="returned-all">
                <Button look="quiet" onPress={() => setAccepted(new Set(returned.differences))}>
                  {t('returned.all')}
                </Button>
                <Button look="quiet" onPress={() => setAccepted(new Set())}>
                  {t('returned.none')}
                </Button>
              </div>
            ) : null}
            <ul className="returned-list">
              {returned.differences.map((difference) => (
                <DifferenceRow
                  key={`${difference.kind} ${difference.touchpointId}`}
                  difference={difference}
                  isAccepted={accepted.has(difference)}
                  onToggle={() => toggle(difference)}
                />
              ))}
            </ul>
            {returned.questions.length > 0 ? (
              <section aria-label={t('returned.questions')}>
                <h3>{t('returned.questions')}</h3>
                <ul className="returned-questions">
                  {returned.questions.map(({ row, sentence }, index) => (
                    <li key={`${row} ${index}`}>
                      <CircleHelp aria-hidden />
                      <span dir="auto">{sentence}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface DifferenceRowProps {
  difference: Difference;
  isAccepted: boolean;
  onToggle: () => void;
}

function DifferenceRow({ difference, isAccepted, onToggle }: DifferenceRowProps) {
  const { name, kind, rows, sentences, isAsked } = difference;
  const box = useId();
  return (
    <li className="returned-one" data-kind={kind}>
      <div className="returned-head">
        <input id={box} type="checkbox" checked={isAccepted} onChange={onToggle} />
        <label htmlFor={box} className="returned-words">
          <strong dir="auto">{name}</strong>
          <span className="soft">
            {facts(
              t(`returned.kind.${kind}`),
              rows.length > 0 && t('returned.row', { count: rows.length, rows: rows.join(', ') }),
            )}
          </span>
        </label>
      </div>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence} dir="auto">
            {sentence}
          </li>
        ))}
      </ul>
      {isAsked ? <p className="soft">{t('returned.asked')}</p> : null}
    </li>
  );
}
