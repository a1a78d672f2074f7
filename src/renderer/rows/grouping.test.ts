import { describe, expect, it } from 'vitest';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import { apply } from '#campaign/reducer.ts';
import { GROUPINGS, inRow, regroupChange, rowIdsOf, rowKeeper, rowName, rowsBy } from './grouping.ts';

const campaign = soundWith({
  lanes: [
    { id: 'mailings', name: 'Mailings' },
    { id: 'talks', name: 'Talks' },
  ],
  touchpoints: [
    touchpoint('launch-email', '2027-01-11', { id: 'mail', laneId: 'mailings', owner: ' Zoë ', segments: ['office'] }),
    touchpoint('launch-email', '2027-01-12', { id: 'both', laneId: 'mailings', segments: ['office', 'works'] }),
    touchpoint('chat-announcement', '2030-01-01', { id: 'chat', laneId: 'talks', owner: 'Ada' }),
  ],
});
const [mail, both, chat] = campaign.touchpoints as [never, never, never];
const rows = (grouping: (typeof GROUPINGS)[number]) =>
  rowsBy(campaign, grouping).map(({ id, name, touchpoints }) => [id, name, touchpoints.map((one) => one.id).join(' ')]);

describe('rows', () => {
  it('are the lanes', () => {
    expect(rows('lane')).toEqual([
      ['mailings', 'Mailings', 'mail both'],
      ['talks', 'Talks', 'chat'],
    ]);
  });

  it('stay the same where they hold the same, so that an edit lays out no others', () => {
    const rowsNow = rowKeeper();
    const before = rowsNow(campaign, 'lane');
    const { campaign: edited } = apply(campaign, { type: 'moveTouchpoint', id: 'chat', start: '2030-01-02' });
    const after = rowsNow(edited, 'lane');
    expect(after[0]).toBe(before[0]);
    expect(after[1]!.touchpoints).toEqual([expect.objectContaining({ id: 'chat', start: '2030-01-02' })]);
  });

  it('are the channels that the plan uses', () => {
    expect(rows('channel')).toEqual([
      ['channel:email', 'Email', 'mail both'],
      ['channel:teams', 'Teams', 'chat'],
    ]);
  });

  it('are the segments, each with all that names it, and what is for everyone', () => {
    expect(rows('segment').map(([id, , ids]) => [id, ids])).toEqual([
      ['segment:', 'chat'],
      ...campaign.segments.map(({ id }) => [
        `segment:${id}`,
        { office: 'mail both', works: 'both' }[id as 'office'] ?? '',
      ]),
    ]);
  });

  it('are the phases, and what begins outside of all', () => {
    const all = rows('phase');
    expect(all.length).toBe(campaign.phases.length + 1);
    expect(all[0]![2]).toBe('mail both');
    expect(all.at(-1)).toEqual(['phase:', 'Outside of all phases', 'chat']);
  });

  it('are the owners by name, and what nobody owns', () => {
    expect(rows('owner')).toEqual([
      ['owner:Ada', 'Ada', 'chat'],
      ['owner:Zoë', 'Zoë', 'mail'],
      ['owner:', 'Nobody', 'both'],
    ]);
  });

  it('stay where they are while a filter empties them', () => {
    for (const grouping of GROUPINGS)
      expect(rowsBy(campaign, grouping, []).map(({ id }) => id)).toEqual(
        rowsBy(campaign, grouping).map(({ id }) => id),
      );
  });

  it('hold every touchpoint that is said to stand in them', () => {
    for (const grouping of GROUPINGS)
      for (const { id, touchpoints } of rowsBy(campaign, grouping))
        for (const one of campaign.touchpoints)
          expect(touchpoints.includes(one)).toBe(rowIdsOf(campaign, grouping, one).includes(id));
    expect(rowName(campaign, 'talks')).toBe('Talks');
  });
});

describe('putting a touchpoint into another row', () => {
  const change = (one: never, row: string, from?: string) => regroupChange(campaign, one, row, from);

  it('changes what the rows are of, and nothing where it stands there', () => {
    expect(change(mail, 'talks')).toEqual({ laneId: 'talks' });
    expect(change(mail, 'mailings')).toBe(null);
    expect(change(mail, 'channel:slack')).toEqual({ channel: 'slack' });
    expect(change(mail, 'channel:email')).toBe(null);
    expect(change(mail, 'owner:Ada')).toEqual({ owner: 'Ada' });
    expect(change(mail, 'owner:Zoë')).toBe(null);
    expect(change(mail, 'owner:')).toEqual({ owner: null });
    expect(inRow(campaign, mail, 'owner:')).not.toHaveProperty('owner');
    expect(inRow(campaign, both, 'owner:Ada')).toHaveProperty('owner', 'Ada');
  });

  it('of a segment changes the one it was taken from', () => {
    expect(change(mail, 'segment:works', 'segment:office')).toEqual({ segments: ['works'] });
    expect(change(both, 'segment:works', 'segment:office')).toEqual({ segments: ['works'] });
    expect(change(both, 'segment:', 'segment:office')).toEqual({ segments: [] });
    expect(change(chat, 'segment:works', 'segment:')).toEqual({ segments: ['works'] });
    expect(change(both, 'segment:works')).toBe(null);
    expect(change(both, 'segment:works', 'segment:works')).toBe(null);
  });

  it('of a phase begins on the nearest of its days', () => {
    const [first, second] = campaign.phases;
    expect(change(mail, `phase:${first!.id}`)).toBe(null);
    expect(change(mail, `phase:${second!.id}`)).toEqual({ start: second!.start });
    const last = campaign.phases.at(-1)!;
    const moved = inRow(campaign, chat, `phase:${last.id}`);
    expect(rowIdsOf(campaign, 'phase', moved)).toContain(`phase:${last.id}`);
    expect(change(mail, 'phase:')).toBe(null);
  });

  it('is a change that the document takes', () => {
    for (const row of ['talks', 'channel:slack', 'owner:Ada', 'segment:works']) {
      const changes = change(mail, row)!;
      expect(() => apply(campaign, { type: 'editTouchpoint', id: 'mail', changes })).not.toThrow();
    }
  });
});
