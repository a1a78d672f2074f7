import { type Item, type JsonValue, type LedgerRow } from '#contract/publishing.ts';
import type { Difference } from '#contract/publish.ts';

/** What is otherwise about a message than about the one that was approved before. Pure. */

type Compared = Pick<Item, 'local' | 'timeZone' | 'payload'>;

/** How it was approved last: what is planned or under way, else what is out; undefined where there is neither. */
export function lastApproved(rows: readonly LedgerRow[]): LedgerRow | undefined {
  const latest = rows.toSorted((a, b) => b.revision - a.revision);
  return (
    latest.find(({ state, action }) => action !== 'withdraw' && /^(planned|claimed|unknown)$/.test(state)) ??
    latest.find(({ state }) => state === 'sent')
  );
}

/**
 * Each part of two messages that differs, in the order of the parts: first their time (`of` is 'time'), then what is sent, by the path in the payload.
 * Of texts of several lines only what lies between the first and the last line that differs. Empty where only recipients or destination are others.
 */
export function differencesOf(before: Compared, after: Compared): Difference[] {
  const then = partsOf(before);
  const now = partsOf(after);
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((of) => {
    const [old, next] = [then.get(of) ?? '', now.get(of) ?? ''];
    return old === next ? [] : [{ of, ...withoutCommonLines(old, next) }];
  });
}

const partsOf = ({ local, timeZone, payload }: Compared): Map<string, string> =>
  new Map([['time', `${local.replace('T', ' ')} ${timeZone}`], ...leavesOf(payload, '')]);

function leavesOf(value: JsonValue, path: string): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, String(value ?? '')]];
  return Object.entries(value).flatMap(([name, one]) => leavesOf(one, path === '' ? name : `${path}.${name}`));
}

function withoutCommonLines(old: string, next: string): Pick<Difference, 'before' | 'after'> {
  const [a, b] = [old.split(/\r?\n/), next.split(/\r?\n/)];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let end = 0;
  while (end < a.length - from && end < b.length - from && a.at(-1 - end) === b.at(-1 - end)) end++;
  const between = (lines: string[]) => lines.slice(from, lines.length - end).join('\n');
  return { before: between(a), after: between(b) };
}
