import { useEffect, useState } from 'react';
import type { Output } from '#contract/contract.ts';
import { keepAsking } from '../bridge/asking.ts';
import { call } from '../bridge/studio.ts';

/** What is on the calendar, kept up to date with what any window does to the library or to a campaign. */

export type OnCalendar = Output<'calendar.show'>;

export function useCalendar(): { calendar: OnCalendar | null; problem: string | null; reload: () => void } {
  const [calendar, setCalendar] = useState<OnCalendar | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const reload = () => setAsked((count) => count + 1);
  useEffect(
    () =>
      keepAsking(
        ['library.changed', 'campaign.changed'],
        () => call('calendar.show', {}),
        (found) => {
          setCalendar(found);
          setProblem(null);
        },
        setProblem,
      ),
    [asked],
  );
  return { calendar, problem, reload };
}
