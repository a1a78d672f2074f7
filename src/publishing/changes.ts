import { DAY_MILLISECONDS } from '#campaign/calendar.ts';
import type { Fate } from '#contract/publish.ts';
import {
  ASKS,
  gotIt,
  type Ending,
  type Item,
  type LedgerChange,
  type LedgerRow,
  type NewRow,
  type Settlement,
  type Stopped,
} from '#contract/publishing.ts';
import type { Problem } from '#delivery/export.ts';
import { AT_TARGET } from '#language/atTarget.ts';
import { english } from '#language/formats.ts';
import type { Target } from './target.ts';

/** What an approval does to the ledger: the difference between what is planned now and what is known of before. Pure. */

interface Asked {
  items: readonly (Item & { hash: string })[];
  /** Keys of the plan whose time is past: they stay as they are. */
  kept: ReadonlySet<string>;
  /** All rows of profile and campaign, superseded ones too. */
  rows: readonly LedgerRow[];
  target: Pick<Target, 'id' | 'timing' | 'horizonDays' | 'update' | 'withdraw'>;
  now: Date;
}

interface Changes {
  fates: Map<string, Fate>;
  changes: LedgerChange[];
  notes: Problem[];
}

/** What is known of one key. */
interface Standing {
  last: LedgerRow;
  /** What is out. */
  sent: LedgerRow | undefined;
  /** What is planned, under way or unknown. */
  open: LedgerRow | undefined;
  /** A change or a withdrawal of what is out was tried, and nobody can say how much of it was done. */
  isHalfDone: boolean;
}

/** Before the horizon of a target, so that its clock may go a little otherwise than ours. */
const MARGIN_MS = 3600_000;

/** A withdrawal that could not be done ends like this, and what is out is whole. */
const isLeftAsItWas = ({ action, state }: LedgerRow) => action === 'withdraw' && state === 'superseded';

function standings(rows: readonly LedgerRow[]): Map<string, Standing> {
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ key }) => key),
      ([key, some]) => {
        const inOrder = some.toSorted((a, b) => a.revision - b.revision);
        const sent = inOrder.findLast(({ state }) => state === 'sent');
        // What is under way or unknown comes before what is only planned.
        const open =
          inOrder.findLast(({ state }) => state === 'claimed' || state === 'unknown') ??
          inOrder.findLast(({ state }) => state === 'planned');
        const isHalfDone = inOrder.some(
          (row) => sent && row.revision > sent.revision && row.attempts > 0 && !isLeftAsItWas(row),
        );
        return [key, { last: inOrder.at(-1)!, sent, open, isHalfDone }];
      },
    ),
  );
}

/** When an item is handed over: at its time, or at once where the target keeps the time, as far as that looks ahead. */
export function dueAtOf(
  { at }: Pick<Item, 'at'>,
  { timing, horizonDays }: Pick<Target, 'timing' | 'horizonDays'>,
  now: Date,
): string {
  if (timing === 'due') return at;
  const earliest = horizonDays === undefined ? 0 : Date.parse(at) - horizonDays * DAY_MILLISECONDS + MARGIN_MS;
  return new Date(Math.max(now.getTime(), earliest)).toISOString();
}

const plannedSentence = ({ local, timeZone }: Pick<Item, 'local' | 'timeZone'>) =>
  `Planned for ${english.date(local.slice(0, 10), 'long')}, ${local.slice(11)} (${timeZone}).`;

