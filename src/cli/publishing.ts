import { oneLine } from '#campaign/text.ts';
import type { Store } from '#store/store.ts';
import type { Told } from '#publishing/publisher.ts';
import { isAsking, type LedgerState, type ListProgress, type Missed } from '#contract/publishing.ts';
import { english, lasting } from '#language/formats.ts';
import { STATE_WORDS } from '#language/states.ts';
import { withOption } from './fields.ts';
import { firstOf } from './output.ts';

/** What the commands of publishing share: the library with its ledger, and how a row is told. */

export const DATA = ['--data <folder>', 'folder of the library (default: the one of the application)'] as const;
export const NOW = [
  '--now <instant>',
  'for trials: time stands at this instant, such as 2027-01-11T08:00:00Z',
] as const;

/** Does some work on the library. A lock that another program holds is waited for. */
export async function withLibrary<R>(data: string | undefined, work: (library: Store) => Promise<R>): Promise<R> {
  const [{ dataFolder }, { openStore }, { patiently }] = await Promise.all([
    import('#studio/dataFolder.ts'),
    import('#store/store.ts'),
    import('#studio/patience.ts'),
  ]);
  const store = await openStore(dataFolder(data), { now: () => new Date() });
  const patient = Object.fromEntries(
    Object.entries(store).map(([name, call]) => [
      name,
      (...given: unknown[]) => patiently(() => (call as (...given: unknown[]) => unknown)(...given)),
    ]),
  ) as unknown as Store;
  try {
    return await work(patient);
  } finally {
    await store.close();
  }
}

/** A row as journal and publisher print it. */
export interface Line {
  key: string;
  state: LedgerState;
  at: string;
  remoteId: string | null;
  sentence: string;
  action: string;
  profile: string;
  campaign: string;
  touchpoint: string;
  segment: string;
  occurrence: string;
  name: string;
  local: string;
  timeZone: string;
  attempts: number;
  /** Of a list of recipients that was begun. */
  progress: ListProgress | null;
  /** Lines of the audience file that did not get it, with the reason. */
  refused?: readonly Missed[];
  changedAt: string;
}

export function lineOfTold({ row, settlement, refused }: Told): Omit<Line, 'changedAt'> & { refused: Told['refused'] } {
  const { key, at, action, profile, campaign, touchpoint, segment, occurrence, name, local, timeZone, attempts } = row;
  const remoteId = settlement.remoteId ?? row.remoteId;
  const { state, sentence } = settlement;
  const progress = settlement.progress ?? row.progress;
  const of = { action, profile, campaign, touchpoint, segment, occurrence, name, local, timeZone, attempts, progress };
  return { key, state, at, remoteId, sentence, ...of, refused };
}

/** How far a list of recipients is. */
export const inList = ({ done, of, leftMs }: ListProgress) =>
  `${english.number(done)} of ${english.number(of)}, about ${lasting(leftMs)} left.`;

/** The same for people. */
export const inWords = ({
  key,
  state,
  local,
  name,
  segment,
  sentence,
  progress,
  refused = [],
}: Pick<Line, 'key' | 'state' | 'local' | 'name' | 'segment' | 'sentence' | 'progress' | 'refused'>) => {
  const asks = state === 'unknown' && isAsking(sentence);
  const plain = asks ? withOption(sentence, 'journal').replaceAll('KEY', key) : sentence;
  const isBegun = progress !== null && progress.done > 0;
  const said =
    isBegun && state === 'claimed'
      ? inList(progress)
      : isBegun && state === 'planned'
        ? `${plain} Begun, and waits at ${english.number(progress.done)} of ${english.number(progress.of)}.`
        : plain;
  return `${STATE_WORDS[state].padEnd(12)} ${local.replace('T', ' ')}  ${oneLine(name)}${segment === '' ? '' : ` · ${oneLine(segment)}`}\n             ${[oneLine(said), ...linesOf(refused)].join('\n             ')}`;
};

/** The first who did not get it. */
const linesOf = (refused: readonly Missed[]) =>
  firstOf(refused.map(({ line, sentence }) => `Line ${line} of the audience file: ${oneLine(sentence)}`));
