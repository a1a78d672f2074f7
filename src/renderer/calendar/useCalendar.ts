import { useEffect, useState } from 'react';
import type { Output } from '#contract/contract.ts';
import { call, explain, subscribe } from '../bridge/studio.ts';

/** What is on the calendar, kept up to date with what any window does to the library or to a campaign. */

export type OnCalendar = Output<'calendar.show'>;

export function useCalendar(): { calendar: OnCalendar | null; problem: string | null; reload: () => void } {
  const [calendar, setCalendar] = useState<OnCalendar | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const reload = () => setAsked((count) => count + 1);
  useEffect(() => {
    let isLeft = false;
    let isAsking = false;
    let isStale = false;
    /** One question at a time; what changes meanwhile is asked about once more. */
    async function ask(): Promise<void> {
      if (isAsking) {
        isStale = true;
        return;
      }
      isAsking = true;
      do {
        isStale = false;
        try {
          const found = await call('calendar.show', {});
          if (isLeft) return;
          setCalendar(found);
          setProblem(null);
        } catch (error) {
          if (!isLeft) setProblem(explain(error));
        }
      } while (isStale && !isLeft);
      isAsking = false;
    }
    void ask();
    const stop = subscribe(({ type }) => {
      if (type === 'library.changed' || type === 'campaign.changed') void ask();
    });
    return () => {
      isLeft = true;
      stop();
    };
  }, [asked]);
  return { calendar, problem, reload };
}
