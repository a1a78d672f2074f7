import { CircleHelp } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { acceptedCommands } from '#campaign/acceptedCommands.ts';
import type { Returned } from '#contract/intake.ts';
import { GoalsBeforeAfter, useTriedOut } from '../forecast/GoalsBeforeAfter.tsx';
import { Button } from '../kit/controls.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { openOverlay } from '../navigation/overlay.ts';
import { executeWithOffer } from '../session/offers.ts';
import { tryOut } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { facts, t } from '../text/text.ts';
import './intake.css';

type Difference = Returned['differences'][number];

interface ReturnedTableProps {
  given: File;
  returned: Returned;
  onClose: () => void;
}

/** A table of this plan that people have worked in: what they changed, in words, to be taken over one by one, with what that does to the goals. */
export function ReturnedTable({ given, returned, onClose }: ReturnedTableProps) {
  const campaign = useCampaign();
  const [accepted, setAccepted] = useState<ReadonlySet<Difference>>(
    () => new Set(returned.differences.filter(({ isAsked }) => !isAsked)),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const command = useMemo(() => (accepted.size === 0 ? null : acceptedCommands([...accepted])), [accepted]);
  useTriedOut(campaign, command);

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
        <p role="status">
          {t('returned.lead', { name: given.name, rows: returned.rows, same: returned.same })}{' '}
          {returned.differences.length === 0
            ? t('returned.nothing')
            : t('returned.differences', { count: returned.differences.length })}
        </p>
        {returned.differences.length > 0 ? <GoalsBeforeAfter campaign={campaign} /> : null}
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
