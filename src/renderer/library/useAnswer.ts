import { useEffect, useState } from 'react';
import type { Input, Output } from '#contract/contract.ts';
import { keepAsking } from '../bridge/asking.ts';
import { call } from '../bridge/studio.ts';

/** Calls that are asked nothing and answer about the library as a whole. */
type Question = 'library.list' | 'library.removed' | 'studio.about';

export interface Asked<Q extends Question> {
  /** null until the studio has answered. */
  answer: Output<Q> | null;
  problem: string | null;
  reload: () => void;
}

/** The studio's answer, kept up to date with what happens to the library in any window. */
export function useAnswer<Q extends Question>(question: Q): Asked<Q> {
  const [answer, setAnswer] = useState<Output<Q> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const reload = () => setAsked((count) => count + 1);
  useEffect(
    () =>
      keepAsking(
        ['library.changed'],
        () => call(question, {} as Input<Q>),
        (found) => {
          setAnswer(found);
          setProblem(null);
        },
        setProblem,
      ),
    [question, asked],
  );
  return { answer, problem, reload };
}
