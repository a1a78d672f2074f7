import { dayOf, mondayOf } from '#campaign/calendar.ts';
import { check, type Finding } from '#campaign/checks/check.ts';
import { isContact } from '#campaign/contacts.ts';
import { withoutContradictions } from '#campaign/decisions.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { oneLine } from '#campaign/text.ts';
import { weeklyLoadOf } from '#campaign/weeklyLoad.ts';
import type { Problem } from './export.ts';
import type { Delivery } from './occurrences.ts';

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
  return findingsOf(campaign)
    .filter(({ rule, touchpointId }) => {
      if (!rules.some((one) => one === rule)) return false;
      return touchpointId === undefined || (touchpointIds ?? left).has(touchpointId);
    })
    .map(({ message, cure, touchpointId }) => ({
      ...(touchpointId !== undefined && { touchpointId }),
      message: oneLine(`${message} ${cure}`),
    }));
}

function findingsOf(campaign: Campaign): readonly Finding[] {
  let findings = known.get(campaign);
  if (!findings) known.set(campaign, (findings = check(campaign)));
  return findings;
}

/** What the check says about weeks over the cap, where some of these messages are among what fills them. */
export function overCapProblems(
  campaign: Campaign,
  sendings: readonly { delivery: Pick<Delivery, 'touchpoint' | 'date'>; segment?: Segment }[],
): Problem[] {
  const found = findingsOf(campaign).filter(({ rule }) => rule === 'over-cap');
  if (found.length === 0) return [];
  const nameOf = (segmentId: string, monday: number) => `${monday} ${segmentId}`;
  const sent = new Set(
    sendings.flatMap(({ delivery: { touchpoint, date }, segment }) =>
      segment && isContact(touchpoint.channel, tacticById(touchpoint.tactic))
        ? [nameOf(segment.id, mondayOf(dayOf(date)))]
        : [],
    ),
  );
  const { from, segments } = weeklyLoadOf(campaign);
  const contacts = new Map(segments.map((one) => [one.segment.id, one.contacts]));
  const { capPerWeek } = campaign.contact;
  /** A finding is about weeks on end: as many as are over the cap from its first one on. */
  const isAmong = (segmentId: string, monday: number): boolean => {
    for (let week = (monday - from) / 7; (contacts.get(segmentId)?.[week] ?? 0) > capPerWeek; week++)
      if (sent.has(nameOf(segmentId, from + 7 * week))) return true;
    return false;
  };
  return found
    .filter(({ segmentId, segmentIds = [], date = '' }) =>
      [...(segmentId === undefined ? [] : [segmentId]), ...segmentIds].some((id) => isAmong(id, dayOf(date))),
    )
    .map(({ message, cure }) => ({ message: oneLine(`${message} ${cure}`) }));
}