export function changesFor({ items, kept, rows, target, now }: Asked): Changes {
  const known = standings(rows);
  const made: Changes = { fates: new Map(), changes: [], notes: [] };
  const stays: string[] = [];
  const asks: string[] = [];
  const looked: string[] = [];
  let beyond = 0;
  for (const item of items) {
    const standing = known.get(item.key);
    const fate = fateOf(item, standing, target);
    made.fates.set(item.key, fate);
    if (fate === 'stays') stays.push(item.name);
    if (fate === 'asks') (standing!.open!.dueAt === null ? asks : looked).push(item.name);
    const takenAt = dueAtOf(item, target, now);
    // What is out is made right at once: what its target does not take yet is taken back until then.
    const dueAt = standing?.sent ? now.toISOString() : takenAt;
    if (target.timing === 'ahead' && takenAt > now.toISOString()) beyond++;
    if (fate === 'new' || fate === 'changed' || fate === 'update') made.changes.push(put(item, standing, fate, dueAt));
    // The plan has it again, so that it is not taken back, though it cannot be changed.
    if (fate === 'stays' && standing?.open?.action === 'withdraw' && standing.open.state === 'planned')
      made.changes.push({ key: item.key, seen: seenOf(standing.last), ends: NEWER });
  }
  const planned = new Set(items.map(({ key }) => key));
  const gone = [...known].filter(([key]) => !planned.has(key) && !kept.has(key));
  const lost: string[] = [];
  const leaving: string[] = [];
  for (const [, standing] of gone) {
    const change = takenBack(standing, target, now);
    if (change) made.changes.push(change);
    if (change?.stops) leaving.push(standing.last.name);
    else if (!change && standing.sent && standing.sent.at > now.toISOString()) lost.push(standing.sent.name);
  }
  if (beyond > 0)
    made.notes.push({
      message: `${count(beyond)} more than ${target.horizonDays} days ahead, which the target does not take yet. The publisher hands them over later, so it has to run then.`,
    });
  if (stays.length > 0)
    made.notes.push({
      message: `${count(stays.length)} out or under way already and stay${stays.length === 1 ? 's' : ''} as ${stays.length === 1 ? 'it is' : 'they are'}, such as “${stays[0]}”.${target.update ? '' : ` ${AT_TARGET[target.id].change.words}`}`,
    });
  if (asks.length > 0)
    made.notes.push({
      message: `Nobody knows whether ${asks.length === 1 ? 'one message' : `${english.number(asks.length)} messages`} arrived, such as “${asks[0]}”. Look there, then say so in the journal.`,
      field: 'journal',
    });
  if (looked.length > 0)
    made.notes.push({
      message: `${count(looked.length)} still being looked for, such as “${looked[0]}”, so that an edit of it does nothing yet. Look at the dry run again once the journal says what became of it.`,
    });
  if (leaving.length > 0)
    made.notes.push({
      message: `${count(leaving.length)} leaving just now, and the plan has ${leaving.length === 1 ? 'it' : 'them'} no more: a list stops after the one it is at, and what gets through is taken back where that can be. Such as “${leaving[0]}”.`,
    });
  if (lost.length > 0)
    made.notes.push({
      message: `${count(lost.length)} no longer in the plan and cannot be recalled, such as “${lost[0]}”.${target.withdraw ? '' : ` ${AT_TARGET[target.id].recall.words}`}`,
    });
  return made;
}

const NEWER = { state: 'superseded', sentence: 'Something newer was approved.' } as const;
const seenOf = ({ revision, state }: LedgerRow) => ({ revision, state });

const count = (many: number) => (many === 1 ? 'One message is' : `${english.number(many)} messages are`);

function fateOf(item: Item & { hash: string }, standing: Standing | undefined, target: Asked['target']): Fate {
  const { open, sent, isHalfDone } = standing ?? {};
  if (open?.state === 'unknown') return 'asks';
  // A list that some got already is under way, also where it waits.
  if (open && (open.state === 'claimed' || gotIt(open.progress) > 0)) return open.hash === item.hash ? 'same' : 'stays';
  if (open && open.action !== 'withdraw') return open.hash === item.hash ? 'same' : 'changed';
  if (!sent) return 'new';
  if (sent.hash === item.hash && !(isHalfDone && target.update)) return open ? 'changed' : 'out';
  return target.update ? 'update' : 'stays';
}

function put(
  {
    hash,
    key,
    profile,
    campaign,
    touchpoint,
    segment,
    occurrence,
    name,
    at,
    local,
    timeZone,
    payload,
  }: Item & { hash: string },
  standing: Standing | undefined,
  fate: 'new' | 'changed' | 'update',
  dueAt: string,
): LedgerChange {
  const last = standing?.last;
  const seen = last ? seenOf(last) : null;
  const isOpen = last !== undefined && ['planned', 'failed', 'withdrawn'].includes(last.state);
  const ends = isOpen ? NEWER : undefined;
  const sent = standing?.sent;
  // What is no longer wanted and was never tried ends, and what is out stays.
  const isBegun = standing?.isHalfDone === true && standing.open?.action === 'update';
  if (fate === 'changed' && sent?.hash === hash && !isBegun) return { key, seen, ...(ends && { ends }) };
  const item = { key, profile, campaign, touchpoint, segment, occurrence, name, at, local, timeZone, payload };
  return {
    key,
    seen,
    ...(ends && { ends }),
    row: {
      ...item,
      hash,
      revision: (last?.revision ?? 0) + 1,
      action: sent ? 'update' : 'send',
      dueAt,
      remoteId: sent?.remoteId ?? null,
      sentence: plannedSentence(item),
    },
  };
}

const STOPS = 'Withdrawn while it was leaving.';

