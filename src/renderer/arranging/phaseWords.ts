import { rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { notify } from '../kit/notices.ts';
import { formatSpan } from '../locale.ts';
import { names, t } from '../text/text.ts';

/** What happened besides where phases were moved or stretched, in words: those that made way, days that are left between two, the campaign that grew. */
export function besidesPhases(before: Campaign, after: Campaign, ids: readonly string[]): string[] {
  const was = new Map(before.phases.map((phase) => [phase.id, phase]));
  const pushed = after.phases.filter((phase) => !ids.includes(phase.id) && was.get(phase.id)?.start !== phase.start);
  const gaps = before.phases.flatMap((first) =>
    before.phases
      .filter((next) => rangeOf(first).until === rangeOf(next).from)
      .flatMap((next) => {
        const [one, other] = [first, next].map(({ id }) => after.phases.find((phase) => phase.id === id));
        const days = one && other ? rangeOf(other).from - rangeOf(one).until : 0;
        return days > 0 ? t('timeline.phases.gap', { count: days, first: first.name, next: next.name }) : [];
      }),
  );
  return [
    ...(pushed.length > 0
      ? [t('timeline.phases.pushed', { count: pushed.length, names: names(pushed.map(({ name }) => name)) })]
      : []),
    ...gaps,
    ...(grew(before, after) ? [t('timeline.phases.grown', { span: formatSpan(after, 'weekdayDated') })] : []),
  ];
}

const grew = (before: Campaign, after: Campaign) => before.start !== after.start || before.days !== after.days;

/** Says it to everybody: what was not under the hand is easily missed. */
export function tellBesidesPhases(before: Campaign, after: Campaign, ids: readonly string[]): void {
  const said = besidesPhases(before, after, ids);
  if (said.length > 0) notify({ tone: 'done', text: said.join(' '), about: 'change' });
}
