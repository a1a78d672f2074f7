import type { JournalLine } from '#contract/publish.ts';
import { lasting } from '#language/formats.ts';
import { facts, t } from '../text/text.ts';
import { formatDate } from '../locale.ts';

export const whenOf = ({ local }: { local: string }) =>
  `${formatDate(local.slice(0, 10), 'weekdayDated')}, ${local.slice(11)}`;

/** How far a list is that is on its way to its recipients, or waits in the middle of them. */
export function listProgress({ state, progress }: Pick<JournalLine, 'state' | 'progress'>): string | undefined {
  if (!progress || progress.done === 0) return undefined;
  const { done, of, leftMs } = progress;
  if (state === 'claimed') return t('publishing.listProgress', { done, of, time: lasting(leftMs) });
  return state === 'planned' ? t('publishing.listWaits', { done, of }) : undefined;
}

interface MessageCellsProps {
  message: { local: string; timeZone: string; name: string };
  /** Beside the time zone. */
  utc?: string;
  /** Under its name: whom it is for, and through what. */
  about: string;
}

/** When a message happens and what it is called: how a row of the dry run or of the journal begins. */
export function MessageCells({ message, utc, about }: MessageCellsProps) {
  return (
    <>
      <td className="figure">
        {whenOf(message)}
        <br />
        <span className="soft">{facts(message.timeZone, utc)}</span>
      </td>
      <th scope="row">
        <span dir="auto">{message.name}</span>
        <br />
        <span className="soft">{about}</span>
      </th>
    </>
  );
}
