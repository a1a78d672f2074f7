import { describe, expect, it } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import { dayOf, weekdayOf } from './calendar.ts';
import type { Command, SimpleCommand } from './commands.ts';
import type { Campaign, Tie, Touchpoint } from './document.ts';
import { campaignFrom, serializeCampaign } from './file.ts';
import { apply } from './reducer.ts';
import { Refusal } from './refusal.ts';
import { anchorDayOf, dayByTie, hangingFrom } from './ties.ts';
import { make, startsOf } from './ties.testing.ts';

const launch = (start: string) => ({ ...fullCampaign.events[0]!, id: 'launch', name: 'Launch', start });
const plan = (touchpoints: Touchpoint[], more: Partial<Campaign> = {}): Campaign => ({
  ...fullCampaign,
  events: [launch('2027-03-01')],
  touchpoints,
  ideas: [],
  ...more,
});
const moveLaunch = (start: string): Command => ({ type: 'editEvent', id: 'launch', changes: { start } });

const teaser: Tie = { eventId: 'launch', count: -10, unit: 'workingDays' };
const hall: Tie = { eventId: 'launch', count: 0, unit: 'weeks', weekday: 4 };
const reminder: Tie = { touchpointId: 'teaser', count: 3, unit: 'days' };
const hung = plan([
  // What hangs from another stands before it, so that the order of the list is not the order of anchors.
  make('reminder', '2027-02-18', reminder),
  make('teaser', '2027-02-15', teaser),
  make('hall', '2027-03-04', hall),
  make('free', '2027-03-02'),
]);

