import { STATUSES, type Status } from '#campaign/document.ts';
import { OVERDUE } from '#campaign/status.ts';
import { IDEA } from '../filter/filter.ts';
import type { Option } from '../kit/fields.tsx';
import { t } from '../text/text.ts';

/** How far something is, wherever it is chosen. */

/** Stands for no status. No status can be this one: it holds a space. */
export const NO_STATUS = ' none';
export type ChosenStatus = Status | typeof IDEA | typeof NO_STATUS;

/** What is chosen of something, or of several that are the same. */
export const chosenStatus = ({ start, status }: { start?: string; status?: Status | undefined }): ChosenStatus =>
  start === undefined ? IDEA : (status ?? NO_STATUS);

/** As a value that commands know. */
export const statusFrom = (chosen: ChosenStatus): Status | typeof IDEA | null => (chosen === NO_STATUS ? null : chosen);

/** All statuses. An idea is one always, until it is planned; overdue is seen, never chosen, and says why. */
export function statusOptions({ isIdea }: { isIdea: boolean }): Option<ChosenStatus>[] {
  const none = isIdea ? [] : [{ id: NO_STATUS, label: t('inspector.none') } as const];
  return [
    ...none,
    ...STATUSES.map((id) => ({ id, label: t(`status.${id}`) })),
    { id: IDEA, label: t('status.idea'), description: t(isIdea ? 'status.isIdea' : 'status.toShelf') },
    // No choice can be this one.
    { id: OVERDUE as ChosenStatus, label: t('status.overdue'), description: t('status.derived'), isDisabled: true },
  ];
}
