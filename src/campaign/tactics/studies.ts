/**
 * What was found out about tactics, for and against: trials that found nothing stand here as well, and so does what the model does not use, with the
 * reason. Figures are the studies' own.
 */

/** What a study says of the tactics it is about: it helps, it changes nothing that could be told, or it does harm. */
export const VERDICTS = ['supports', 'null', 'opposes'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How the figure came about: people by lot, all such trials together, what was seen without a lot, or what somebody says who sells it. */
export type StudyKind = 'trial' | 'review' | 'observed' | 'vendor';

/** Something that was published. */
export interface Fact {
  id: string;
  /** Who and when, as it is cited. */
  cited: string;
  kind: StudyKind;
  /** What was found, among whom, with its figure and what that is a share of. */
  found: string;
  /** Where to find it. */
  source: string;
  /** Why nothing in the model rests on it; without this it is put to the model as a replay. */
  unused?: string;
}

export interface Study extends Fact {
  verdict: Verdict;
  /** Ids of the tactics that it tells something of. */
  tactics: readonly string[];
}

const OPINION_LEADERS = ['champion-programme', 'reviews', 'discussion-space', 'share-your-learning'];
const PLANNING = ['slot-before-email', 'slot-after-meetings', 'slot-between-calls', 'learning-hour'];
const PROMPTS = [...PLANNING, 'goal-conversation', 'first-goal'];
const REMINDING = ['deadline-reminder', 'last-day-reminder', 'left-off-reminder', 'text-reminder'];

/** By what they are about, the older first. */
export const STUDIES: readonly Study[] = [
  {
    id: 'opinion-leaders',
    cited: 'Doumit and others 2007 (Cochrane)',
    kind: 'review',
    verdict: 'supports',
    found:
      '12 trials of local opinion leaders: 10 points more of all who should follow a practice did, −6 to +25 by trial.',
    source: 'doi 10.1002/14651858.CD000125.pub3',
    tactics: OPINION_LEADERS,
  },
  {
    id: 'copilot-champions',
    cited: 'Consultancies on Copilot',
    kind: 'vendor',
    verdict: 'supports',
    found:
      '60 to 75 % of employees used it daily where champions led, 25 to 35 % where it came from above. Not by lot: an upper bound.',
    source: 'tygartmedia.com',
    tactics: ['champion-programme'],
  },
  {
    id: 'peers-participation',
    cited: 'Deng 2022',
    kind: 'trial',
    verdict: 'supports',
    found:
      'Teachers who were shown their peers’ participation came 3 to 5 % more often the next time; gone after two periods.',
    source: 'Field experiment on a teachers’ platform',
    tactics: ['reviews', 'team-view', 'learner-story'],
  },
  {
    id: 'peers-ahead',
    cited: 'Deng 2022, those above their peers',
    kind: 'trial',
    verdict: 'opposes',
    found: 'Those who did more than their peers slowed down when they were shown it.',
    source: 'Field experiment on a teachers’ platform',
    unused: 'Nobody in the model looks at how much others do.',
    tactics: ['team-view'],
  },
  {
    id: 'untreated-peers',
    cited: 'NBER working paper 16581',
    kind: 'trial',
    verdict: 'null',
    found: 'Peers moved those who had had the offer themselves. Those who had not were not moved.',
    source: 'nber.org/papers/w16581',
    tactics: ['share-your-learning', 'discussion-space'],
  },
  {
    id: 'flu-shot-slot',
    cited: 'Milkman and others 2011',
    kind: 'trial',
    verdict: 'supports',
    found: 'Prompted to write down date and time of a flu shot at work, 37.3 % of employees had it, 33.1 % without.',
    source: 'doi 10.1073/pnas.1103170108',
    tactics: PROMPTS,
  },
  {
    id: 'self-scheduling',
    cited: 'Baker, Evans and Dee 2016',
    kind: 'trial',
    verdict: 'opposes',
    found:
      'Asked to schedule their first lecture, 18,043 learners of a course watched it no sooner, and persisted slightly less.',
    source: 'doi 10.1177/2332858416674007',
    tactics: PROMPTS,
  },
  {
    id: 'plan-making',
    cited: 'Yeomans and Reich 2017',
    kind: 'trial',
    verdict: 'supports',
    found: 'Prompted to make a plan, 29 % more of the learners of three courses completed them.',
    source: 'doi 10.1145/3027385.3027416',
    tactics: PROMPTS,
  },
  {
    id: 'planning-at-scale',
    cited: 'Kizilcec and others 2020',
    kind: 'trial',
    verdict: 'null',
    found:
      '247 courses, a quarter of a million learners: prompts raised engagement in the first weeks and not completion.',
    source: 'doi 10.1073/pnas.1921417117',
    tactics: PROMPTS,
  },
  {
    id: 'planning-prompts',
    cited: 'Andor and others (RWI 790)',
    kind: 'trial',
    verdict: 'null',
    found:
      'Four trials of planning prompts: between 7 % less and 3 % more, none told from nothing; one of the courses +19 %.',
    source: 'Ruhr Economic Papers 790',
    tactics: PROMPTS,
  },
  {
    id: 'hours-of-plans',
    cited: 'Cho and others 2024',
    kind: 'observed',
    verdict: 'supports',
    found: '650 plans of learners in 15 open courses: the quarter that named a time of day came with more completions.',
    source: 'Learning Analytics and Knowledge 2024, pages 360 to 370',
    tactics: PLANNING,
    unused: 'Not by lot: who names an hour may be somebody else from the start.',
  },
  {
    id: 'dates-of-plans',
    cited: 'Yeomans and Reich 2017, plans with dates',
    kind: 'observed',
    verdict: 'opposes',
    found: 'Plans that named dates and hours came with fewer completions than others in the same three courses.',
    source: 'doi 10.1145/3027385.3027416',
    tactics: PLANNING,
    unused: 'Not by lot, and it says the opposite of Cho and others 2024.',
  },
  {
    id: 'own-goal',
    cited: 'Moscoe',
    kind: 'trial',
    verdict: 'null',
    found:
      'A reminder that quoted people’s own goal did no more than a general one (gyms in Montreal, about 290 members).',
    source: 'Trial in gyms of Montreal',
    tactics: ['first-goal', 'why-message', 'goal-conversation'],
  },
  {
    id: 'nudge-units',
    cited: 'DellaVigna and Linos 2022',
    kind: 'review',
    verdict: 'supports',
    found:
      '126 trials of two nudge units, 23 million people: 1.4 points more of those addressed took it up, 8 % more than without.',
    source: 'doi 10.3982/ECTA18709',
    tactics: ['gentle-nudge', 'first-goal'],
  },
  {
    id: 'nudges-at-scale',
    cited: 'Saccardo and others 2022',
    kind: 'review',
    verdict: 'supports',
    found:
      '113 trials, two of them with 187,134 and 149,720 people: nudges do less for people of little motivation, and more where what is counted is narrow and soon.',
    source: 'SSRN 3971192',
    tactics: ['gentle-nudge'],
    unused: 'Learners differ in how readily they respond to anything, not in what they want.',
  },
  {
    id: 'reminders-cochrane',
    cited: 'Cochrane review of reminders',
    kind: 'review',
    verdict: 'supports',
    found: 'Reminders to professionals: 4.2 points more of what should be done was done, .8 to 18.8 by comparison.',
    source: 'Cochrane Library, on-screen reminders',
    tactics: ['deadline-reminder'],
  },
  {
    id: 'gym-reminders',
    cited: 'Habla and Muller 2021',
    kind: 'trial',
    verdict: 'supports',
    found: 'Weekly mails to some 2,500 members of a gym: 13 % more visits, still so three months after the last.',
    source: 'doi 10.1007/s10683-020-09693-5',
    tactics: REMINDING,
  },
  {
    id: 'within-hours',
    cited: 'Calzolari and Nardotto 2017',
    kind: 'trial',
    verdict: 'supports',
    found: 'Members of a gym answered a reminder within hours, each one anew; little habit came of it.',
    source: 'doi 10.1287/mnsc.2016.2499',
    tactics: REMINDING,
  },
  {
    id: 'survey-reminders',
    cited: 'LearningBridge',
    kind: 'observed',
    verdict: 'supports',
    found:
      'Answers to a survey fall from about 10 % of those invited a day to 3 % by the fifth, double at the reminder and fall as before.',
    source: 'learningbridge.com',
    tactics: REMINDING,
  },
  {
    id: 'mails-that-act',
    cited: 'Workshop 2025',
    kind: 'observed',
    verdict: 'supports',
    found:
      '107 million internal mails of a year: 76 % were opened, 10 % of those led to a click; invitations to training and reminders of deadlines led to most.',
    source: 'advocast.media',
    tactics: ['deadline-reminder'],
    unused:
      'PoliteMail counted some twenty to fifty times as many mails. 7.6 % of all sent is what the model takes for clicks; how much reminders added is not told.',
  },
  {
    id: 'due-dates',
    cited: 'Administrators of mandatory training',
    kind: 'observed',
    verdict: 'supports',
    found:
      'Of 35,000 employees 85 to 90 % finished within the 45 days they had; 99.9 to 100 % of 3,000 to 10,000 where managers were told who had not.',
    source: 'Forums of SCCE and Articulate',
    tactics: ['deadline-reminder', 'manager-follow-up'],
    unused: 'Nobody in the model is obliged to learn.',
  },
  {
    id: 'click-rule',
    cited: 'A practitioner’s rule',
    kind: 'vendor',
    verdict: 'opposes',
    found:
      'Of those who get them, 15 to 20 % click in a digest, over 30 % in a policy to be acknowledged, and some 5 % in a note of the chief executive.',
    source: 'internalcommspro.com',
    tactics: ['leader-message'],
    unused:
      'A rule of thumb without data. A leader’s message here acts a little more than another mail, by assumption.',
  },
  {
    id: 'return-bonus',
    cited: 'Milkman and others 2021',
    kind: 'trial',
    verdict: 'supports',
    found:
      '61,293 members of gyms, 53 programmes: a bonus for returning after a missed visit brought 27 % more visits, the most of all.',
    source: 'doi 10.1038/s41586-021-04128-4',
    tactics: ['return-bonus', 'second-try'],
  },
  {
    id: 'most-programmes',
    cited: 'Milkman and others 2021, the other programmes',
    kind: 'trial',
    verdict: 'null',
    found:
      'More than half of the 53 programmes could not be told from a control group; 45 % brought 9 to 27 % more visits.',
    source: 'doi 10.1038/s41586-021-04128-4',
    tactics: ['public-reward', 'gentle-nudge'],
  },
  {
    id: 'personal-nudge',
    cited: 'edX course with personal mails',
    kind: 'trial',
    verdict: 'supports',
    found:
      'Mails about one’s own progress to some 700 of 1,200 learners: about 20 % more took part; completion could not be told.',
    source: 'openedx.atlassian.net, page 3871604782',
    tactics: ['recommendation-chat', 'progress-note'],
  },
  {
    id: 'arist',
    cited: 'Arist',
    kind: 'vendor',
    verdict: 'supports',
    found:
      'Lessons by message are completed by 82 % of those enrolled; nudges helped in 62 % of cases, by a median of 21 %. An upper bound.',
    source: 'arist.co',
    tactics: ['lesson-in-the-tool', 'recommendation-chat'],
  },
  {
    id: 'training-page',
    cited: 'UCSD Health 2025',
    kind: 'trial',
    verdict: 'null',
    found:
      '19,500 employees, 8 months: more than half left a training page within 10 seconds and fewer than 24 % finished; yearly training did nothing.',
    source: 'IEEE Symposium on Security and Privacy 2025',
    unused: 'The model knows no mistakes at work, and nobody in it is made to see a page.',
    tactics: ['one-click-link', 'start-page'],
  },
];

/** What was published of other things than tactics and is known, and why the model does without it. */
export const FACTS: readonly (Fact & { unused: string })[] = [
  {
    id: 'opened-by-sector',
    cited: 'Cerkl 2025',
    kind: 'vendor',
    found: 'Digests are opened by 83 % in manufacturing; mails by 57 % in higher education and 48 % in healthcare.',
    source: 'cerkl.com/newsroom',
    unused:
      'Sectors stand as one source has them all, PoliteMail 2025: of digests and other mails these are two kinds.',
  },
  {
    id: 'competition-week',
    cited: 'LinkedIn’s own staff 2018',
    kind: 'vendor',
    found:
      'A week in which teams compete had 3 times the learners, 5 times the hours and 8 times the completions of an average week.',
    source: 'learning.linkedin.com/blog',
    unused: 'One week of one company, told by who sells it. No tactic is a competition.',
  },
  {
    id: 'adopted-nudges',
    cited: 'DellaVigna, Kim and Linos 2024',
    kind: 'observed',
    found:
      '30 cities took over 27 % of the nudges that they had tried in 73 trials, hardly by how well these had worked, and mostly where a message that went out anyway was changed.',
    source: 'doi 10.1086/729447',
    unused: 'It is about those who plan: change what goes out anyway. Learners do not come into it.',
  },
  {
    id: 'bot-bursts',
    cited: 'A sender of newsletters',
    kind: 'observed',
    found:
      '836 bursts in one mailing, half of them within 43 seconds of sending, all of a mail’s 9 or 10 links in under a second: programs open and click as well.',
    source: 'craft-campaign, issue 546',
    unused: 'Nothing is read back from mails yet; such clicks will have to be taken out first.',
  },
];

const byTactic = Map.groupBy(
  STUDIES.flatMap((study) => study.tactics.map((tactic) => ({ study, tactic }))),
  ({ tactic }) => tactic,
);

/** The studies about a tactic, in their order. */
export const studiesOf = (tactic: string): Study[] => (byTactic.get(tactic) ?? []).map(({ study }) => study);

/** How many of the studies say what. */
export function verdictsOf(studies: readonly Study[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { supports: 0, null: 0, opposes: 0 };
  for (const { verdict } of studies) counts[verdict]++;
  return counts;
}