describe('what hangs from an anchor', () => {
  it('moves with it, and with what hangs between, and goes back with it', () => {
    const { campaign, inverse } = apply(hung, moveLaunch('2027-03-17'));
    expect(startsOf(campaign)).toEqual({
      teaser: '2027-03-03',
      reminder: '2027-03-06',
      hall: '2027-03-18',
      free: '2027-03-02',
    });
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(hung));
    expect(startsOf(apply(campaign, moveLaunch('2027-03-01')).campaign)).toEqual(startsOf(hung));
  });

  it('counts the working days of its own audience', () => {
    const off = plan(hung.touchpoints, {
      calendars: [{ id: 'a', name: 'Here', weekend: [5, 6], daysOff: [{ date: '2027-02-24', name: 'Feast' }] }],
      segments: fullCampaign.segments.map((segment) => ({ ...segment, calendarId: 'a' })),
    });
    const [, moved] = apply(off, moveLaunch('2027-03-03')).campaign.touchpoints;
    // 3 March is a Wednesday; of the two weeks before it two Fridays, two Saturdays and the feast are off.
    expect(moved!.start).toBe('2027-02-16');
  });

  /** Working days with Friday and Saturday off, for whoever has them. */
  const gulf = { id: 'gulf', name: 'Gulf', weekend: [5, 6], daysOff: [] };
  const phase = { id: 'p', name: 'Opening', kind: 'launch' as const, start: '2027-01-12', days: 14, pushAim: 0.5 };
  const ofPhase: Tie = { phaseId: 'p', count: 3, unit: 'days' };
  const ofGoal: Tie = { goalId: fullCampaign.goals[0]!.id, count: -2, unit: 'days' };
  /** A Friday, or a Sunday where those are at work. */
  const eve: Tie = { ...teaser, count: -1 };
  const nobody = { segments: [], calendars: [] };

  it.each<[what: string, Campaign, Command]>([
    [
      'a phase',
      plan([make('in-phase', '2027-01-15', ofPhase)], { phases: [phase] }),
      { type: 'editPhase', id: ofPhase.phaseId!, changes: { start: '2027-01-19' } },
    ],
    [
      'a goal',
      plan([make('to-goal', '2027-01-01', ofGoal)]),
      { type: 'editGoal', id: ofGoal.goalId!, changes: { date: '2027-02-19' } },
    ],
    [
      'the working days of a calendar',
      plan([make('teaser', '2027-02-26', eve)], {
        calendars: [{ ...gulf, weekend: [6, 7] }],
        segments: fullCampaign.segments.map((segment) => ({ ...segment, calendarId: 'gulf' })),
      }),
      { type: 'editCalendar', id: 'gulf', changes: { weekend: gulf.weekend } },
    ],
    [
      'the calendar of a segment',
      plan([make('teaser', '2027-02-26', eve)], { calendars: [gulf] }),
      { type: 'editSegment', id: 'a', changes: { calendarId: 'gulf' } },
    ],
    [
      'whom it is for',
      plan([make('teaser', '2027-02-26', eve, { segments: ['b'] })], {
        calendars: [gulf],
        segments: fullCampaign.segments.map((segment) =>
          segment.id === 'a' ? { ...segment, calendarId: 'gulf' } : segment,
        ),
      }),
      { type: 'editTouchpoint', id: 'teaser', changes: { segments: ['a'] } },
    ],
    [
      'the zone of a plan without segments',
      plan([make('teaser', '2027-02-26', eve, { segments: [] })], nobody),
      { type: 'setDetails', changes: { timeZone: 'Asia/Riyadh' } },
    ],
  ])('stays as far from its anchor as it says when %s changes', (_, before, command) => {
    const [was] = before.touchpoints;
    const { campaign } = apply(before, command);
    const [is] = campaign.touchpoints;
    expect([is!.start, is!.tie]).not.toEqual([was!.start, was!.tie]);
    expect(dayByTie(campaign, is!, is!.tie!, anchorDayOf(campaign, is!)!)).toBe(dayOf(is!.start));
  });

  it('is further from it or nearer once it is moved itself, in its own unit where that can say so', () => {
    const to = (id: string, start: string) =>
      apply(hung, { type: 'moveTouchpoint', id, start }).campaign.touchpoints.find((one) => one.id === id)!.tie;
    expect(to('teaser', '2027-02-17')).toEqual({ ...teaser, count: -8 });
    expect(to('teaser', '2027-02-13')).toEqual({ ...teaser, unit: 'days', count: -16 });
    expect(to('hall', '2027-03-09')).toEqual({ ...hall, count: 1, weekday: 2 });
    expect(to('reminder', '2027-02-10')).toEqual({ ...reminder, count: -5 });
  });

  it('keeps its distance where it is moved together with its anchor, in either order', () => {
    const moves: SimpleCommand[] = [
      { type: 'moveTouchpoint', id: 'teaser', start: '2027-02-17' },
      { type: 'moveTouchpoint', id: 'reminder', start: '2027-02-20' },
    ];
    for (const commands of [moves, moves.toReversed()]) {
      const { campaign, inverse } = apply(hung, { type: 'batch', action: 'move', commands });
      expect(campaign.touchpoints[0]).toMatchObject({ start: '2027-02-20', tie: reminder });
      expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(hung));
    }
  });

  it('hangs from nothing any more where it is moved further than a tie reaches, until that is taken back', () => {
    const { campaign, inverse } = apply(hung, { type: 'moveTouchpoint', id: 'teaser', start: '2090-01-09' });
    expect(campaign.touchpoints[1]).not.toHaveProperty('tie');
    expect(campaignFrom(JSON.parse(serializeCampaign(campaign)))).toEqual(campaign);
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(hung));
  });

  it('begins where a new tie says, and is back on its date when that is taken back', () => {
    const { campaign, inverse } = apply(hung, { type: 'editTouchpoint', id: 'free', changes: { tie: teaser } });
    expect(startsOf(campaign)['free']).toBe('2027-02-15');
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(hung));
  });

  it.each([{ locked: true as const }, { status: 'sent' as const }])(
    'stays where it is %o, further from it',
    (fixed) => {
      const held = plan([make('teaser', '2027-02-15', teaser, fixed)]);
      const { campaign, inverse } = apply(held, moveLaunch('2027-03-03'));
      expect(campaign.touchpoints[0]).toMatchObject({ start: '2027-02-15', tie: { ...teaser, count: -12 } });
      expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(held));
    },
  );

  it('stays where it was when its anchor is removed, and hangs from it again when that comes back', () => {
    const { campaign, inverse } = apply(hung, { type: 'removeEvent', id: 'launch' });
    expect(startsOf(campaign)).toEqual(startsOf(hung));
    expect(campaign.touchpoints.map(({ tie }) => tie)).toEqual([reminder, undefined, undefined, undefined]);
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(hung));
  });

  it('is found however far below', () => {
    expect(hangingFrom(hung, { kind: 'event', id: 'launch' }).map(({ id }) => id)).toEqual([
      'reminder',
      'teaser',
      'hall',
    ]);
    expect(hangingFrom(hung, { kind: 'touchpoint', id: 'reminder' })).toEqual([]);
  });
});

