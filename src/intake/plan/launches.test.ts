import { describe, expect, it } from 'vitest';
import { serializeCampaign } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { differenceBetween } from '#campaign/difference.ts';
import { campaignFrom } from '#campaign/file.ts';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { importPlan } from './plan.ts';
import { strToU8 } from 'fflate';
import { readTable } from '../read/table.ts';
import { csv, planLikeness } from './plan.testing.ts';

/** Rows that count from a launch go on counting from it. */

const ROWS = [
  ['When', 'Channel', 'Title'],
  ['T-14', 'Email', 'Teaser'],
  ['10 working days before launch', 'Email', 'Invitation'],
  ['Launch day', 'Email', 'Go'],
  ['2 weeks after launch', 'Teams', 'How it went'],
  ['2027-03-20', 'Email', 'A date of its own'],
];
const tableOf = (rows: string[][]) => readTable(strToU8(csv(rows)), 'plan.csv', { likeness: planLikeness });
const read = async (launch: string | undefined, into?: typeof fullCampaign) =>
  importPlan(await tableOf(ROWS), launch === undefined ? {} : { launch }, {
    name: 'Plan',
    today: '2027-01-04',
    timeZone: 'Europe/Berlin',
    ...(into && { into }),
  });

describe('days counted from the launch', () => {
  it('hang from a milestone on its date, and move with it', async () => {
    const { campaign } = await read('2027-03-15');
    expect(campaign.events).toMatchObject([{ name: 'Launch', kind: 'milestone', start: '2027-03-15' }]);
    const [{ id: eventId }] = campaign.events as [(typeof campaign.events)[0]];
    expect(campaign.touchpoints.map(({ name, start, tie }) => [name, start, tie])).toEqual([
      ['Teaser', '2027-03-01', { eventId, count: -14, unit: 'days' }],
      ['Invitation', '2027-03-01', { eventId, count: -10, unit: 'workingDays' }],
      ['Go', '2027-03-15', { eventId, count: 0, unit: 'days' }],
      ['How it went', '2027-03-29', { eventId, count: 14, unit: 'days' }],
      ['A date of its own', '2027-03-20', undefined],
    ]);
    const moved = apply(campaign, { type: 'editEvent', id: eventId, changes: { start: '2027-03-17' } }).campaign;
    expect(moved.touchpoints.map(({ start }) => start)).toEqual([
      '2027-03-03',
      '2027-03-03',
      '2027-03-17',
      '2027-03-31',
      '2027-03-20',
    ]);
    expect(campaignFrom(JSON.parse(serializeCampaign(campaign)))).toEqual(campaign);
  });

  it('hang from a milestone that is there already on that date, or from another beside it', async () => {
    const milestone = { ...fullCampaign.events[0]!, id: 'launch-day', kind: 'milestone' as const, start: '2027-03-15' };
    const into = { ...fullCampaign, events: [...fullCampaign.events, milestone] };
    const known = await read('2027-03-15', into);
    expect(known.campaign.events).toEqual(into.events);
    expect(known.touchpoints[0]!.tie).toEqual({ eventId: 'launch-day', count: -14, unit: 'days' });
    // Where nobody names a date, the launch of the campaign is meant.
    expect((await read(undefined, into)).touchpoints).toEqual(known.touchpoints);
    const other = await read('2027-03-22', into);
    expect(other.campaign.events.at(-1)).toMatchObject({ id: 'launch-day-2', start: '2027-03-22' });
    expect(other.touchpoints[0]!.tie).toMatchObject({ eventId: 'launch-day-2' });
  });

  it('come into a campaign as commands that leave its dates as they were read', async () => {
    const { campaign } = await read('2027-03-15', fullCampaign);
    const commands = differenceBetween(fullCampaign, campaign);
    const grown = apply(fullCampaign, { type: 'batch', action: 'importPlan', commands }).campaign;
    expect(serializeCampaign(grown)).toBe(serializeCampaign(campaign));
  });

  it('are the working days of whom they are for, over holidays and other weekends', async () => {
    const [heading, , invitation] = ROWS as [string[], string[], string[]];
    const invited = async (launch: string, timeZone: string, into?: typeof fullCampaign, when = invitation[0]!) => {
      const { touchpoints } = await importPlan(
        await tableOf([heading, [when, ...invitation.slice(1)]]),
        { launch },
        { name: 'Plan', today: '2026-11-02', timeZone, ...(into && { into }) },
      );
      const [{ start, days, tie }] = touchpoints as [(typeof touchpoints)[0]];
      return [start, tie!.count, tie!.unit, ...(days > 1 ? [days] : [])];
    };
    // Christmas Eve and Day, New Year’s Eve and Day are no working days.
    expect(await invited('2027-01-11', 'Europe/Berlin')).toEqual(['2026-12-22', -10, 'workingDays']);
    const span = '10 to 5 working days before launch';
    expect(await invited('2027-01-11', 'Europe/Berlin', undefined, span)).toEqual([
      '2026-12-22',
      -10,
      'workingDays',
      14,
    ]);
    // Sunday to Thursday are worked.
    expect(await invited('2027-03-14', 'Asia/Riyadh')).toEqual(['2027-02-28', -10, 'workingDays']);
    const calendar = { id: 'a', name: 'Here', weekend: [5, 6], daysOff: [{ date: '2027-03-10', name: 'Feast' }] };
    const into = {
      ...fullCampaign,
      calendars: [calendar],
      segments: fullCampaign.segments.map((segment) => ({ ...segment, calendarId: 'a' })),
    };
    expect(await invited('2027-03-14', 'Europe/Berlin', into)).toEqual(['2027-02-25', -10, 'workingDays']);
  });

  it('make no milestone where no row counts from it', async () => {
    const { campaign } = await importPlan(
      await tableOf([ROWS[0]!, ROWS[5]!]),
      { launch: '2027-03-15' },
      { name: 'Plan', today: '2027-01-04', timeZone: 'Europe/Berlin' },
    );
    expect(campaign.events).toEqual([]);
  });
});
