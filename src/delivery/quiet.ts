import { check, type Finding } from '#campaign/checks/check.ts';
import { withoutContradictions } from '#campaign/decisions.ts';
import type { Campaign } from '#campaign/document.ts';
import { oneLine } from '#campaign/text.ts';
import type { Problem } from './export.ts';

/** Rules of the check that matter once more where messages are handed over to be sent. */
const RULES = ['quiet-hours', 'weekend', 'later-day-off', 'held-back'] as const;

/** Every target of an export asks for the same. */
const known = new WeakMap<Campaign, readonly Finding[]>();

/** What the check says about messages at night, on days off, of later starters too, and beyond the cap, of all touchpoints or of some. */
export function quietProblems(
  campaign: Campaign,
  touchpointIds?: ReadonlySet<string>,
  rules: readonly (typeof RULES)[number][] = RULES,
): Problem[] {
  const left = new Set(withoutContradictions(campaign).touchpoints.map(({ id }) => id));
  let findings = known.get(campaign);
  if (!findings) known.set(campaign, (findings = check(campaign)));
  return findings
    .filter(({ rule, touchpointId }) => {
      if (!rules.some((one) => one === rule)) return false;
      return touchpointId === undefined || (touchpointIds ?? left).has(touchpointId);
    })
    .map(({ message, cure, touchpointId }) => ({
      ...(touchpointId !== undefined && { touchpointId }),
      message: oneLine(`${message} ${cure}`),
    }));
}
