import { useDeferredValue } from 'react';
import { check, type Finding } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';

const known = new WeakMap<Campaign, Finding[]>();

/** What the craft would change, worked out once a document and after what the person is doing: an edit never waits for it. */
export function useFindings(campaign: Campaign): Finding[] {
  const settled = useDeferredValue(campaign);
  let findings = known.get(settled);
  if (!findings) known.set(settled, (findings = check(settled)));
  return findings;
}