describe('what cannot be', () => {
  const tie = (id: string, touchpointId: string) =>
    apply(hung, { type: 'editTouchpoint', id, changes: { tie: { touchpointId, count: 1, unit: 'days' } } });

  it('is to hang from itself, alone or in a circle', () => {
    expect(() => tie('free', 'free')).toThrow(
      new Refusal('refused', '“free” cannot hang from itself. Choose something else.'),
    );
    expect(() => tie('teaser', 'reminder')).toThrow(
      /“(teaser|reminder)”, “(teaser|reminder)” would hang from each other/,
    );
  });

  it('is a file in which two hang from each other', () => {
    const circle = structuredClone(hung);
    circle.touchpoints[1]!.tie = { touchpointId: 'reminder', count: 1, unit: 'days' };
    expect(() => campaignFrom(circle)).toThrow(/hang from each other in a circle/);
  });

  it('is an anchor that is not there, in a file or a command', () => {
    const lost = structuredClone(hung);
    lost.touchpoints[1]!.tie = { goalId: 'none', count: 1, unit: 'days' };
    expect(() => campaignFrom(lost)).toThrow('touchpoints.1: tie.goalId names the goal “none”');
    expect(() => tie('free', 'nobody')).toThrow('its touchpoint is not in the campaign any more');
  });

  it('is to land outside the dates there are', () => {
    const early = plan([], { events: [launch('1970-01-10')] });
    const from = apply(early, { type: 'addTouchpoint', item: make('first', '1970-01-10') });
    const far: Tie = { eventId: 'launch', count: -20, unit: 'workingDays' };
    expect(() => apply(from.campaign, { type: 'editTouchpoint', id: 'first', changes: { tie: far } })).toThrow(
      '“first” would land outside the dates there are',
    );
  });
});

it('a file whose date and tie differ keeps the date, which everybody sees', () => {
  const edited = structuredClone(hung);
  edited.touchpoints[1]!.start = '2027-02-16';
  const read = campaignFrom(edited);
  expect(read.touchpoints[1]).toMatchObject({ start: '2027-02-16', tie: { ...teaser, count: -9 } });
  expect(read.touchpoints[0]).toMatchObject({ start: '2027-02-18', tie: { ...reminder, count: 2 } });
  // Decades away it hangs from nothing, and the file can be written again.
  edited.touchpoints[1]!.start = '2090-01-09';
  const far = campaignFrom(edited);
  expect(far.touchpoints.map(({ tie }) => tie?.unit)).toEqual([undefined, undefined, 'weeks', undefined]);
  expect(campaignFrom(JSON.parse(serializeCampaign(far)))).toEqual(far);
});

it('5,000 that hang in one chain move together', () => {
  const chain = Array.from({ length: 5000 }, (_, index) =>
    make(
      `t${index}`,
      '2027-03-01',
      index === 0
        ? { eventId: 'launch', count: 0, unit: 'days' }
        : { touchpointId: `t${index - 1}`, count: 0, unit: 'days' },
    ),
  );
  const { campaign } = apply(plan(chain.toReversed()), moveLaunch('2027-03-08'));
  expect(campaign.touchpoints.every(({ start }) => start === '2027-03-08')).toBe(true);
  expect(weekdayOf(dayOf('2027-03-08'))).toBe(1);
});
