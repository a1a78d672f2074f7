import type { Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import {
  answersTo,
  type Claim,
  type JournalAsked,
  type JournalRow,
  type LedgerAction,
  type LedgerChange,
  type LedgerCount,
  type LedgerRow,
  type ListProgress,
  type NewRow,
  type RowName,
  type Seen,
  type Settlement,
} from '#contract/publishing.ts';
import { missedIn } from './missed.ts';

/**
 * What is to leave, and what became of it. A row is claimed by one conditional statement before anything leaves, so that two publishers never
 * send the same, and only who claimed it last says what came of it.
 */

const WITHOUT_PAYLOAD = `key, revision, profile, campaign, touchpoint, segment, occurrence, name, at, local, time_zone AS timeZone,
  hash, action, state, due_at AS dueAt, first_due_at AS firstDueAt, attempts, claim, claimed_at AS claimedAt, remote_id AS remoteId, progress, sentence,
  changed_at AS changedAt`;
const COLUMNS = `${WITHOUT_PAYLOAD}, payload`;
/** What index ledger_by_campaign knows by itself. */
const IN_JOURNAL = `campaign = $campaign AND state <> 'superseded' AND at >= $from AND at < $until
  AND ($profile IS NULL OR folded(profile) = folded($profile))
  AND ($states IS NULL OR state IN (SELECT value FROM json_each($states)))`;
/** After every instant, as text. */
const NEVER = '~';

type StoredInJournal = Omit<JournalRow, 'progress'> & { progress: string | null };
type Stored = StoredInJournal & { payload: string };
const journalRowOf = <Row extends StoredInJournal>({ progress, ...row }: Row) => ({
  ...row,
  progress: progress === null ? null : (JSON.parse(progress) as ListProgress),
});
const rowOf = ({ payload, ...row }: Stored): LedgerRow => ({ ...journalRowOf(row), payload: JSON.parse(payload) });

export function ledgerIn(database: Database, instant: () => string) {
  const missed = missedIn(database);
  const some = database.prepare<[object], Stored>(
    `SELECT ${COLUMNS} FROM ledger
     WHERE ($profile IS NULL OR folded(profile) = folded($profile)) AND ($campaign IS NULL OR campaign = $campaign)
       AND ($isWhole OR state <> 'superseded')
     ORDER BY at, key, revision`,
  );
  const journal = database.prepare<[object], StoredInJournal>(
    `SELECT ${WITHOUT_PAYLOAD} FROM ledger JOIN
       (SELECT key AS wanted, revision AS of FROM ledger WHERE ${IN_JOURNAL} ORDER BY at, key, revision LIMIT $most)
     ON key = wanted AND revision = of
     ORDER BY at, key, revision`,
  );
  const inJournal = database.prepare<[object], number>(`SELECT count(*) FROM ledger WHERE ${IN_JOURNAL}`).pluck();
  // Of several rows of a key the others go along with that of the last revision, as SQLite promises of max().
  const counts = database.prepare<[string], LedgerCount>(
    `SELECT profile, touchpoint, state, action, count(*) AS count
     FROM (SELECT profile, touchpoint, state, action, max(revision) FROM ledger
           WHERE campaign = ? AND state <> 'superseded' GROUP BY key)
     GROUP BY profile, touchpoint, state, action`,
  );
  const last = database.prepare<[string], Stored>(
    `SELECT ${COLUMNS} FROM ledger WHERE key = ? ORDER BY revision DESC LIMIT 1`,
  );
  const end = database.prepare(
    `UPDATE ledger SET state = $state, sentence = $sentence, due_at = NULL, changed_at = $changedAt
     WHERE key = $key AND revision = $revision`,
  );
  const ofAnother = database
    .prepare<[object], number>('SELECT EXISTS (SELECT 1 FROM ledger WHERE remote_id = $remoteId AND key <> $key)')
    .pluck();
  const stop = database.prepare(
    `UPDATE ledger SET is_stopped = 1, sentence = $sentence, changed_at = $changedAt
     WHERE key = $key AND revision = $revision AND state = 'claimed'`,
  );
  const stopped = database
    .prepare<[object], number>('SELECT is_stopped FROM ledger WHERE key = $key AND revision = $revision')
    .pluck();
  const put = database.prepare(
    `INSERT INTO ledger (key, revision, profile, campaign, touchpoint, segment, occurrence, name, at, local, time_zone, payload,
       hash, action, state, due_at, first_due_at, attempts, remote_id, sentence, changed_at)
     VALUES ($key, $revision, $profile, $campaign, $touchpoint, $segment, $occurrence, $name, $at, $local, $timeZone, $payload,
       $hash, $action, 'planned', $dueAt, $dueAt, 0, $remoteId, $sentence, $changedAt)`,
  );
  const due = database.prepare<[object], Stored>(
    `SELECT ${COLUMNS} FROM ledger
     WHERE due_at <= $now AND state IN ('planned', 'unknown')
       AND ($actions IS NULL OR action IN (SELECT value FROM json_each($actions)))
     ORDER BY due_at, key LIMIT $most`,
  );
  const next = database
    .prepare<[], string | null>(
      "SELECT min(due_at) FROM ledger WHERE due_at IS NOT NULL AND state IN ('planned', 'unknown')",
    )
    .pluck();
  // One row of a key at a time is under way, and only while its claimant is in charge.
  const claim = database.prepare(
    `UPDATE ledger SET state = 'claimed', claim = $claim, claimed_at = $claimedAt, attempts = attempts + 1, due_at = NULL,
       progress = coalesce($begins, progress), changed_at = $changedAt
     WHERE key = $key AND revision = $revision AND state = $from
       AND EXISTS (SELECT 1 FROM lease WHERE holder = $holder AND is_paused = 0)
       AND NOT EXISTS (SELECT 1 FROM ledger other WHERE other.key = $key AND other.state = 'claimed')`,
  );
  const keepProgress = database.prepare(
    `UPDATE ledger SET progress = $progress, changed_at = $changedAt
     WHERE key = $key AND revision = $revision AND claim = $claim AND state = 'claimed'`,
  );
  const reopen = database.prepare(
    `UPDATE ledger SET state = 'planned', hash = $hash, sentence = $sentence, due_at = $dueAt, first_due_at = $dueAt, attempts = min(attempts, 1),
       is_stopped = 0, changed_at = $changedAt
     WHERE key = $key AND revision = $revision AND state = 'sent' AND progress IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM ledger other WHERE other.key = $key AND other.revision > $revision AND other.state <> 'superseded')`,
  );
  const settle = database.prepare(
    `UPDATE ledger SET attempts = attempts + (state = 'unknown'), state = $state, sentence = $sentence, due_at = $dueAt,
       remote_id = CASE WHEN $isTakenBack THEN $remoteId ELSE coalesce($remoteId, remote_id) END,
       action = CASE WHEN $isTakenBack THEN 'send' ELSE action END,
       first_due_at = CASE WHEN $isTakenBack THEN $dueAt ELSE first_due_at END,
       progress = coalesce($progress, progress), changed_at = $changedAt
     WHERE key = $key AND revision = $revision AND claim = $claim AND state IN ('claimed', 'unknown')`,
  );
  const supersedeSent = database.prepare(
    `UPDATE ledger SET state = 'superseded', changed_at = $changedAt
     WHERE key = $key AND revision < $revision AND state = 'sent'`,
  );
  const saySent = database.prepare(
    `UPDATE ledger SET sentence = $sentence, changed_at = $changedAt WHERE key = $key AND revision < $revision AND state = 'sent'`,
  );
  const abandon = database.prepare(
    `UPDATE ledger SET state = 'unknown', due_at = $now, sentence = $sentence, changed_at = $changedAt
     WHERE state = 'claimed' AND substr(claim, 1, length($holder) + 1) <> $holder || '/'`,
  );
  // That it was tried is still known: it decides whether what is out may be half changed (publishing/changes.ts).
  const answered = database.prepare(
    `UPDATE ledger SET state = $state, sentence = $sentence, due_at = $dueAt, first_due_at = $dueAt, attempts = min(attempts, 1),
       progress = $progress, is_stopped = 0, changed_at = $changedAt
     WHERE key = $key AND revision = $revision AND state = $from`,
  );

  const approve = database.transaction((changes: readonly LedgerChange[]): void => {
    const changedAt = instant();
    for (const { key, seen, ends, stops, row } of changes) {
      const found = last.get(key);
      if (found?.revision !== seen?.revision || found?.state !== seen?.state) throw wentOn();
      if (ends && seen) end.run({ key, revision: seen.revision, ...ends, changedAt });
      if (stops && seen) stop.run({ key, revision: seen.revision, ...stops, changedAt });
      if (row) put.run({ ...columnsOf(row), changedAt });
    }
  });

  const keepAll = database.transaction(
    (row: RowName & { claim: string }, progress: ListProgress, seen: Seen): boolean => {
      const { key, revision, claim: claimed } = row;
      const kept = { key, revision, claim: claimed, progress: JSON.stringify(progress), changedAt: instant() };
      if (keepProgress.run(kept).changes === 0) return false;
      missed.keep(row, seen);
      return true;
    },
  );

  const settleAll = database.transaction(
    ({ key, revision, claim: claimed }: RowName & { claim: string }, given: Settlement): Settlement | undefined => {
      const { ifStopped, ...asked } = given;
      const stop = ifStopped !== undefined && stopped.get({ key, revision }) === 1 ? ifStopped : undefined;
      const settlement: Settlement = stop?.ends ? { ...asked, ...stop.ends, dueAt: null } : asked;
      const { state, sentence, dueAt, remoteId = null, ofSent, seen = [], isTakenBack = false } = settlement;
      const progress = settlement.progress ? JSON.stringify(settlement.progress) : null;
      const changedAt = instant();
      const done = { state, sentence, dueAt, remoteId, progress, isTakenBack: isTakenBack ? 1 : 0, changedAt };
      const { changes } = settle.run({ key, revision, claim: claimed, ...done });
      if (changes === 0) return undefined;
      for (const one of seen) missed.keep({ key, revision }, one);
      if (dueAt === null && state !== 'unknown') missed.setWaiting({ key, revision }, false);
      if (state === 'sent' || state === 'withdrawn' || isTakenBack) supersedeSent.run({ key, revision, changedAt });
      if (ofSent !== undefined) saySent.run({ key, revision, sentence: ofSent, changedAt });
      if (stop?.row) put.run({ ...columnsOf(stop.row), changedAt });
      return settlement;
    },
  );

  function lastRow(key: string): LedgerRow {
    const found = last.get(key);
    if (!found) throw new Refusal('notFound', `The journal knows no message ${key}. Look which there are.`, 'key');
    return rowOf(found);
  }

  const reopenAll = database.transaction(
    (row: RowName, opened: { hash: string; sentence: string; dueAt: string }): LedgerRow => {
      const { key, revision } = row;
      if (reopen.run({ key, revision, ...opened, changedAt: instant() }).changes === 0) throw wentOn();
      missed.setWaiting({ key, revision }, true);
      return lastRow(key);
    },
  );

  const answer = database.transaction((key: string, said: 'sent' | 'again', now: string): LedgerRow => {
    const row = lastRow(key);
    const { revision, state: from } = row;
    if (from === 'unknown' && row.dueAt !== null)
      throw new Refusal(
        'refused',
        `The publisher is still finding out whether “${row.name}” arrived, and says so in the journal. Only what it cannot find out is asked about.`,
      );
    if (!answersTo(row).includes(said))
      throw new Refusal(
        'refused',
        `There is nothing to answer about “${row.name}”. Only what may have arrived or not is asked about, and what failed can be sent again.`,
      );
    const progress = said === 'sent' ? oneMoreOf(row) : row.progress;
    const isStopped = stopped.get({ key, revision }) === 1;
    const isListLeft = said === 'sent' && progress !== null && !isStopped && isUnfinished(row, progress);
    const [state, sentence, dueAt] =
      said === 'again' || isListLeft
        ? (['planned', isListLeft ? LIST_GOES_ON : AGAIN[row.action], now] as const)
        : ([row.action === 'withdraw' ? 'withdrawn' : 'sent', DONE[row.action], null] as const);
    const changedAt = instant();
    answered.run({
      key,
      revision,
      from,
      state,
      sentence,
      dueAt,
      progress: progress && JSON.stringify(progress),
      changedAt,
    });
    // What failed has given everybody up: they are whom it is sent to again.
    if (from === 'failed') missed.setWaiting({ key, revision }, true);
    if (state !== 'planned') supersedeSent.run({ key, revision, changedAt });
    return lastRow(key);
  });

  const waitingOf = (row: RowName) => missed.of(row).filter(({ waits }) => waits);
  const isUnfinished = (row: RowName, { done, of }: ListProgress) => done < of || waitingOf(row).length > 0;

  /** How far a list is once the one who was next has it: of the rest in its order, else of those who wait. */
  function oneMoreOf({ key, revision, progress }: LedgerRow): ListProgress | null {
    if (!progress) return null;
    const after = { ...progress, got: progress.gotWithNext, gotWithNext: undefined };
    if (progress.done < progress.of) return { ...after, done: progress.done + 1 };
    const [next] = waitingOf({ key, revision });
    if (!next) return progress;
    missed.keep({ key, revision }, next);
    return { ...after, refused: progress.refused - 1 };
  }

  return {
    ledgerRows: ({
      profile,
      campaign,
      isWhole = false,
    }: { profile?: string | undefined; campaign?: string | undefined; isWhole?: boolean } = {}): LedgerRow[] =>
      some.all({ profile: profile ?? null, campaign: campaign ?? null, isWhole: isWhole ? 1 : 0 }).map(rowOf),
    journalRows: ({ campaign, profile, states, from = '', until = NEVER, most }: JournalAsked) => {
      const asked = {
        campaign,
        profile: profile ?? null,
        states: states ? JSON.stringify(states) : null,
        from,
        until,
      };
      return { rows: journal.all({ ...asked, most: most ?? -1 }).map(journalRowOf), total: inJournal.get(asked)! };
    },
    ledgerCounts: (campaign: string): LedgerCount[] => counts.all(campaign),
    approveRows: (changes: readonly LedgerChange[]): void => approve.immediate(changes),
    dueRows: ({ now, most, actions }: { now: string; most: number; actions?: readonly LedgerAction[] }): LedgerRow[] =>
      due.all({ now, most, actions: actions ? JSON.stringify(actions) : null }).map(rowOf),
    nextDue: (): string | undefined => next.get() ?? undefined,
    claimRow: ({ begins, ...row }: Claim): boolean =>
      claim.run({ ...row, begins: begins ? JSON.stringify(begins) : null, changedAt: instant() }).changes > 0,
    keepProgress: (row: RowName & { claim: string }, progress: ListProgress, seen: Seen): boolean =>
      keepAll.immediate(row, progress, seen),
    lastRow,
    reopenRow: (row: RowName, opened: { hash: string; sentence: string; dueAt: string }): LedgerRow =>
      reopenAll.immediate(row, opened),
    missedOf: missed.of,
    isOfAnother: (key: string, remoteId: string): boolean => ofAnother.get({ key, remoteId }) === 1,
    isStopped: (row: RowName): boolean => stopped.get({ key: row.key, revision: row.revision }) === 1,
    settleRow: (row: RowName & { claim: string }, settlement: Settlement): Settlement | undefined =>
      settleAll.immediate(row, settlement),
    abandonClaims: (holder: string, now: string): number =>
      abandon.run({ holder, now, sentence: ABANDONED, changedAt: instant() }).changes,
    answerRow: (key: string, said: 'sent' | 'again', now: string): LedgerRow => answer.immediate(key, said, now),
  };
}

const AGAIN: Record<LedgerAction, string> = {
  send: 'Somebody looked, and it is to be sent again.',
  update: 'Somebody looked, and it is to be changed again.',
  withdraw: 'Somebody looked, and it is to be taken back again.',
};
const DONE: Record<LedgerAction, string> = {
  send: 'Somebody looked, and it had arrived.',
  update: 'Somebody looked, and it had been changed.',
  withdraw: 'Somebody looked, and it had been taken back.',
};
const LIST_GOES_ON = 'Somebody looked, and the one in question has it; the others of the list get it.';

const ABANDONED = 'The publisher ended before it could write down whether this left.';

const columnsOf = ({ payload, ...row }: NewRow) => ({ ...row, payload: JSON.stringify(payload) });

const wentOn = () =>
  new Refusal(
    'conflict',
    'Something was sent or approved meanwhile, so nothing was approved. Look at the dry run again, then approve that.',
  );
