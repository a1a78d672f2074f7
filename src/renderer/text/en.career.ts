import { vocabularies } from '#language/vocabulary.ts';
import type { messages } from './en.ts';
import { careerVocabulary } from './en.vocabulary.ts';

/** What a career campaign says in other words: the product is a person, and those it is for are employers and contacts. */
export const career = {
  ...careerVocabulary,
  'help.push':
    'takes you to people: applications, letters and calls, timed and in one voice. It acts at once and fades; too much of it tires.',
  'help.pull':
    'gives people reasons to come to you: a profile that is easy to find, articles, talks, work you share. It acts slowly and lasts.',

  'tactics.phase.launch': 'For the first impression',
  'tactics.phase.awareness': 'For getting known',
  'tactics.phase.activation': 'For getting into talks',
  'tactics.phase.culture': 'For being known for something',

  'inspector.linkLabel': 'Read more',

  'effects.harms': 'Harms: it changes the people in talks with you by {count} ({low} to {high})',
  'effects.little':
    'May add little beside the others: it changes the people in talks with you by {count} ({low} to {high})',

  'forecast.view.active': vocabularies.career.active,
  'forecast.contactsText':
    'Messages a person gets on average in the seven days before, against the cap of the campaign',
  'forecast.following.one': 'Following people one by one… {count} run',
  'forecast.following.other': 'Following people one by one… {count} runs',
  'forecast.teams': 'Simulated person by person, because only colleagues of the same team count as peers.',
  'forecast.teamsSampled':
    'Simulated person by person, because only colleagues of the same team count as peers. {count} people stand for all of them, so that chance looks larger than it is.',
  'forecast.readActive':
    '{date}\nmedian: {median} in talks ({share})\nhalf the time {low50} to {high50}\nnine times out of ten {low90} to {high90}',
  'forecast.readWholePath':
    '{date}\nmedian: {median} in talks ({share})\nthe whole curve stays inside\n{low50} to {high50} in half of the runs\n{low90} to {high90} in nine out of ten',
  'forecast.readStages':
    '{date}, on average\n{aware} know you\n{active} in talks, {habitual} of them close to an offer\n{lapsed} gone quiet',
  'forecast.readContacts': '{date}\non average {count} messages a person in the week before',
  'forecast.summary': 'People in talks with you at the end: {reading}. Arrow keys read day by day, Enter says why.',

  'intake.audienceText':
    'Drop an export of your contacts, or choose it. Only counts by group come in: no name, address or number of a person is kept.',

  'audience.lead': 'Whom you want to win over, how they are reached and what stands between them and a yes.',
  'audience.learners.one': '{count} person',
  'audience.learners.other': '{count} people',
  'audience.learnersShort': '{compact} people',
  'audience.emptyText':
    'A segment is a group of people who are reached alike: employers, recruiters, those who know your work. Without one the studio has nobody to forecast.',
  'audience.size': 'People',
  'audience.way': 'Their way to a yes',
  'audience.friction': 'Steps before they say yes',
  'audience.frictionHint': 'Forms, go-betweens, a profile that is hard to find, an unclear request.',
  'audience.frictionNone': 'Nothing stands between them and a yes.',
  'audience.frictionCost.one':
    '{count} step loses {lost} of those who would have said yes: about {left} in 100 get through.',
  'audience.frictionCost.other':
    'Each step loses {lost} of those who would have said yes: after {count} steps about {left} in 100 get through.',
  'audience.why': 'Why you matter to them',
  'audience.whyPlaceholder': 'Someone who finishes projects in the year that was promised',
  'audience.needsPlaceholder': 'Fewer delays, a team that stays',
  'audience.style': 'How they like to be approached',
  'audience.stylePlaceholder': 'One short page with figures, no attachments',

  'brand.name': 'The name you go by',
  'brand.nameHint': 'What people will know you by. Messages say it where they hold {token}.',
  'brand.promiseHint': 'One sentence: what people get from working with you. Messages say it where they hold {token}.',
  'brand.promisePlaceholder': 'Projects that finish in the year they were promised.',
  'brand.voiceHint': 'How you sound, in a few words.',
  'brand.voicePlaceholder': 'First person, figures before adjectives',
  'brand.signOffPlaceholder': 'Your name and what you do',
  'brand.unnamed': 'Your name',
  'brand.sampleSubject': 'A page for you from {name}',
  'brand.sampleBody':
    '{promise}\n\nYou wrote about delays, and I have been through three of them. What helped is on one page. It takes two minutes to read.',
  'brand.sampleAction': 'Read the page',

  'goals.learners.one': '{count} person',
  'goals.learners.other': '{count} people',
  'goals.expected': 'Median: {middle} people; nine times out of ten between {low} and {high}.',
  'goals.unit.learners': 'People',
  'intake.field.learners': 'People',
  'goals.eventsHint': 'Holidays, hiring rounds, news: what makes people listen more, or less.',
  'goals.noEventsText':
    'Put down a holiday, a conference or a change in the market. The forecast feels it, and touchpoints can belong to it or hang from it.',

  'settings.capWords.other': 'When a person gets more than {count} messages in a week, the others are beyond the cap.',
  'settings.assumptionsHint':
    'Every parameter of the model, with where it comes from. The values were gathered on learners: read a learner as a person you want to win over, use as talks with you, a habit as being close to an offer.',
  'settings.group.awareness': 'Hearing of you',
  'settings.group.trying': 'Becoming interested',
  'settings.group.peers': 'Word of mouth',
  'settings.group.buyIn': 'Word from the top',
  'settings.group.habit': 'From talks to an offer',
  'settings.group.champions': 'Advocates',
  'settings.group.optOut': 'Not wanting to hear',

  'decide.effect': 'On average {learners} people towards the goal',
  'decide.brings': 'Brings on average, in people',
  'decide.sensitivityNow.one':
    'With every assumption in the middle of what is likely: {count} person on average, the mark.',
  'decide.sensitivityNow.other':
    'With every assumption in the middle of what is likely: {count} people on average, the mark.',
} as const satisfies Partial<Record<keyof typeof messages, string>>;
