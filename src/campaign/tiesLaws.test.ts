import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCalendar, arbitraryCommand, arbitraryTie, fullCampaign } from './arbitrary.testing.ts';
import { dayOf, formatDay } from './calendar.ts';
import type { Command } from './commands.ts';
import { TIE_UNITS, type Campaign, type Tie, type Touchpoint } from './document.ts';
import { serializeCampaign } from './file.ts';
import { apply } from './reducer.ts';
import { Refusal } from './refusal.ts';
import { anchorOf, anchorsOf, dayByTie, staysOnDate, tieInUnit, tieOn } from './ties.ts';
import { make, startsOf } from './ties.testing.ts';
import { isWorkingDay } from './workingDays.ts';

const fixed = fc.constantFrom<Partial<Touchpoint>[]>({}, {}, {}, {}, {}, {}, { locked: true }, { status: 'sent' });
const audience = fc.constantFrom<string[][]>(['a'], ['b'], ['a', 'b'], ['b', 'c'], []);

describe('laws', () => {
  const anchors = new Map(anchorsOf(fullCampaign).map((anchor) => [`${anchor.kind} ${anchor.id}`, anchor.day]));
  const day = fc.integer({ min: dayOf('2026-06-01'), max: dayOf('2028-06-01') });

  it('a tie made for a day leads to that day', () => {
    fc.assert(
      fc.property(arbitraryTie, day, day, (tie, anchor, wanted) => {
        const made = tieOn(fullCampaign, { segments: ['a'] }, tie, anchor, wanted);
        expect(dayByTie(fullCampaign, { segments: ['a'] }, made!, anchor)).toBe(wanted);
      }),
    );
  });

  it('a tie in another unit keeps the date, but where working days would lead to a day off', () => {
    const segments = ['a'];
    fc.assert(
      fc.property(arbitraryTie, day, day, fc.constantFrom(...TIE_UNITS), (tie, anchor, start, unit) => {
        const { weekday, phaseId: _p, goalId: _g, touchpointId: _t, ...rest } = { ...tie, eventId: 'a' };
        const given: Tie = { ...rest, ...(weekday !== undefined && { weekday }) };
        const campaign: Campaign = {
          ...fullCampaign,
          events: [{ ...fullCampaign.events[0]!, start: formatDay(anchor) }],
        };
        const made = tieInUnit(campaign, { ...make('hung', formatDay(start), given), tie: given }, unit);
        const then = dayByTie(campaign, { segments }, made, anchor);
        expect(made.unit).toBe(unit);
        if (unit !== 'workingDays' || isWorkingDay(campaign, segments, start)) expect(then).toBe(start);
        else {
          expect(isWorkingDay(campaign, segments, then)).toBe(true);
          expect(Math.abs(then - start)).toBeLessThan(8);
        }
      }),
    );
  });

  it('what is so many working days away is on a working day, whatever it hangs from', () => {
    fc.assert(
      fc.property(arbitraryTie, day, (tie, anchor) => {
        const { weekday: _, ...rest } = tie;
        const at = dayByTie(fullCampaign, { segments: ['a'] }, { ...rest, unit: 'workingDays' }, anchor);
        expect(isWorkingDay(fullCampaign, ['a'], at)).toBe(true);
      }),
    );
  });

  const isTrue = (campaign: Campaign) => {
    const days = new Map(anchorsOf(campaign).map((anchor) => [`${anchor.kind} ${anchor.id}`, anchor.day]));
    for (const touchpoint of campaign.touchpoints) {
      if (!touchpoint.tie) continue;
      const { kind, id } = anchorOf(touchpoint.tie);
      expect(formatDay(dayByTie(campaign, touchpoint, touchpoint.tie, days.get(`${kind} ${id}`)!))).toBe(
        touchpoint.start,
      );
    }
  };

  it('whatever is done, every tie says where its touchpoint is', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCommand, { maxLength: 40 }), (commands) => {
        let campaign = fullCampaign;
        for (const command of commands)
          try {
            campaign = apply(campaign, command).campaign;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        isTrue(campaign);
      }),
    );
    expect(anchors.size).toBeGreaterThan(0);
  });

  /**
   * Touchpoints for one segment, two or everyone, who work by two calendars or none, that hang from the events and goals of the full campaign and from
   * each other without circles; some are locked or were sent.
   */
  const forest = fc
    .record({
      calendars: fc.tuple(arbitraryCalendar, arbitraryCalendar),
      ties: fc.array(fc.tuple(arbitraryTie, fc.nat({ max: 20 }), fixed, audience), { minLength: 1, maxLength: 8 }),
    })
    .map(({ calendars: [first, second], ties }) => {
      let campaign: Campaign = {
        ...fullCampaign,
        calendars: [
          { ...first, id: 'a' },
          { ...second, id: 'b' },
        ],
        segments: fullCampaign.segments.map((segment) =>
          segment.id === 'c' ? segment : { ...segment, calendarId: segment.id },
        ),
        touchpoints: [],
      };
      for (const [
        index,
        [{ eventId, goalId, phaseId, touchpointId, ...rest }, from, state, segments],
      ] of ties.entries()) {
        const anchor =
          touchpointId && index > 0
            ? { touchpointId: `t${from % index}` }
            : goalId
              ? { goalId: 'a' }
              : { eventId: eventId === undefined ? 'b' : 'a' };
        const item = make(`t${index}`, '2027-02-01', { ...anchor, ...rest } as Tie, { ...state, segments });
        try {
          campaign = apply(campaign, { type: 'addTouchpoint', item }).campaign;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      return campaign;
    });
  const move = fc.oneof(
    fc
      .tuple(fc.constantFrom('a', 'b'), day)
      .map(([id, to]): Command => ({ type: 'editEvent', id, changes: { start: formatDay(to) } })),
    day.map((to): Command => ({ type: 'editGoal', id: 'a', changes: { date: formatDay(to) } })),
  );

  it('re-flow is the same in any order of moves', () => {
    fc.assert(
      fc.property(forest, day, day, day, (campaign, first, second, third) => {
        const moves: Command[] = [
          { type: 'editEvent', id: 'a', changes: { start: formatDay(first) } },
          { type: 'editEvent', id: 'b', changes: { start: formatDay(second) } },
          { type: 'editGoal', id: 'a', changes: { date: formatDay(third) } },
        ];
        const isFree = !campaign.touchpoints.some(staysOnDate);
        const end = (commands: Command[]) => {
          const at = commands.reduce((state, command) => apply(state, command).campaign, campaign);
          // What stays on its date changes its tie with every move, and may say the same distance in other words.
          return isFree ? serializeCampaign(at) : startsOf(at);
        };
        expect(end(moves.toReversed())).toEqual(end(moves));
        expect(end([moves[1]!, moves[2]!, moves[0]!])).toEqual(end(moves));
      }),
    );
  });

  it('moving back restores every date, by hand and by undo', () => {
    fc.assert(
      fc.property(forest, fc.array(move, { minLength: 1, maxLength: 5 }), (campaign, moves) => {
        const inverses: Command[] = [];
        let at = campaign;
        for (const command of moves) {
          const done = apply(at, command);
          at = done.campaign;
          inverses.unshift(done.inverse);
        }
        const undone = inverses.reduce((state, inverse) => apply(state, inverse).campaign, at);
        expect(serializeCampaign(undone)).toBe(serializeCampaign(campaign));
        const byHand: Command[] = [
          ...campaign.events.map(({ id, start }): Command => ({ type: 'editEvent', id, changes: { start } })),
          ...campaign.goals.map(({ id, date }): Command => ({ type: 'editGoal', id, changes: { date } })),
        ];
        const back = byHand.reduce((state, command) => apply(state, command).campaign, at);
        expect(startsOf(back)).toEqual(startsOf(campaign));
      }),
    );
  });

  it('no date that counts in working days lands on a day off of its audience, whatever moves and whoever works when', () => {
    const change = fc.oneof(
      move,
      fc
        .tuple(fc.constantFrom('a', 'b'), arbitraryCalendar)
        .map(([id, { weekend, daysOff }]): Command => ({ type: 'editCalendar', id, changes: { weekend, daysOff } })),
      fc
        .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', null))
        .map(([id, calendarId]): Command => ({ type: 'editSegment', id, changes: { calendarId } })),
    );
    fc.assert(
      fc.property(forest, fc.array(change, { minLength: 1, maxLength: 5 }), (campaign, changes) => {
        const at = changes.reduce((state, command) => apply(state, command).campaign, campaign);
        for (const [index, touchpoint] of at.touchpoints.entries()) {
          const was = campaign.touchpoints[index]!;
          // What is free goes on counting as it did; what stays on its date, on a day off as well, counts in days there.
          if (!staysOnDate(was)) expect(touchpoint.tie).toEqual(was.tie);
          if (touchpoint.tie?.unit === 'workingDays')
            expect(isWorkingDay(at, touchpoint.segments, dayOf(touchpoint.start))).toBe(true);
        }
        isTrue(at);
      }),
    );
  });
});
