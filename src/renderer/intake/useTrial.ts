import { useEffect, useState } from 'react';
import { explain } from '../bridge/studio.ts';
import { isCorrected } from './corrections.ts';
import { following, handOver, endImport, setCorrecting } from './importState.ts';

/** A chosen file, what the studio makes of it, and the person's corrections: the same for plans and for people lists. */

export interface Choices {
  columns?: Record<string, number | null> | undefined;
}

export interface Trying<C extends Choices, Made> {
  file: File | null;
  source: string | null;
  choices: C;
  /** What was made of the file the last time that it could be read. */
  trial: Made | null;
  /** Whether that is with the choices as they are now. */
  isCurrent: boolean;
  problem: string | null;
  setProblem: (problem: string | null) => void;
  choose: (file: File) => Promise<void>;
  /** Back to choosing a file. */
  forget: () => void;
  /** Adds to the choices; columns one by one. */
  correct: (changes: C) => void;
  /** Other choices altogether. */
  startOver: (choices: C) => void;
}

/** Tries the file again with every correction; begins with the one `given`. `attempt` must stay the same function while what it reads stays the same. */
export function useTrial<C extends Choices, Made>(
  attempt: (source: string, choices: C, job: string) => Promise<Made>,
  given?: File,
): Trying<C, Made> {
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const [choices, setChoices] = useState<C>({} as C);
  const [trial, setTrial] = useState<{ made: Made; choices: C } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (source === null) return;
    let isCurrent = true;
    setCorrecting(isCorrected(choices));
    following((job) => attempt(source, choices, job))
      .then((made) => {
        if (!isCurrent) return;
        setTrial({ made, choices });
        setProblem(null);
      })
      // What was made before stays in view, so that the choice that does not work can be changed.
      .catch((error: unknown) => (isCurrent ? setProblem(explain(error)) : undefined));
    return () => {
      isCurrent = false;
    };
  }, [source, choices, attempt]);

  function forget() {
    endImport();
    setFile(null);
    setSource(null);
    setChoices({} as C);
    setTrial(null);
    setProblem(null);
  }

  async function choose(chosen: File) {
    forget();
    setFile(chosen);
    try {
      setSource(await handOver(chosen));
    } catch (error) {
      setFile(null);
      setProblem(explain(error));
    }
  }

  // However the dialog goes, its work and its file go with it.
  useEffect(() => endImport, []);

  useEffect(() => {
    if (given) void choose(given);
    // A dialog is given one file, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  return {
    file,
    source,
    choices,
    trial: trial?.made ?? null,
    isCurrent: trial?.choices === choices,
    problem,
    setProblem,
    choose,
    forget,
    correct: (changes) =>
      setChoices((before) => ({ ...before, ...changes, columns: { ...before.columns, ...changes.columns } })),
    startOver: setChoices,
  };
}
