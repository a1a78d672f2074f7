import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCalendar, arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import { formatDay } from './calendar.ts';
import { check } from './checks/check.ts';
import type { Campaign } from './document.ts';
import { apply } from './reducer.ts';
import { contactsIn, weeklyLoadAfter, weeklyLoadOf } from './weeklyLoad.ts';

const rowsOf = (campaign: Campaign) =>
  weeklyLoadOf(campaign).segments.map(({ segment, contacts }) => [segment.id, [...contacts]]);

/** The campaign after as many of the commands as it takes. */
function after(campaign: Campaign, commands: Parameters<typeof apply>[1][]): Campaign {
  return commands.reduce((changed, command) => {
    try {
      return apply(changed, command).campaign;
    } catch {
      return changed;
    }
  }, campaign);
}

const commands = fc.array(arbitraryCommand, { minLength: 1, maxLength: 30 });

describe('weekly load', () => {
  it('is the same told from the load before a change', () => {
    fc.assert(
      fc.property(commands, commands, (first, then) => {
        const before = after(fullCampaign, first);
        const changed = after(before, then);
        const told = weeklyLoadAfter({ campaign: before, load: weeklyLoadOf(before) }, changed);
        expect(told.segments.map(({ segment, contacts }) => [segment.id, [...contacts]])).toEqual(rowsOf(changed));
      }),
    );
  });

  it('is the same where only the days off changed, by which a series on working days goes', () => {
    fc.assert(
      fc.property(arbitraryCalendar, arbitraryCalendar, ({ id: _, ...was }, { id: __, ...is }) => {
        const { thenOf: _then, ...series } = fullCampaign.touchpoints[0]!;
        const before: Campaign = {
          ...fullCampaign,
          decisions: [],
          calendars: [{ id: 'a', ...was }],
          segments: fullCampaign.segments.map((segment) => ({ ...segment, calendarId: 'a' })),
          touchpoints: [{ ...series, cadence: 'workingDays' }],
        };
        const changed: Campaign = { ...before, calendars: [{ id: 'a', ...is }] };
        const told = weeklyLoadAfter({ campaign: before, load: weeklyLoadOf(before) }, changed);
        expect(told.segments.map(({ segment, contacts }) => [segment.id, [...contacts]])).toEqual(rowsOf(changed));
      }),
    );
  });

  it('is over the cap in the weeks that the check names, and each contact has its touchpoint', () => {
    fc.assert(
      fc.property(commands, fc.integer({ min: 0, max: 3 }), (some, capPerWeek) => {
        const plan = after(fullCampaign, some);
        const campaign = { ...plan, contact: { ...plan.contact, capPerWeek } };
        const { from, weeks, segments } = weeklyLoadOf(campaign);
        const named = new Set(
          check(campaign, formatDay)
            .filter(({ rule }) => rule === 'over-cap')
            .flatMap(({ segmentId, segmentIds }) => segmentIds ?? [segmentId]),
        );
        const over = segments.filter(({ contacts }) => contacts.some((count) => count > capPerWeek));
        expect(named).toEqual(new Set(over.map(({ segment }) => segment.id)));
        for (const { segment, contacts } of segments)
          for (let week = 0; week < weeks; week++) {
            const there = contactsIn(campaign, segment.id, from + 7 * week);
            expect(there.length).toBeLessThanOrEqual(contacts[week]!);
            expect(there.length > 0).toBe(contacts[week]! > 0);
          }
      }),
    );
  });
});
