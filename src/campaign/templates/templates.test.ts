import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatDay, isWeekend, rangeOf, weekdayOf } from '../calendar.ts';
import { check } from '../checks/check.ts';
import { happensIn } from '#campaign/planned.ts';
import { planOf } from '../checks/plan.ts';
import type { Campaign } from '../document.ts';
import { campaignFrom, parseCampaign, serializeCampaign } from '../file.ts';
import { LAUNCH_ID } from '../moveCampaign.ts';
import { apply } from '../reducer.ts';
import { parameterById } from '../parameters.ts';
import { tacticById } from '../tactics/catalogue.ts';
import { templateById, TEMPLATES } from './templates.ts';
import { Refusal } from '../refusal.ts';

/** A Monday, a Wednesday, a Saturday, a Sunday, a leap day and a week with a clock change. */
const STARTS = ['2027-01-11', '2027-03-03', '2027-05-15', '2027-10-31', '2028-02-29', '2027-03-22'];
const FULL = TEMPLATES.filter(({ id }) => id !== 'blank');

/** The share of push among what happens in the phases of one kind. */
function pushShare(campaign: Campaign, kind: string): number {
  const plan = planOf(campaign);
  const ranges = plan.phases.filter(({ phase }) => phase.kind === kind).map(({ range }) => range);
  const here = plan.planned.filter((one) => ranges.some((range) => happensIn(one, range)));
  return here.filter(({ touchpoint }) => touchpoint.direction === 'push').length / here.length;
}

describe('templates', () => {
  it('are found by their ids', () => {
    expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
    for (const template of TEMPLATES) expect(templateById(template.id)).toBe(template);
    expect(templateById('nothing')).toBeUndefined();
    expect(TEMPLATES.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['compliance-refresh', 'leadership-academy', 'new-lms-launch', 'data-literacy', 'blank']),
    );
  });

  it('take a name, and have their own without one', () => {
    const template = templateById('blank')!;
    expect(template.build({ start: '2027-01-11' }).name).toBe('Blank campaign');
    expect(template.build({ start: '2027-01-11', name: 'Mine' }).name).toBe('Mine');
  });

  it('share nothing between two campaigns', () => {
    for (const template of TEMPLATES) {
      const [one, other] = [
        template.build({ start: '2027-01-11', id: 'one' }),
        template.build({ start: '2027-01-11', id: 'one' }),
      ];
      const text = serializeCampaign(other);
      one.lanes[0]!.name = 'changed';
      one.brand.name = 'changed';
      one.segments.forEach((segment) => segment.channels.push('email'));
      one.touchpoints.forEach((touchpoint) => touchpoint.segments.push('changed'));
      one.goals.forEach((goal) => goal.segments.push('changed'));
      expect(serializeCampaign(other)).toBe(text);
    }
  });

  it('refuse a start that is no date or too late, and say why', () => {
    for (const template of TEMPLATES) {
      expect(() => template.build({ start: '2027-02-30' })).toThrow(Refusal);
      expect(() => template.build({ start: '2199-12-01' })).toThrow('Choose an earlier start.');
    }
  });
});

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('%s', (id, template) => {
  it('is a valid campaign that survives its file, for any start', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('1970-01-01'), max: dayOf('2199-01-01') }), (day) => {
        const campaign = template.build({ start: formatDay(day) });
        expect(campaignFrom(structuredClone(campaign))).toEqual(campaign);
        expect(campaign.start).toBe(formatDay(day));
        expect(parseCampaign(serializeCampaign(campaign))).toEqual(campaign);
      }),
      { numRuns: 20 },
    );
  });

  it.each(STARTS)('from %s keeps to its days, to working days and to the rules of the craft', (start) => {
    const campaign = template.build({ start });
    const { from, until } = rangeOf(campaign);
    expect(campaign.touchpoints).toHaveLength(template.touchpointCount);
    expect(weekdayOf(until)).toBe(1);
    expect(until - from - 7 * template.weeks).toBeLessThan(7);
    for (const touchpoint of campaign.touchpoints) {
      const range = rangeOf(touchpoint);
      expect(range.from).toBeGreaterThanOrEqual(from);
      expect(range.until).toBeLessThanOrEqual(until);
      expect(isWeekend(range.from)).toBe(false);
      expect(tacticById(touchpoint.tactic)?.direction).toBe(touchpoint.direction);
    }
    for (const goal of campaign.goals) expect(isWeekend(dayOf(goal.date))).toBe(false);
    // Where people start all year round, some of them meet holidays whatever the plan is.
    const findings = check(campaign).flatMap(({ rule }) => (rule === 'later-day-off' ? [] : rule));
    expect(findings).toEqual(id === 'blank' ? ['no-brand', 'no-goals'] : []);
  });

  it('makes assumptions about parameters that the model has', () => {
    for (const { parameter, value, low = value, high = value } of template.build({ start: '2027-01-11' }).assumptions) {
      const known = parameterById(parameter);
      expect(known?.range[0]).toBeLessThanOrEqual(low);
      expect(known?.range[1]).toBeGreaterThanOrEqual(high);
      expect(low <= value && value <= high).toBe(true);
    }
  });

  it('has the four phases, aims from push to pull', () => {
    const { phases } = template.build({ start: '2027-01-11' });
    expect(phases.map(({ kind }) => kind)).toEqual(['launch', 'awareness', 'activation', 'culture']);
    const aims = phases.map(({ pushAim }) => pushAim);
    expect(aims[0]).toBeGreaterThan(0.5);
    expect(aims).toEqual(aims.toSorted((a, b) => b - a));
    expect(aims.at(-1)).toBeLessThanOrEqual(0.2);
  });
});

