import { plain, written } from './written.testing.ts';
import { REPLAYS, type Replay } from './replays.testing.ts';

/** What the forecast says of published facts, as the documents show it. */

export interface Replayed {
  replay: Replay;
  p05: number;
  p50: number;
  p95: number;
  /** Whether the median lies in the study's range. */
  isInside: boolean;
}

const known = new Map<Replay, Replayed>();

/** What the forecast says of a fact; worked out once. */
export function replayed(replay: Replay): Replayed {
  const before = known.get(replay);
  if (before) return before;
  const said = workedOut(replay);
  known.set(replay, said);
  return said;
}

function workedOut(replay: Replay): Replayed {
  const values = replay.outcome().toSorted((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
  const [low, high] = replay.range;
  return { replay, p05: at(0.05), p50: at(0.5), p95: at(0.95), isInside: at(0.5) >= low && at(0.5) <= high };
}

/** A range as it stands in the documents: “.8 to 18.8”. */
export const rangeText = ({ range }: Pick<Replay, 'range'>) => range.map((end) => plain(String(end))).join(' to ');

/** All replays as rows of a table: the study, the trial, its range, the forecast's median and 90 % range, and whether the median is inside. */
export function replayRows(replays: readonly Replay[] = REPLAYS): { head: string[]; rows: string[][] } {
  return {
    head: ['Study', 'Put to the model as', 'Range', 'Forecast', '5 – 95 %', 'Inside'],
    rows: replays
      .map(replayed)
      .map(({ replay, p05, p50, p95, isInside }) => [
        replay.study,
        `${replay.trial}${replay.taken ? `. Range: ${replay.taken}` : ''}${replay.note ? `. _${replay.note}_` : ''}`,
        `${rangeText(replay)} ${replay.unit}`,
        `**${written(p50)}**`,
        `${written(p05)} to ${written(p95)}`,
        isInside ? 'yes' : '**no**',
      ]),
  };
}
