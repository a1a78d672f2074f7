import type { PastStep, Version } from '#contract/history.ts';
import { entryWords } from '../session/entries.ts';
import { t } from '../text/text.ts';

/** The history as it is read: pure. */

/** One state of the campaign that can be gone back to: how it was once a step was done. */
export interface Moment {
  revision: number;
  words: string;
  /** Who made it so, in words, and when. */
  who: string;
  at: string | null;
  versions: string[];
}

export interface Known {
  revision: number;
  person: string;
  steps: readonly PastStep[];
  isMore: boolean;
  versions: readonly Version[];
}

/** What a step did, in words: “move “Launch email””, undone or done again. */
export function stepWords({ kind, action, name }: Pick<PastStep, 'kind' | 'action' | 'name'>): string {
  const step = entryWords({ action, name }) ?? t('history.change');
  return kind === 'do' ? capital(step) : t(kind === 'undo' ? 'shell.undone' : 'shell.redone', { step });
}

/** Who did a step, as this window sees it. */
export function whoWords({ actor }: Pick<PastStep, 'actor'>, person: string, window: string): string {
  if (actor.window === window) return t('history.you');
  if (actor.person !== '' && person !== '' && actor.person !== person) return actor.person;
  return t(actor.window === '' ? 'history.otherProgram' : 'history.otherWindow');
}

/** The states there are, the newest first; how it was at the beginning comes last. */
export function momentsOf({ person, steps, isMore, versions }: Known, window: string): Moment[] {
  const named = Map.groupBy(versions, ({ revision }) => revision);
  const namesAt = (revision: number) => (named.get(revision) ?? []).map(({ name }) => name);
  const moments = steps.map((step): Moment => ({
    revision: step.revision,
    words: stepWords(step),
    who: whoWords(step, person, window),
    at: step.at,
    versions: namesAt(step.revision),
  }));
  const first = (steps.at(-1)?.revision ?? 1) - 1;
  if (isMore) return moments;
  return [
    ...moments,
    {
      revision: first,
      words: t(first === 0 ? 'history.beginning' : 'history.earliest'),
      who: '',
      at: null,
      versions: namesAt(first),
    },
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
