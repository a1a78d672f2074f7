import { startTransition, useEffect, useState } from 'react';
import { isolated } from '#campaign/bidi.ts';
import { check, type Finding } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';
import { dayFormats, formatShare } from '../locale.ts';
import type { Address } from '../navigation/address.ts';

const known = new WeakMap<Campaign, Finding[]>();

/** A day as findings name it. */
export const sayDay = (day: number): string => isolated(dayFormats.dated(day));

/** After so long without another edit the plan is checked; large plans take longer than a frame. */
const REST_MILLISECONDS = 300;

const NONE: Finding[] = [];

/** What the craft would change, worked out once a document and while the person rests: neither the first look nor an edit waits for it. Nothing is asked of null. */
export function useFindings(campaign: Campaign | null): Finding[] {
  const [settled, setSettled] = useState(campaign && known.has(campaign) ? campaign : null);
  useEffect(() => {
    if (settled === campaign) return;
    const timer = setTimeout(() => startTransition(() => setSettled(campaign)), REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [campaign, settled]);
  if (!settled) return NONE;
  let findings = known.get(settled);
  if (!findings) known.set(settled, (findings = check(settled, sayDay, formatShare)));
  return findings;
}

/** Findings about what is not there yet: the screen on which it is made. */
const SCREENS: Record<string, Address['screen']> = {
  'no-goals': 'goals',
  'no-segments': 'audience',
  'no-phases': 'settings',
  'nobody-follows': 'audience',
  ideas: 'plan',
};

/** Where to look at what a finding is about: the screen, and what is selected there. */
export function screenOf(finding: Finding): Pick<Address, 'screen' | 'selection'> | undefined {
  const {
    touchpointId,
    goalId,
    assumptionId,
    decisionId,
    calendarId,
    segmentId = finding.segmentIds?.[0],
    phaseId,
    laneId,
  } = finding;
  const at = (screen: Address['screen'], kind: NonNullable<Address['selection']>['kind'], id: string) => ({
    screen,
    selection: { kind, ids: [id] },
  });
  if (touchpointId !== undefined) return at('plan', 'touchpoint', touchpointId);
  if (goalId !== undefined) return at('plan', 'goal', goalId);
  if (decisionId !== undefined) return at('plan', 'decision', decisionId);
  if (calendarId !== undefined) return at('settings', 'calendar', calendarId);
  if (assumptionId !== undefined) return at('settings', 'assumption', assumptionId);
  if (segmentId !== undefined) return at('audience', 'segment', segmentId);
  if (phaseId !== undefined) return at('plan', 'phase', phaseId);
  if (laneId !== undefined) return at('plan', 'lane', laneId);
  const screen = SCREENS[finding.rule];
  return screen && { screen, selection: null };
}
