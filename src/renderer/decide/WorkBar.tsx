import { useEffect, useRef } from 'react';
import { Button } from '../kit/controls.tsx';
import { Progress } from '../kit/Progress.tsx';
import { t } from '../text/text.ts';
import type { Work } from './useWork.ts';

/** The button that starts a work; while it is under way, how far it is and how to stop it. */
export function WorkBar<R>({ work, label, doing }: { work: Work<R>; label: string; doing: string }) {
  const bar = useRef<HTMLDivElement>(null);
  const isWorking = work.progress !== null;
  const wasWorking = useRef(isWorking);
  // The button that was pressed makes way for the other one, which takes the focus over.
  useEffect(() => {
    if (wasWorking.current !== isWorking && document.activeElement === document.body)
      bar.current?.querySelector('button')?.focus();
    wasWorking.current = isWorking;
  }, [isWorking]);
  if (work.progress === null) {
    return (
      <div ref={bar}>
        <Button look="main" onPress={work.start}>
          {label}
        </Button>
      </div>
    );
  }
  return (
    <div className="work-bar" ref={bar}>
      <Progress share={work.progress} label={doing} />
      <Button onPress={work.cancel}>{t('shell.cancel')}</Button>
    </div>
  );
}

/** What went wrong, or that the plan has changed since. */
export function WorkNote<R>({ work }: { work: Work<R> }) {
  if (work.problem !== null)
    return (
      <p className="work-note" data-tone="problem" role="alert">
        {work.problem}
      </p>
    );
  if (work.isStale && work.progress === null) return <p className="work-note">{t('decide.stale')}</p>;
  return null;
}
