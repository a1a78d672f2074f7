import { useEffect, useState } from 'react';
import type { Input, Output } from '#contract/contract.ts';
import { call, explain, subscribe } from '../bridge/studio.ts';

type Asked = Input<'publishing.journal'>;

/** Rows of the journal, kept up to date with whatever any publisher does. */
export function useJournal(asked: Asked): Output<'publishing.journal'> & { problem: string | null; isHere: boolean } {
  const [answer, setAnswer] = useState<Output<'publishing.journal'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const question = JSON.stringify(asked);
  useEffect(() => {
    let isLeft = false;
    const ask = () => {
      call('publishing.journal', JSON.parse(question) as Asked).then(
        (found) => {
          if (isLeft) return;
          setAnswer(found);
          setProblem(null);
        },
        (error: unknown) => isLeft || setProblem(explain(error)),
      );
    };
    ask();
    const stop = subscribe(({ type }) => {
      if (type === 'publishing.changed' || type === 'library.changed') ask();
    });
    return () => {
      isLeft = true;
      stop();
    };
  }, [question]);
  return { lines: answer?.lines ?? [], total: answer?.total ?? 0, problem, isHere: answer !== null };
}
