import { useCallback, useEffect, useState } from 'react';
import type { Output } from '#contract/contract.ts';
import { call } from '../bridge/studio.ts';
import { useSession } from '../session/session.ts';

type Past = Output<'campaign.history'>;

/** What was done to the open campaign, as far as it was asked for; asked anew with every step, whoever makes it. */
export function usePast(): { past: Past | null; more: () => void; reload: () => void } {
  const id = useSession((session) => session.open?.id ?? '');
  const revision = useSession((session) => session.open?.revision ?? 0);
  const [past, setPast] = useState<Past | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isWanted = true;
    call('campaign.history', { id })
      .then((answer) => isWanted && setPast(answer))
      // The next step asks again.
      .catch(() => undefined);
    return () => void (isWanted = false);
  }, [id, revision, asked]);
  const more = useCallback(() => {
    const before = past?.steps.at(-1)?.revision;
    if (before === undefined) return;
    call('campaign.history', { id, before })
      .then(({ steps, isMore }) =>
        setPast((now) =>
          now?.steps.at(-1)?.revision === before ? { ...now, steps: [...now.steps, ...steps], isMore } : now,
        ),
      )
      .catch(() => undefined);
  }, [id, past]);
  return { past, more, reload: () => setAsked((count) => count + 1) };
}
