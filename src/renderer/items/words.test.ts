import { afterEach, describe, expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Campaign, Goal, Segment } from '#campaign/document.ts';
import { formatDate, formatShare } from '../locale.ts';
import { speak } from '../text/text.ts';
import { effectWords, goalSentence, learnersMeant } from './words.ts';

const [first] = fullCampaign.segments;
const segment = (id: string, size: number): Segment => ({ ...first!, id, name: id, size });
const campaign: Campaign = {
  ...fullCampaign,
  segments: [segment('Sales', 100), segment('Service', 40), segment('Depot', 7), segment('Office', 3)],
};
const goal: Goal = {
  id: 'g',
  name: 'G',
  metric: 'active',
  target: 0.6,
  unit: 'share',
  date: '2027-03-26',
  segments: [],
};

describe('goalSentence', () => {
  const day = formatDate(goal.date);
  const share = formatShare(0.6);

  it('says how many of whom, how far and by when', () => {
    expect(goalSentence(campaign, goal)).toBe(`${share} of everyone are in active use by ${day}`);
    expect(goalSentence(campaign, { ...goal, segments: ['Sales', 'Depot'] })).toBe(
      `${share} of Sales and Depot are in active use by ${day}`,
    );
    const counted: Goal = { ...goal, unit: 'learners', metric: 'champions', target: 1 };
    expect(goalSentence(campaign, counted)).toBe(`1 learner is a champion by ${day}`);
    expect(goalSentence(campaign, { ...counted, target: 30 })).toBe(`30 learners are champions by ${day}`);
    expect(goalSentence(campaign, { ...counted, target: 30, segments: ['Sales'] })).toBe(
      `30 learners among Sales are champions by ${day}`,
    );
  });

  it('counts segments where there are too many to name', () => {
    const many = { ...goal, segments: campaign.segments.map(({ id }) => id) };
    expect(goalSentence(campaign, many)).toBe(`${share} of 4 segments are in active use by ${day}`);
  });
});

describe('goalSentence of a career campaign', () => {
  afterEach(() => speak('learning'));

  it('speaks of people and how near they are', () => {
    speak('career');
    const counted: Goal = { ...goal, unit: 'learners', target: 1, segments: ['Sales'] };
    const day = formatDate(goal.date);
    expect(goalSentence(campaign, counted)).toBe(`1 person among Sales is in talks with you by ${day}`);
    expect(goalSentence(campaign, { ...goal, metric: 'tried' })).toBe(
      `${formatShare(0.6)} of everyone are interested by ${day}`,
    );
  });
});

describe('effectWords', () => {
  it('says more, less or nothing', () => {
    const [little, some, much] = [0.1, 0.2, 0.5].map(formatShare);
    expect(effectWords({ pushFactor: 0.8, pullFactor: 1 })).toBe(`messages do ${some} less`);
    expect(effectWords({ pushFactor: 1.5, pullFactor: 0.9 })).toBe(
      `messages do ${much} more, pull does ${little} less`,
    );
    expect(effectWords({ pushFactor: 1, pullFactor: 1 })).toBe('changes nothing');
  });
});

describe('learnersMeant', () => {
  it('counts everyone where no segment is named', () => {
    expect(learnersMeant(campaign, [])).toBe(150);
    expect(learnersMeant(campaign, ['Service', 'Office'])).toBe(43);
  });

  it('counts those who start later', () => {
    const segments = campaign.segments.map((one) => (one.id === 'Sales' ? { ...one, inflow: 5 } : one));
    expect(learnersMeant({ ...campaign, segments, rolling: { weeks: 3 } }, ['Sales', 'Depot'])).toBe(122);
  });
});
