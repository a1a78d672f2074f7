import { useEffect, useState } from 'react';
import type { Input, Output } from '#contract/contract.ts';
import { keepAsking, OF_PUBLISHING } from '../bridge/asking.ts';
import { call } from '../bridge/studio.ts';

type Asked = Input<'publishing.journal'>;

/** Rows of the journal, kept up to date with whatever any publisher does. */
export function useJournal(asked: Asked): Output<'publishing.journal'> & { problem: string | null; isHere: boolean } {
  const [answer, setAnswer] = useState<Output<'publishing.journal'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const question = JSON.stringify(asked);
  useEffect(
    () =>
      keepAsking(
        OF_PUBLISHING,
        () => call('publishing.journal', JSON.parse(question) as Asked),
        (found) => {
          setAnswer(found);
          setProblem(null);
        },
        setProblem,
      ),
    [question],
  );
  return { lines: answer?.lines ?? [], total: answer?.total ?? 0, problem, isHere: answer !== null };
}
