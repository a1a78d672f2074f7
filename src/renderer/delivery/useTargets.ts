import { useEffect, useState } from 'react';
import type { Connectable } from '#contract/publish.ts';
import { call, explain } from '../bridge/studio.ts';

/** What can be published to. */
export function useTargets(): { targets: Connectable[]; problem: string | null } {
  const [targets, setTargets] = useState<Connectable[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    call('publishing.targets', {}).then(
      (answer) => setTargets(answer.targets),
      (error: unknown) => setProblem(explain(error)),
    );
  }, []);
  return { targets, problem };
}
