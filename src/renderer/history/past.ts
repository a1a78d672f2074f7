import type { PastStep, Version } from '#contract/history.ts';
import { capital } from '#language/vocabulary.ts';
import { entryWords } from '../session/entries.ts';
import { wordsFor } from '#campaign/fields.ts';
import { t } from '../text/text.ts';

/** The history as it is read: pure. */

/** One state of the campaign that can be gone back to: how it was once a step was done. */
export interface Moment {
  revision: number;
  words: string;
  /** Who made it so, in words, and when. */
  who: string;
  at: string | null;
  /** What became of the step since: taken back, or done again after that. */
  since: { kind: 'undo' | 'redo'; who: string; at: string } | null;
  /** Whether the campaign is so now. */
  isNow: boolean;
  versions: string[];
}

export interface Known {
  revision: number;
  person: string;
  steps: readonly PastStep[];
  isMore: boolean;
  versions: readonly Version[];
}

/** More fields than these are not told one by one. */
const FIELDS_TOLD = 3;

/** What a step did, in words: “move “Launch email””, “change “Launch email”: subject, owner”, undone or done again. */
export function stepWords({
  kind,
  action,
  name,
  fields,
}: Pick<PastStep, 'kind' | 'action' | 'name' | 'fields'>): string {
  const did = entryWords({ action, name }) ?? t('history.change');
  const words = [...new Set(fields.map(wordsFor))];
  const told = words.slice(0, FIELDS_TOLD).join(', ');
  const step =
    words.length === 0
      ? did
      : t(words.length > FIELDS_TOLD ? 'history.changeMore' : 'history.changeOf', { step: did, fields: told });
  return kind === 'do' ? capital(step) : t(kind === 'undo' ? 'shell.undone' : 'shell.redone', { step });
}

/** Who did a step, as this window sees it. */
export function whoWords({ actor }: Pick<PastStep, 'actor'>, person: string, window: string): string {
  if (actor.window === window) return t('history.you');
  if (actor.person !== '' && person !== '' && actor.person !== person) return actor.person;
  return t(actor.window === '' ? 'history.otherProgram' : 'history.otherWindow');
}

/**
 * The states there are, the newest first; how it was at the beginning comes last. An undo or redo that leads to a state that is among them is told
 * at the step that it took back or did again, and is no state of its own.
 */
export function momentsOf({ revision: now, person, steps, isMore, versions }: Known, window: string): Moment[] {
  const moments: Moment[] = [];
  /** The steps that stand, a bit for each entry: two states with the same ones are the same. */
  let standing = 0n;
  const bits = new Map<string, bigint>();
  const byStanding = new Map<bigint, Moment>();
  const byEntry = new Map<string, Moment>();
  const byRevision = new Map<number, Moment>();
  const add = (moment: Pick<Moment, 'revision' | 'words' | 'who' | 'at'>): Moment => {
    const added = { ...moment, since: null, isNow: false, versions: [] };
    moments.push(added);
    byStanding.set(standing, added);
    byRevision.set(moment.revision, added);
    return added;
  };
  const first = (steps.at(-1)?.revision ?? now + 1) - 1;
  if (!isMore)
    add({ revision: first, words: t(first === 0 ? 'history.beginning' : 'history.earliest'), who: '', at: null });
  for (const step of steps.toReversed()) {
    const { entry, kind, revision, at } = step;
    if (!bits.has(entry)) bits.set(entry, 1n << BigInt(bits.size));
    standing ^= bits.get(entry)!;
    const who = whoWords(step, person, window);
    const meant = byEntry.get(entry);
    if (kind !== 'do' && meant) meant.since = { kind, who, at };
    const known = kind === 'do' ? undefined : byStanding.get(standing);
    if (known) byRevision.set(revision, known);
    else if (kind === 'do') byEntry.set(entry, add({ revision, words: stepWords(step), who, at }));
    else add({ revision, words: stepWords(step), who, at });
  }
  for (const { revision, name } of versions) byRevision.get(revision)?.versions.push(name);
  const shown = byRevision.get(now);
  if (shown) shown.isNow = true;
  return moments.toReversed();
}
