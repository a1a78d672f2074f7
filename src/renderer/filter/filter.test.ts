import { describe, expect, it } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { EVERYTHING, isNarrowing, matches, NONE, surroundings, type Filter } from './filter.ts';

const today = dayOf('2027-01-20');
const campaign = soundWith({
  lanes: [
    { id: 'all', name: 'Mailings' },
    { id: 'other', name: 'Über uns' },
  ],
  touchpoints: [
    touchpoint('launch-email', '2027-01-11', { id: 'mail', owner: 'Ada', status: 'planned', segments: ['office'] }),
    touchpoint('chat-announcement', '2027-01-27', { id: 'chat', status: 'draft', laneId: 'other' }),
    touchpoint('one-click-link', '2027-03-30', { id: 'link', notes: 'Ask Zoë' }),
  ],
});
const finding = { id: 'f', rule: 'r', severity: 'warning', message: '', cure: '', touchpointId: 'chat' } as const;
const around = surroundings(campaign, [finding], today);
const found = (filter: Partial<Filter>) =>
  campaign.touchpoints.filter((one) => matches(one, { ...EVERYTHING, ...filter }, around)).map(({ id }) => id);

describe('a filter', () => {
  it('asks nothing while it is empty', () => {
    expect(found({})).toEqual(['mail', 'chat', 'link']);
    expect(isNarrowing(EVERYTHING)).toBe(false);
    expect(isNarrowing({ ...EVERYTHING, text: '  ' })).toBe(false);
    expect(isNarrowing({ ...EVERYTHING, text: 'a' })).toBe(true);
    expect(isNarrowing({ ...EVERYTHING, owners: [NONE] })).toBe(true);
  });

  it.each<[string, Partial<Filter>, string[]]>([
    ['text of a note, without its accents', { text: 'zoe' }, ['link']],
    ['words in any order, of channel and lane', { text: 'uns teams' }, ['chat']],
    ['all words', { text: 'uns zoe' }, []],
    ['a direction', { directions: ['pull'] }, ['link']],
    ['a channel', { channels: ['email', 'teams'] }, ['mail', 'chat']],
    ['an audience, with what is for everyone', { segments: ['works'] }, ['chat', 'link']],
    ['an owner', { owners: ['Ada'] }, ['mail']],
    ['nobody as the owner', { owners: [NONE] }, ['chat', 'link']],
    ['a status', { statuses: ['draft'] }, ['chat']],
    ['what is behind time', { statuses: ['overdue', 'planned'] }, ['mail']],
    ['what has no status', { statuses: [NONE] }, ['link']],
    ['a finding', { severities: ['warning'] }, ['chat']],
    ['no finding', { severities: [NONE] }, ['mail', 'link']],
    ['a lane', { lanes: ['other'] }, ['chat']],
    ['a phase', { phases: ['launch'] }, ['mail']],
    ['what no phase holds', { phases: [NONE] }, ['link']],
    ['one of a list and all of the lists', { phases: ['launch', 'culture'], statuses: ['draft'] }, ['chat']],
  ])('finds %s', (_, filter, ids) => {
    expect(found(filter)).toEqual(ids);
  });

  it('finds a series in every phase in which it is sent, and what is there for people wherever it lies', () => {
    const [mail, , link] = campaign.touchpoints;
    const phases = ['launch', 'culture'].map((id) => campaign.phases.find((phase) => phase.id === id)!);
    const between = dayOf(phases[1]!.start) - dayOf(phases[0]!.start);
    const inBoth = (touchpoint: Touchpoint) =>
      phases.every(({ id }) => matches(touchpoint, { ...EVERYTHING, phases: [id] }, around));
    const long = { start: phases[0]!.start, days: between + 1 };
    expect(inBoth({ ...mail!, ...long, cadence: 'once' })).toBe(false);
    expect(inBoth({ ...mail!, ...long, cadence: 'daily' })).toBe(true);
    expect(inBoth({ ...link!, ...long })).toBe(true);
  });

  it('finds ideas, which have no date and so no phase', () => {
    const { start: _, ...idea } = campaign.touchpoints[0] as Touchpoint;
    const isFound = (filter: Partial<Filter>) => matches(idea, { ...EVERYTHING, ...filter }, around);
    expect(isFound({ statuses: ['idea'] })).toBe(true);
    expect(isFound({ statuses: ['planned'] })).toBe(false);
    expect(isFound({ phases: [NONE] })).toBe(true);
    expect(isFound({ phases: ['launch'] })).toBe(false);
  });
});