/** How what is planned ends. What some of a list got is out. */
function endOf({ progress, action }: Pick<LedgerRow, 'progress' | 'action'>): Ending {
  if (progress && gotIt(progress) > 0) {
    const sentence = `Withdrawn when ${gotIt(progress)} of ${progress.of} had got it, which cannot be recalled.`;
    return { state: 'sent', sentence };
  }
  return { state: action === 'send' ? 'withdrawn' : 'superseded', sentence: 'Withdrawn before it left.' };
}

/** How an item that left the plan is taken back; undefined where there is nothing to do or no way to. */
export function takenBack(
  { last, sent, open }: Standing,
  target: Pick<Target, 'withdraw'>,
  now: Date,
  isPastToo = false,
): LedgerChange | undefined {
  const seen = seenOf(last);
  if (open === last && open.state === 'claimed' && open.action !== 'withdraw')
    return { key: last.key, seen, stops: { sentence: STOPS } };
  if (open && (open.state !== 'planned' || open.action === 'withdraw')) return undefined;
  const ends = open && endOf(open);
  if (!sent) return ends && { key: last.key, seen, ends };
  const isWithdrawn = target.withdraw !== undefined && (isPastToo || sent.at > now.toISOString());
  if (!isWithdrawn) return ends && { key: last.key, seen, ends };
  return { key: last.key, seen, ...(ends && { ends }), row: withdrawing(sent, last.revision + 1, now) };
}

/** The row that has taken back what this one put out. */
function withdrawing(sent: LedgerRow, revision: number, now: Date): NewRow {
  const {
    state: _state,
    firstDueAt: _firstDueAt,
    attempts: _attempts,
    claim: _claim,
    claimedAt: _claimedAt,
    changedAt: _changed,
    progress: _progress,
    ...item
  } = sent;
  return { ...item, revision, action: 'withdraw', dueAt: now.toISOString(), sentence: 'To be withdrawn.' };
}

/**
 * What becomes of a message that was withdrawn in the middle of this attempt. It is not tried again, and what is out is taken back where its target can:
 * what got through, and what a change has left as it was. What may have arrived is looked for as ever, and taken back when it is found; nothing is handed
 * over a second time only to find out. Undefined where all goes on as it would have.
 */
export function afterStop(
  row: LedgerRow,
  { state, sentence, dueAt, remoteId, isTakenBack }: Settlement,
  target: Pick<Target, 'reconcile' | 'withdraw'> | undefined,
  now: Date,
): Stopped | undefined {
  const isChange = row.action === 'update' && !isTakenBack;
  const back =
    target?.withdraw && (state === 'sent' || isChange)
      ? { row: withdrawing({ ...row, remoteId: remoteId ?? row.remoteId }, row.revision + 1, now) }
      : {};
  switch (state) {
    case 'planned':
      return { ends: endOf({ ...row, action: isChange ? 'update' : 'send' }), ...back };
    case 'sent':
    case 'failed':
      return back;
    case 'unknown':
      if (dueAt === null || !target || target.withdraw || target.reconcile) return undefined;
      return { ends: { state, sentence: `${sentence} ${ASKS[row.action]}` } };
    default:
      return undefined;
  }
}

/** What a target may still be asked about: out and to come, leaving, or being looked for. One row a message; none where it can neither change nor recall. */
export function stillOut(
  rows: readonly LedgerRow[],
  target: Pick<Target, 'update' | 'withdraw'>,
  now: Date,
): LedgerRow[] {
  if (!target.update && !target.withdraw) return [];
  const isToCome = ({ at }: LedgerRow) => at > now.toISOString();
  return [...standings(rows).values()].flatMap(({ sent, open }) => {
    if (open?.state === 'claimed') return [open];
    if (open?.state === 'unknown' && (open.dueAt !== null || isToCome(open))) return [open];
    return sent && isToCome(sent) ? [sent] : [];
  });
}

/** Everything of a profile and a campaign taken back, and what cannot be. */
export function withdrawalOf(
  rows: readonly LedgerRow[],
  target: Pick<Target, 'withdraw'>,
  now: Date,
): { changes: LedgerChange[]; stays: LedgerRow[] } {
  const changes: LedgerChange[] = [];
  const stays: LedgerRow[] = [];
  for (const standing of standings(rows).values()) {
    const change = takenBack(standing, target, now, true);
    if (change) changes.push(change);
    if (change?.stops) continue;
    if (!change?.row && standing.sent) stays.push(standing.sent);
    else if (change?.ends?.state === 'sent') stays.push(standing.open!);
    else if (!change && standing.open && standing.open.state !== 'planned') stays.push(standing.open);
  }
  return { changes, stays };
}
