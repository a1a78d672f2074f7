import { BAND_WORDS } from '#language/bands.ts';
import { TEAMS_NOTE, WHY_NOTE } from '#language/why.ts';

export const forecast = {
  'forecast.label': 'Forecast',
  'forecast.title': 'Forecast',
  'forecast.chart': 'chart',
  'forecast.view': 'What the forecast shows',
  'forecast.view.active': 'Active learners',
  'forecast.view.stages': 'Stages',
  'forecast.view.contacts': 'Contact load',
  'forecast.by': 'Over what the forecast runs',
  'forecast.by.week': 'By calendar week',
  'forecast.by.own': 'By cohort day',
  'forecast.rolling':
    'Everyone starts on a day of their own. The timeline counts days since then; dates above it are those of who starts on {date}, and later starters have them so many weeks later. The chart goes by these dates and counts everyone: {started} have started by {last}.',
  'forecast.rollingGroups': 'Starts of {weeks} weeks are followed together, from the middle one.',
  'forecast.ownDay': 'Day {day}',
  'forecast.byOwn':
    'Of every 100 who have started, how many are where on each day of their own, over all cohorts: day 0 lies on {date}, the last on day {day}.',
  'forecast.segment': 'Whose forecast',
  'forecast.everyone': 'Everyone',
  'forecast.median': 'Median',
  'forecast.band50': '50 % band',
  'forecast.band90': '90 % band',
  'forecast.band50.short': '50 %',
  'forecast.band90.short.daily': '90 % of runs on any one day',
  'forecast.band90.short.wholePath': '90 % of runs on all days',
  'forecast.bands': 'What the bands hold',
  'forecast.bands.daily': 'Each day',
  'forecast.bands.wholePath': 'Whole curve',
  'forecast.bandsText.daily': BAND_WORDS.daily,
  'forecast.bandsText.wholePath': BAND_WORDS.wholePath,
  'forecast.bandsText.waiting':
    'Only simulated runs tell bands of the whole curve. These are of single days: on any one day, 9 of 10 runs lie inside the wide band.',
  'forecast.assumption': 'A planning assumption until your own numbers calibrate it',
  'forecast.estimate': '≈ An estimate; simulated runs replace it',
  'forecast.refining.one': 'Simulating… {count} run',
  'forecast.refining.other': 'Simulating… {count} runs',
  'forecast.following.one': 'Following learners one by one… {count} run',
  'forecast.following.other': 'Following learners one by one… {count} runs',
  'forecast.teamsImmediate':
    'Until the simulated runs arrive, everyone counts as a peer; then only colleagues of the same team do.',
  'forecast.teams': 'Simulated learner by learner, because only colleagues of the same team count as peers.',
  'forecast.teamsSampled':
    'Simulated learner by learner, because only colleagues of the same team count as peers. {count} learners stand for all of them, so that chance looks larger than it is.',
  'forecast.coming': 'Working it out…',
  'forecast.nobody':
    'Nobody is in the audience yet. Add segments with their sizes under Audience, and the forecast answers.',
  'forecast.contactsText':
    'Messages a learner gets on average in the seven days before, against the cap of the campaign',
  'forecast.hide': 'Hide the chart',
  'forecast.show': 'Show the chart',
  'forecast.goal': '{chance} likely',
  'forecast.tick': '{learners} ({share})',
  'forecast.perWeek': '{count} a week',
  'forecast.cap': 'Cap: {count} a week',
  'forecast.readActive':
    '{date}\nmedian: {median} active ({share})\nhalf the time {low50} to {high50}\nnine times out of ten {low90} to {high90}',
  'forecast.readParts': 'about {because} because of the plan, about {anyway} would have happened anyway',
  'forecast.readWholePath':
    '{date}\nmedian: {median} active ({share})\nthe whole curve stays inside\n{low50} to {high50} in half of the runs\n{low90} to {high90} in nine out of ten',
  'forecast.readStages':
    '{date}, on average\n{aware} have heard of it\n{active} active, {habitual} of them with a habit\n{lapsed} lapsed',
  'forecast.readContacts': '{date}\non average {count} messages a learner in the week before',
  'forecast.askWhy': 'Click or Enter: why?',
  'forecast.why': 'Why: {date}',
  'forecast.whySince': 'Compare with',
  'forecast.whySince.bend': 'The last bend',
  'forecast.whySince.week': 'A week before',
  'forecast.whySince.day': 'The day before',
  'forecast.whyComing': 'Looking into it…',
  'forecast.whyOthers': 'all else',
  'forecast.whyTogether': 'Together',
  'forecast.whyPart': 'What changes it',
  'forecast.whyNote': WHY_NOTE,
  'forecast.whyTeams': TEAMS_NOTE,
  'forecast.summary': 'Active learners at the end: {reading}. Arrow keys read day by day, Enter says why.',
} as const;
