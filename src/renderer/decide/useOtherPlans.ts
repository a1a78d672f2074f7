import { useEffect, useState } from 'react';
import type { Summary } from '#contract/library.ts';
import { call } from '../bridge/studio.ts';
import { formatAgo } from '../locale.ts';
import { useSession } from '../session/session.ts';
import { t } from '../text/text.ts';

/** The other campaigns of the library, beside which this one can be set; null until they are known. */
export function useOtherPlans(): Summary[] | null {
  const id = useSession((session) => session.open?.id ?? '');
  const [others, setOthers] = useState<Summary[] | null>(null);
  useEffect(() => {
    call('library.list', {})
      .then(({ campaigns }) => setOthers(campaigns.filter((one) => one.id !== id)))
      .catch(() => undefined);
  }, [id]);
  return others;
}

/** A campaign as a choice in a list. */
export const planChoice = ({ id, name, changedAt }: Summary) => {
  return { id, label: t('decide.otherPlan', { name, ago: formatAgo(changedAt) }) };
};
