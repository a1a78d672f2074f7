import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { dayOf } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { clipOf, pasteCommand, readClip, rowsOfClip } from './clip.ts';

// The window's way to the studio, which nothing here takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

/** Three days apart, the second one long. */
const home: Campaign = {
  ...fullCampaign,
  touchpoints: fullCampaign.touchpoints.map((touchpoint, index) =>
    index === 1 ? { ...touchpoint, start: '2027-01-15', days: 4, laneId: 'c' } : touchpoint,
  ),
};

function pasted(into: Campaign, id: string, day: string): { items: Touchpoint[]; campaign: Campaign; widened: number } {
  const clip = readClip(JSON.stringify(clipOf('home', home, ['a', 'b'])))!;
  const { command, ids, widened } = pasteCommand(id, into, clip, dayOf(day));
  const { campaign } = apply(into, command);
  return { items: campaign.touchpoints.filter((touchpoint) => ids.includes(touchpoint.id)), campaign, widened };
}

describe('touchpoints on the clipboard', () => {
  it('keep their distances, lanes, audience and ties in their own campaign', () => {
    const { items, campaign, widened } = pasted(home, 'home', '2027-02-01');
    const [, second] = home.touchpoints;
    expect(items.map(({ start }) => start)).toEqual(['2027-02-01', '2027-02-04']);
    expect({ ...items[1], id: 'b' }).toEqual({ ...second, start: '2027-02-04' });
    expect(campaign.touchpoints).toHaveLength(home.touchpoints.length + 2);
    expect(widened).toBe(0);
  });

  it('find lanes and segments of another campaign by their names, and bring a missing lane along', () => {
    const other: Campaign = {
      ...home,
      lanes: [
        { id: 'b', name: 'Something else' },
        { id: 'x', name: ' lane B ' },
      ],
      segments: home.segments.map((segment) => ({ ...segment, id: `other-${segment.id}` })).slice(0, 2),
      goals: [],
      events: [],
      touchpoints: [],
      assumptions: [],
    };
    const { items, campaign } = pasted(other, 'other', '2027-02-01');
    expect(items[0]).toMatchObject({ laneId: 'x', segments: ['other-b'] });
    expect(campaign.lanes.at(-1)).toEqual({ id: items[1]!.laneId, name: 'Lane c' });
    expect(items.every((item) => item.goalId === undefined && item.eventId === undefined)).toBe(true);
  });

  it('count those who are for everyone since none of their segments is there', () => {
    const strange: Campaign = { ...home, segments: [], goals: [], events: [], touchpoints: [], assumptions: [] };
    const { items, widened } = pasted(strange, 'strange', '2027-02-01');
    expect(widened).toBe(2);
    expect(items.map(({ segments }) => segments)).toEqual([[], []]);
  });

  it('are nothing where the clipboard holds something else', () => {
    const clip = clipOf('home', home, ['a']);
    for (const text of [
      '',
      '{}',
      'Date\tName',
      JSON.stringify({ ...clip, version: 99 }),
      JSON.stringify({ ...clip, touchpoints: [] }),
    ])
      expect(readClip(text)).toBe(null);
  });

  it('are rows for a sheet that runs nothing', () => {
    const [first] = home.touchpoints;
    const clip = clipOf('home', home, ['a', 'b', 'd']);
    clip.touchpoints[0] = { ...first!, name: '=1+1', message: { subject: 'A "word"', body: 'One\n\nTwo' } };
    const lines = rowsOfClip(clip, 'Everyone').split('\r\n');
    expect(lines[0]).toMatch(/^Date\tLast day\tLane\tName\t/);
    expect(lines[1]).toContain(
      `2027-01-12\t2027-02-20\tLane b\t'=1+1\tpush\temail\tPush of your own\tSegment b, Segment c\t"A ""word"""\t"One\n\nTwo"`,
    );
    expect(lines[2]).toContain('2027-01-15\t2027-01-18\tLane c\t');
    expect(lines[3]).toContain('\tEveryone\t');
  });
});
