import type { JournalRow, Ledger } from '#contract/publishing.ts';
import { english } from '#language/formats.ts';
import { isHolderAlive } from './holder.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { Target } from './target.ts';

/** Whether anybody would be awake when something is due. */

/** Whether a publisher is in charge and still runs, as far as this machine can tell. */
export async function isAwake(ledger: Pick<Ledger, 'lease'>, now: Date = new Date()): Promise<boolean> {
  const { holder, until } = await ledger.lease();
  if (holder === '') return false;
  return isHolderAlive(holder) ?? until > now.toISOString();
}

const sentenceFor = (name: string, local: string, timeZone: string) =>
  `Nobody would be awake when “${name}” is due on ${english.date(local.slice(0, 10), 'long')} at ${local.slice(11)} (${timeZone}): no publisher runs.`;

const CURE = 'Keep the studio open then, or run “tandem publisher” on a machine that is on.';

/** What a dry run says where its first message needs a publisher and none runs. */
export async function awakeSentence(
  ledger: Pick<Ledger, 'lease'>,
  { items }: Pick<Rehearsal, 'items'>,
  { timing }: Pick<Target, 'timing'>,
): Promise<string | undefined> {
  const first = items.find(({ fate }) => fate !== 'out' && fate !== 'stays');
  if (timing !== 'due' || !first || (await isAwake(ledger))) return undefined;
  return `${sentenceFor(first.name, first.local, first.timeZone)} ${CURE}`;
}

/** The same of what is in the queue already. */
export async function sleepingFor(
  ledger: Pick<Ledger, 'lease' | 'journalRows'>,
  campaign: string,
): Promise<{ row: JournalRow; sentence: string; cure: string } | undefined> {
  const {
    rows: [row],
  } = await ledger.journalRows({ campaign, states: ['planned'], most: 1 });
  if (!row || (await isAwake(ledger))) return undefined;
  return { row, sentence: sentenceFor(row.name, row.local, row.timeZone), cure: CURE };
}
