import { expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { fittingIdeas, ideaAbout } from './fitting.ts';

const [first, second] = fullCampaign.ideas;
const ideas = [
  { ...first!, name: 'Café corner', owner: 'Kim', notes: 'ask facilities' },
  { ...second!, name: 'Podcast', channel: 'email' as const, direction: 'push' as const, days: 1 },
];
const found = (typed: string) => fittingIdeas({ ideas }, typed).map(({ name }) => name);

it('finds ideas by all words that were typed, in their name, owner, channel, direction and notes', () => {
  expect(found('')).toEqual(['Café corner', 'Podcast']);
  expect(found(' cafe kim ')).toEqual(['Café corner']);
  expect(found('facilities')).toEqual(['Café corner']);
  expect(found('push EMAIL')).toEqual(['Podcast']);
  expect(found('podcast kim')).toEqual([]);
});

it('says channel, owner and length under the name', () => {
  expect(ideas.map(ideaAbout)).toEqual(['Intranet · Kim · 14 days', 'Email']);
});