describe.each(FULL.map((template) => [template.id, template] as const))('%s, ready to use', (_id, template) => {
  const campaign = template.build({ start: '2027-01-11' });

  it('is as full as a real plan', () => {
    expect(campaign.touchpoints.length).toBeGreaterThanOrEqual(15);
    expect(campaign.touchpoints.length).toBeLessThanOrEqual(35);
    expect(campaign.lanes.length).toBeGreaterThanOrEqual(4);
    expect(campaign.lanes.length).toBeLessThanOrEqual(7);
    expect(campaign.segments.length).toBeGreaterThanOrEqual(2);
    expect(campaign.goals.length).toBeGreaterThanOrEqual(2);
    expect(campaign.events.length).toBeGreaterThanOrEqual(1);
    const used = new Set(campaign.touchpoints.map(({ laneId }) => laneId));
    expect(campaign.lanes.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
    for (const segment of campaign.segments) expect(segment.why?.length).toBeGreaterThan(20);
  });

  it('launches with push and ends with pull', () => {
    expect(pushShare(campaign, 'launch')).toBeGreaterThan(0.5);
    expect(pushShare(campaign, 'culture')).toBeLessThan(0.25);
  });

  it('has a text of its own in every touchpoint, and buttons that lead to example addresses', () => {
    for (const { tactic, message } of campaign.touchpoints) {
      expect(message.body).not.toBe(tacticById(tactic)!.message.body);
      expect(message.body.length).toBeGreaterThan(40);
      if (message.callToAction) {
        expect(message.callToAction.url).toMatch(/^https:\/\/[a-z-]+\.example\.com(\/[a-z/-]+)?$/);
      }
    }
    const bodies = campaign.touchpoints.map(({ message }) => message.body);
    expect(new Set(bodies).size).toBe(bodies.length);
  });
});

describe('data-literacy', () => {
  const campaign = templateById('data-literacy')!.build({ start: '2027-01-11' });

  it('is for 5,000 people in three countries, zones and languages', () => {
    expect(campaign.segments.reduce((sum, { size }) => sum + size, 0)).toBe(5000);
    expect(new Set(campaign.segments.map(({ timeZone }) => timeZone)).size).toBe(3);
    expect(new Set(campaign.segments.map(({ language }) => language)).size).toBe(3);
  });

  it('says each mail to each country in its language, on the same day', () => {
    const launch = campaign.touchpoints.filter(({ tactic }) => tactic === 'launch-email');
    expect(launch.map(({ segments }) => segments)).toEqual([
      ['uk-teams', 'uk-managers'],
      ['de-teams', 'de-managers'],
      ['br-teams', 'br-managers'],
    ]);
    expect(new Set(launch.map(({ start }) => start)).size).toBe(1);
    expect(launch.map(({ message }) => message.callToAction?.label)).toEqual([
      'See the chart',
      'Zum Diagramm',
      'Ver o gráfico',
    ]);
    expect(launch.map(({ message }) => message.language)).toEqual(['en-GB', 'de', 'pt-BR']);
  });
});

describe('career-push-and-pull', () => {
  it('speaks of a career', () => {
    expect(templateById('career-push-and-pull')!.build({ start: '2027-01-11' }).vocabulary).toBe('career');
  });
});

describe.each(FULL.map((template) => [template.id, template] as const))('the dates of %s', (_, template) => {
  const campaign = template.build({ start: '2027-01-11' });
  const launch = campaign.events.find(({ id }) => id === LAUNCH_ID)!;

  it('hang from the launch, from a deadline or from an event, every one of them', () => {
    expect(campaign.touchpoints.filter(({ tie }) => tie === undefined)).toEqual([]);
    for (const { tie, eventId } of campaign.touchpoints) {
      const from = tie!.eventId ?? tie!.goalId;
      expect([...campaign.events, ...campaign.goals].map(({ id }) => id)).toContain(from);
      if (tie!.goalId === undefined) expect([LAUNCH_ID, eventId]).toContain(from);
    }
  });

  it('move with the launch by whole weeks, and come back with it', () => {
    const moved = (days: number, plan: Campaign) =>
      apply(plan, { type: 'editEvent', id: launch.id, changes: { start: addDays(launch.start, days) } }).campaign;
    const later = moved(14, campaign);
    const byLaunch = campaign.touchpoints.filter(({ tie }) => tie!.eventId === LAUNCH_ID);
    expect(byLaunch.length).toBeGreaterThan(campaign.touchpoints.length / 3);
    const startOf = (id: string) => later.touchpoints.find((one) => one.id === id)!.start;
    for (const { id, start } of byLaunch) expect(startOf(id)).toBe(addDays(start, 14));
    expect(later.touchpoints.filter(({ id }) => !byLaunch.some((one) => one.id === id))).toEqual(
      campaign.touchpoints.filter(({ id }) => !byLaunch.some((one) => one.id === id)),
    );
    expect(moved(0, later)).toEqual(campaign);
  });
});

it('moves all reminders of the refresher with the due date', () => {
  const campaign = TEMPLATES.find(({ id }) => id === 'refresher-by-due-date')!.build({ start: '2027-01-11' });
  const date = campaign.goals.find(({ id }) => id === 'done')!.date;
  const reminders = campaign.touchpoints.filter(({ notes }) => notes?.includes('due date'));
  expect(reminders).toHaveLength(7);
  const { campaign: later } = apply(campaign, { type: 'editGoal', id: 'done', changes: { date: addDays(date, 7) } });
  const starts = new Map(later.touchpoints.map(({ id, start }) => [id, start]));
  expect(reminders.map(({ id }) => starts.get(id))).toEqual(reminders.map(({ start }) => addDays(start, 7)));
});
