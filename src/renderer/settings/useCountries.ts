import { useEffect } from 'react';
import { create } from 'zustand';
import { call, explain } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import type { Country } from './holidays.ts';

/** The countries whose holidays the studio knows; asked for once, when somebody comes to them. */
const useKnown = create<{ countries: readonly Country[] }>(() => ({ countries: [] }));

let asked: Promise<void> | undefined;

export function useCountries(): readonly Country[] {
  useEffect(() => {
    asked ??= call('holidays.countries', {}).then(
      (countries) => useKnown.setState({ countries }),
      (error: unknown) => {
        asked = undefined;
        notify({ tone: 'problem', text: explain(error) });
      },
    );
  }, []);
  return useKnown(({ countries }) => countries);
}
