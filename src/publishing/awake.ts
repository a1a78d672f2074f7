import { wallClockAt } from '#campaign/clock.ts';
import type { JournalRow, Ledger } from '#contract/publishing.ts';
import { english } from '#language/formats.ts';
import { dueAtOf } from './changes.ts';
import { isHolderAlive } from './holder.ts';
import type { RehearsedItem } from './rehearsal.ts';
import type { Target } from './target.ts';

/** Whether anybody would be awake when something is to be handed over: at its time, or beforehand to what keeps the time itself. */

/** Whether a publisher is in charge and still runs, as far as this machine can tell. */
export async function isAwake(ledger: Pick<Ledger, 'lease'>, now: Date = new Date()): Promise<boolean> {
  const { holder, until } = await ledger.lease();
  if (holder === '') return false;
  return isHolderAlive(holder) ?? until > now.toISOString();
}

type HandedOver = Pick<JournalRow, 'name' | 'at' | 'local' | 'timeZone'> & { dueAt: string };

/** When it is handed over, by the clock of those who get it; undefined where that can be done at once. */
function whenOf({ at, local, timeZone, dueAt }: HandedOver, now: Date): string | undefined {
  if (dueAt === at) return `is due on ${english.date(local.slice(0, 10), 'long')} at ${local.slice(11)} (${timeZone})`;
  if (dueAt <= now.toISOString()) return undefined;
  const { date, time } = wallClockAt(dueAt, timeZone);
  return `is handed over on ${english.date(date, 'long')} at ${time} (${timeZone})`;
}

const OPEN = 'Keep the studio open, or run “tandem publisher” on a machine that is on.';

const earliest = <T extends { dueAt: string }>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>((first, one) => (first && first.dueAt <= one.dueAt ? first : one), undefined);

/** What stands in the way of the first that is to be handed over, and what to do; undefined where nothing does. */
async function inTheWay(
  first: HandedOver,
  ledger: Pick<Ledger, 'lease'>,
  { now, isSender = false }: { now: Date; isSender?: boolean },
): Promise<{ sentence: string; cure: string } | undefined> {
  const what = `“${first.name}”`;
  const when = whenOf(first, now);
  if ((await ledger.lease()).isPaused)
    return {
      sentence:
        when === undefined
          ? `Sending is paused, and ${what} waits.`
          : `Sending is paused: ${what} ${when}, and waits where it still is then.`,
      cure: 'Let sending go on.',
    };
  if (await isAwake(ledger)) return undefined;
  if (!isSender) {
    const sentence =
      when === undefined
        ? `Nobody is awake to hand ${what} over: no publisher runs.`
        : `Nobody would be awake when ${what} ${when}: no publisher runs.`;
    return { sentence, cure: OPEN };
  }
  return when === undefined
    ? undefined
    : { sentence: `${what} ${when}, and this studio sends only while it is open.`, cure: OPEN };
}

interface Asked {
  items: readonly Pick<RehearsedItem, 'name' | 'at' | 'local' | 'timeZone' | 'fate'>[];
  target: Pick<Target, 'timing' | 'horizonDays' | 'update' | 'withdraw'>;
  now: Date;
  /** Whoever asks sends by itself what is approved, as long as it is open. */
  isSender: boolean;
}

/** What a dry run says where its first message needs a publisher and none would send it. */
export async function awakeSentence(
  ledger: Pick<Ledger, 'lease'>,
  { items, target, now, isSender }: Asked,
): Promise<string | undefined> {
  const first = earliest(
    items
      .filter(({ fate }) => fate !== 'out' && fate !== 'stays' && fate !== 'asks')
      .map((item) => ({ ...item, dueAt: item.fate === 'update' ? now.toISOString() : dueAtOf(item, target, now) })),
  );
  const found = first && (await inTheWay(first, ledger, { now, isSender }));
  return found && `${found.sentence} ${found.cure}`;
}

/** The same of what is in the queue already. */
export async function sleepingFor(
  ledger: Pick<Ledger, 'lease' | 'journalRows'>,
  campaign: string,
  now: Date = new Date(),
): Promise<{ row: JournalRow; sentence: string; cure: string } | undefined> {
  const { rows } = await ledger.journalRows({ campaign, states: ['planned'] });
  const row = earliest(rows.flatMap((one) => (one.dueAt === null ? [] : [{ ...one, dueAt: one.dueAt }])));
  const found = row && (await inTheWay(row, ledger, { now }));
  return row && found && { row, ...found };
}
