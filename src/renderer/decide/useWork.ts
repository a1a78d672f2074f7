import { useEffect, useMemo, useRef } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { useSession } from '../session/session.ts';
import { cancelWork, keep, IDLE, nameOf, startWork, useWorks, type Question } from './works.ts';

/** The works of works.ts about the open campaign, as parts of a screen see them. */

export interface Work<R> {
  result: { value: R; campaign: Campaign } | null;
  /** 0 to 1 while it is under way. */
  progress: number | null;
  problem: string | null;
  /** Whether the plan has changed since the result was worked out. */
  isStale: boolean;
  start: () => void;
  cancel: () => void;
}

/** A work that a button starts. `question` tells it apart from others about the same campaign, by what it asks and by its inputs. */
export function useWork<R>(
  question: readonly unknown[],
  ask: Question<R>['ask'],
  told: Question<R>['told'],
  beside = '',
): Work<R> {
  const campaign = useSession((session) => session.open?.campaign);
  const id = useSession((session) => session.open?.id ?? '');
  const name = nameOf(id, ...question);
  const { result, progress, problem } = useWorks(({ works }) => works[name] ?? IDLE);
  const about = result?.campaign;
  // By what the plan says: after undo it is the same again.
  const hasChanged = useMemo(
    () => about !== undefined && about !== campaign && JSON.stringify(about) !== JSON.stringify(campaign),
    [about, campaign],
  );
  return {
    result: result as Work<R>['result'],
    progress,
    problem,
    isStale: hasChanged || (result !== null && result.beside !== beside),
    start: () => void startWork({ name, beside, ask, told }),
    cancel: () => cancelWork(name),
  };
}

/** What is chosen in a field of the screen: it is still so when somebody comes back. */
export function useChoice<T>(field: string, initial: T): [T, (value: T) => void] {
  const id = useSession((session) => session.open?.id ?? '');
  const name = nameOf(id, field);
  const value = useWorks(({ kept }) => kept[name]);
  return [value === undefined ? initial : (value as T), (next) => keep(name, next)];
}

/** Asks anew whenever the stored plan or the question changes; keeps the last answer meanwhile, also while the screen is left. */
export function useAnswer<R>(
  question: readonly unknown[],
  ask: (about: { id: string; revision: number }) => Promise<R>,
): R | null {
  const id = useSession((session) => session.open?.id ?? '');
  const revision = useSession((session) => session.open?.revision ?? 0);
  const name = nameOf(id, ...question);
  const answer = useWorks(({ kept }) => kept[name]) as R | undefined;
  // Made anew with every rendering; what the question depends on is in the name.
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });
  useEffect(() => {
    let isWanted = true;
    asking
      .current({ id, revision })
      .then((value) => isWanted && keep(name, value))
      // The document moved on: the next revision asks again.
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [id, revision, name, asking]);
  return answer ?? null;
}
